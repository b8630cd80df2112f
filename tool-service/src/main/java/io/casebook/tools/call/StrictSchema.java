package io.casebook.tools.call;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Closes a schema: an object has the properties that it lists and no others, none where it lists none, unless it says otherwise. A parameter that a model invents
 * is then an error it can correct, and not a wish that is silently dropped.
 */
final class StrictSchema {
    private static final List<String> SAYS_OTHERWISE =
            List.of("additionalProperties", "unevaluatedProperties", "patternProperties");
    private static final List<String> COMPOSED =
            List.of("allOf", "anyOf", "oneOf", "if", "then", "else", "$ref", "$dynamicRef", "dependentSchemas");
    private static final List<String> BY_NAME = List.of("properties", "patternProperties", "$defs", "definitions");
    private static final List<String> NESTED = List.of("items", "contains", "additionalProperties", "unevaluatedItems");
    private static final List<String> BRANCHES = List.of("allOf", "anyOf", "oneOf");

    private StrictSchema() {}

    /** A closed copy. */
    static JsonNode of(JsonNode schema) {
        var copy = schema.deepCopy();
        close(copy);
        return copy;
    }

    private static void close(JsonNode node) {
        if (!(node instanceof ObjectNode schema)) {
            return;
        }
        if (describesObject(schema) && SAYS_OTHERWISE.stream().noneMatch(schema::has)) {
            // Where parts are composed, each part alone must stay open for what the others allow.
            schema.put(
                    COMPOSED.stream().anyMatch(schema::has) ? "unevaluatedProperties" : "additionalProperties", false);
        }
        closeWithin(schema);
    }

    private static void closeWithin(ObjectNode schema) {
        for (var keyword : BY_NAME) {
            if (schema.get(keyword) instanceof ObjectNode members) {
                members.values().forEach(StrictSchema::close);
            }
        }
        for (var keyword : NESTED) {
            var nested = schema.get(keyword);
            if (nested != null) {
                close(nested);
            }
        }
        if (schema.get("prefixItems") instanceof ArrayNode items) {
            items.values().forEach(StrictSchema::close);
        }
        branches(schema).forEach(StrictSchema::closeWithin);
    }

    /** It lists properties or is of that type, or its branches do and none of them takes anything. */
    private static boolean describesObject(ObjectNode schema) {
        return schema.has("properties")
                || isObject(schema.get("type"))
                || (branches(schema).anyMatch(branch -> branch.has("properties"))
                        && branches(schema).noneMatch(StrictSchema::takesAnything));
    }

    private static boolean takesAnything(ObjectNode branch) {
        return !branch.has("type") && !branch.has("properties");
    }

    private static boolean isObject(@Nullable JsonNode type) {
        return type != null
                && (type.isArray() ? type.valueStream() : Stream.of(type))
                        .anyMatch(one -> one.isString() && one.stringValue().equals("object"));
    }

    private static Stream<ObjectNode> branches(ObjectNode schema) {
        return BRANCHES.stream()
                .map(schema::get)
                .filter(ArrayNode.class::isInstance)
                .flatMap(JsonNode::valueStream)
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast);
    }
}
