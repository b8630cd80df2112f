package io.casebook.platform.definition.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.casebook.conversation.definition.Facts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Follows paths of names into facts. JSON is read only where a path leads into it. */
record FactsReader(Facts facts) {

    private static final Lookup UNKNOWN = new Lookup.Absent("is not known");

    Lookup find(List<String> path) {
        List<String> rest = path.subList(1, path.size());
        return switch (path.getFirst()) {
            case "slots" -> slot(rest);
            case "results" -> member(facts.results(), rest);
            case "resources" -> member(facts.resources(), rest);
            case "identity" -> document(facts.resources().get("identity"), rest);
            case "args" -> document(facts.argsJson(), rest);
            case "customer" -> id(facts.customerId(), rest);
            case "conversation" -> id(facts.conversationId(), rest);
            case "channel" -> text(facts.channel(), rest);
            case "language" -> text(facts.language(), rest);
            case "now" -> text(facts.now() == null ? null : facts.now().toString(), rest);
            default ->
                facts.slots().containsKey(path.getFirst())
                        ? slot(path)
                        : document(facts.results().get(path.getFirst()), rest);
        };
    }

    private Lookup slot(List<String> path) {
        return path.isEmpty() ? UNKNOWN : text(facts.slots().get(path.getFirst()), path.subList(1, path.size()));
    }

    private static Lookup id(String id, List<String> rest) {
        return rest.equals(List.of("id")) ? text(id, List.of()) : UNKNOWN;
    }

    private static Lookup text(@Nullable String value, List<String> rest) {
        if (value == null) {
            return UNKNOWN;
        }
        return rest.isEmpty() ? usable(TextNode.valueOf(value)) : new Lookup.Absent("is plain text without parts");
    }

    private static Lookup member(Map<String, String> documents, List<String> path) {
        return path.isEmpty() ? UNKNOWN : document(documents.get(path.getFirst()), path.subList(1, path.size()));
    }

    private static Lookup document(@Nullable String json, List<String> path) {
        if (json == null) {
            return UNKNOWN;
        }
        JsonNode node = Json.parse(json);
        for (String step : path) {
            node = node == null ? null : child(node, step);
        }
        return node == null ? UNKNOWN : usable(node);
    }

    private static @Nullable JsonNode child(JsonNode node, String step) {
        if (node.isArray() && step.chars().allMatch(Character::isDigit) && step.length() < 10) {
            return node.get(Integer.parseInt(step));
        }
        return node.get(step);
    }

    private static Lookup usable(JsonNode node) {
        return node.isNull() || (node.isTextual() && node.textValue().isBlank())
                ? new Lookup.Absent("is empty")
                : new Lookup.Found(node);
    }
}
