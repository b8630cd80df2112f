package io.casebook.tools.template;

import io.casebook.tools.call.Denied;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A text of a definition with what is to be filled in: {@code {argument}}, {@code ${env:NAME}}, {@code ${secret:NAME}}, the last
 * two with an optional {@code :-default}.
 *
 * @param parts the text in order
 */
public record Text(List<Part> parts) {

    /** A stretch of a text. */
    public sealed interface Part {
        /** Stands for itself. */
        record Literal(String text) implements Part {}

        /** Stands for an argument of the call. */
        record Argument(String name) implements Part {}

        /** Stands for something of the installation: a variable, or a secret. */
        record Setting(
                boolean secret, String name, @Nullable String otherwise) implements Part {}
    }

    private static final Pattern BRACES =
            Pattern.compile("\\$\\{([^}]*)}|\\{([A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z0-9_]+)*)}");
    private static final Pattern SETTING = Pattern.compile("(env|secret):([A-Za-z_][A-Za-z0-9_.-]*)(?::-(.*))?");

    public Text {
        parts = List.copyOf(parts);
    }

    /** Reads a text of a definition. */
    public static Text of(String source) {
        var parts = new ArrayList<Part>();
        var braces = BRACES.matcher(source);
        var end = 0;
        while (braces.find()) {
            if (braces.start() > end) {
                parts.add(new Part.Literal(source.substring(end, braces.start())));
            }
            end = braces.end();
            var setting = braces.group(1);
            parts.add(setting == null ? new Part.Argument(braces.group(2)) : setting(setting));
        }
        if (end < source.length()) {
            parts.add(new Part.Literal(source.substring(end)));
        }
        return new Text(parts);
    }

    /** The only argument, where the text is nothing but it. */
    public @Nullable String wholeArgument() {
        return parts.size() == 1 && parts.getFirst() instanceof Part.Argument argument ? argument.name() : null;
    }

    /** True where an argument is to be filled in for which the call has no value. */
    public boolean lacks(Filling filling) {
        return parts.stream().anyMatch(part -> part instanceof Part.Argument argument && !filling.has(argument.name()));
    }

    /** The text filled in; an argument without a value is an empty text. */
    public String fill(Filling filling) {
        return parts.stream()
                .map(part -> switch (part) {
                    case Part.Literal literal -> literal.text();
                    case Part.Argument argument -> filling.text(argument.name());
                    case Part.Setting setting -> filling.setting(setting);
                })
                .collect(Collectors.joining());
    }

    /** The names of all arguments in it. */
    public List<String> arguments() {
        return parts.stream()
                .filter(Part.Argument.class::isInstance)
                .map(part -> ((Part.Argument) part).name())
                .toList();
    }

    private static Part setting(String source) {
        var matcher = SETTING.matcher(source);
        if (!matcher.matches()) {
            throw new Denied(
                    Denied.INVALID_DEFINITION,
                    "${%s} cannot be resolved; write ${env:NAME} or ${secret:NAME}".formatted(source));
        }
        return new Part.Setting("secret".equals(matcher.group(1)), matcher.group(2), matcher.group(3));
    }
}
