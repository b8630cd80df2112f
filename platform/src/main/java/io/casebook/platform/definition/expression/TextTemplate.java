package io.casebook.platform.definition.expression;

import com.fasterxml.jackson.databind.JsonNode;
import io.casebook.conversation.definition.Facts;
import io.casebook.conversation.definition.Rendered;
import io.casebook.conversation.definition.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A text with placeholders. */
record TextTemplate(String source, List<Placeholders.Piece> pieces) implements Template {

    /** Beyond that many digits a number is written with an exponent, which keeps a hostile 1e999999999 short. */
    private static final int PLAIN_DIGITS = 40;

    TextTemplate {
        pieces = List.copyOf(pieces);
    }

    @Override
    public Rendered render(Facts facts) {
        FactsReader reader = new FactsReader(facts);
        StringBuilder text = new StringBuilder();
        List<Rendered.Hole> holes = new ArrayList<>();
        for (Placeholders.Piece piece : pieces) {
            switch (piece) {
                case Placeholders.Literal literal -> text.append(literal.text());
                case Placeholders.Placeholder placeholder -> {
                    switch (show(reader, placeholder)) {
                        case Shown.Words words -> text.append(words.text());
                        case Shown.Nothing nothing ->
                            holes.add(new Rendered.Hole(placeholder.name(), nothing.reason()));
                    }
                }
            }
        }
        return holes.isEmpty() ? new Rendered.Complete(text.toString()) : new Rendered.Incomplete(holes);
    }

    /** A value as words, or why it has none. */
    private sealed interface Shown {
        record Words(String text) implements Shown {}

        record Nothing(String reason) implements Shown {}
    }

    private static Shown show(FactsReader reader, Placeholders.Placeholder placeholder) {
        return switch (reader.find(placeholder.path())) {
            case Lookup.Absent absent -> new Shown.Nothing(absent.reason());
            case Lookup.Found found -> show(found.value(), placeholder.format(), reader);
        };
    }

    private static Shown show(JsonNode value, @Nullable Format format, FactsReader reader) {
        if (format == null) {
            return show(value);
        }
        String words = format.write(value, reader);
        return words == null ? new Shown.Nothing("is not " + format.wanted()) : new Shown.Words(words);
    }

    private static Shown show(JsonNode value) {
        if (value.isArray()) {
            boolean plain = StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isValueNode);
            return value.isEmpty() || !plain
                    ? new Shown.Nothing("is not a list of plain values")
                    : new Shown.Words(StreamSupport.stream(value.spliterator(), false)
                            .map(TextTemplate::words)
                            .collect(Collectors.joining(", ")));
        }
        return value.isValueNode()
                ? new Shown.Words(words(value))
                : new Shown.Nothing("is an object: name a part of it");
    }

    static String words(JsonNode value) {
        if (value.isBigDecimal()) {
            int digits = Math.max(
                    Math.abs(value.decimalValue().scale()), value.decimalValue().precision());
            return digits <= PLAIN_DIGITS
                    ? value.decimalValue().toPlainString()
                    : value.decimalValue().toString();
        }
        return value.asText();
    }
}
