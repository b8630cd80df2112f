package io.casebook.platform.definition.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.casebook.conversation.definition.ArgumentsTemplate;
import io.casebook.conversation.definition.Facts;
import io.casebook.conversation.definition.Rendered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Arguments of a tool call as a tree of JSON with places to fill. */
record JsonArguments(String source, ArgumentPart.Members root) implements ArgumentsTemplate {

    @Override
    public Rendered render(Facts facts) {
        List<Rendered.Hole> holes = new ArrayList<>();
        JsonNode filled = new Filling(facts, new FactsReader(facts), holes).fill(root);
        return holes.isEmpty() && filled != null
                ? new Rendered.Complete(Json.write(filled))
                : new Rendered.Incomplete(holes);
    }

    /** One pass over the tree; a place that cannot be filled is noted and the rest is looked at all the same. */
    private record Filling(Facts facts, FactsReader reader, List<Rendered.Hole> holes) {

        @Nullable
        JsonNode fill(ArgumentPart part) {
            return switch (part) {
                case ArgumentPart.Constant constant -> constant.value();
                case ArgumentPart.Value value ->
                    switch (reader.find(value.placeholder().path())) {
                        case Lookup.Found found ->
                            converted(
                                    found.value(),
                                    value.type(),
                                    value.placeholder().name());
                        case Lookup.Absent absent -> hole(value.placeholder().name(), absent.reason());
                    };
                case ArgumentPart.Text text ->
                    switch (text.template().render(facts)) {
                        case Rendered.Complete complete ->
                            converted(
                                    TextNode.valueOf(complete.text()),
                                    text.type(),
                                    text.template().source());
                        case Rendered.Incomplete incomplete -> {
                            holes.addAll(incomplete.holes());
                            yield null;
                        }
                    };
                case ArgumentPart.Members members -> object(members.members());
                case ArgumentPart.Items items -> array(items.items());
            };
        }

        private @Nullable JsonNode converted(JsonNode value, JsonType type, String name) {
            JsonNode converted = type.convert(value);
            return converted != null ? converted : hole(name, "does not fit: the tool wants type " + type.label());
        }

        private @Nullable JsonNode hole(String name, String reason) {
            holes.add(new Rendered.Hole(name, reason));
            return null;
        }

        private JsonNode object(Map<String, ArgumentPart> members) {
            ObjectNode object = Json.MAPPER.createObjectNode();
            members.forEach((name, part) -> object.set(name, fill(part)));
            return object;
        }

        private JsonNode array(List<ArgumentPart> items) {
            ArrayNode array = Json.MAPPER.createArrayNode();
            items.forEach(part -> array.add(fill(part)));
            return array;
        }
    }
}
