package io.casebook.gateway.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.model.chat.request.json.JsonAnyOfSchema;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonBooleanSchema;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonNumberSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON schemas of tools in the words of the protocol library. */
final class Schemas {
    /** Deeper than any tool of sense; a schema that refers to itself ends here. */
    private static final int DEEPEST = 12;

    private Schemas() {}

    /** With every keyword as the definition has it. */
    static JsonObjectSchema asWritten(ObjectNode parameters) {
        var schema = JsonObjectSchema.builder();
        parameters
                .path("properties")
                .properties()
                .forEach(property -> schema.addProperty(
                        property.getKey(),
                        JsonRawSchema.from(property.getValue().toString())));
        if (parameters.has("description")) {
            schema.description(parameters.path("description").asText());
        }
        if (parameters.has("required")) {
            schema.required(texts(parameters.path("required")));
        }
        if (parameters.has("$defs")) {
            var definitions = new LinkedHashMap<String, JsonSchemaElement>();
            parameters
                    .path("$defs")
                    .properties()
                    .forEach(one -> definitions.put(
                            one.getKey(), JsonRawSchema.from(one.getValue().toString())));
            schema.definitions(definitions);
        }
        return schema.build();
    }

    /** With every keyword as the definition has it, and what is referred to in its place, for a protocol without definitions. */
    static JsonObjectSchema inlined(ObjectNode parameters) {
        var whole = (ObjectNode) inlined(parameters, parameters, DEEPEST);
        whole.remove("$defs");
        return asWritten(whole);
    }

    private static JsonNode inlined(JsonNode given, JsonNode root, int depth) {
        var node = resolved(given, root).deepCopy();
        if (depth == 0) {
            return node.isObject() && node.has("properties") ? ((ObjectNode) node).removeAll() : node;
        }
        if (node instanceof ObjectNode object) {
            object.properties().forEach(member -> member.setValue(inlined(member.getValue(), root, depth - 1)));
        } else if (node instanceof ArrayNode list) {
            for (var i = 0; i < list.size(); i++) {
                list.set(i, inlined(list.get(i), root, depth - 1));
            }
        }
        return node;
    }

    /**
     * Reduced to types, names, lists of values and descriptions, without references, for a protocol that knows no more. What is
     * lost here is checked when the arguments come.
     */
    static JsonObjectSchema reduced(ObjectNode parameters) {
        return object(parameters, parameters, DEEPEST);
    }

    private static JsonSchemaElement element(JsonNode given, JsonNode root, int depth) {
        var node = resolved(given, root);
        var description = node.path("description").asText(null);
        if (node.path("anyOf").isArray() && depth > 0) {
            var options = new ArrayList<JsonSchemaElement>();
            node.path("anyOf").forEach(option -> options.add(element(option, root, depth - 1)));
            return JsonAnyOfSchema.builder()
                    .anyOf(options)
                    .description(description)
                    .build();
        }
        if (node.path("enum").isArray() && allTexts(node.path("enum"))) {
            return JsonEnumSchema.builder()
                    .enumValues(texts(node.path("enum")))
                    .description(description)
                    .build();
        }
        return switch (type(node)) {
            case "integer" ->
                JsonIntegerSchema.builder().description(description).build();
            case "number" -> JsonNumberSchema.builder().description(description).build();
            case "boolean" ->
                JsonBooleanSchema.builder().description(description).build();
            case "array" -> array(node, root, depth, description);
            case "object" -> object(node, root, depth);
            default -> JsonStringSchema.builder().description(description).build();
        };
    }

    private static JsonSchemaElement array(JsonNode node, JsonNode root, int depth, @Nullable String description) {
        var items = depth > 0 && node.path("items").isObject()
                ? element(node.path("items"), root, depth - 1)
                : new JsonStringSchema();
        return JsonArraySchema.builder().items(items).description(description).build();
    }

    private static JsonObjectSchema object(JsonNode node, JsonNode root, int depth) {
        var schema = JsonObjectSchema.builder();
        if (node.has("description")) {
            schema.description(node.path("description").asText());
        }
        if (depth > 0) {
            node.path("properties")
                    .properties()
                    .forEach(
                            member -> schema.addProperty(member.getKey(), element(member.getValue(), root, depth - 1)));
            schema.required(texts(node.path("required")));
        }
        return schema.build();
    }

    /** The schema that a reference within the same document means. */
    private static JsonNode resolved(JsonNode node, JsonNode root) {
        var reference = node.path("$ref").asText("");
        var found = reference.startsWith("#/") ? root.at(reference.substring(1)) : node;
        return found.isMissingNode() ? node : found;
    }

    /** The type; of several the first that says something. */
    private static String type(JsonNode node) {
        var type = node.path("type");
        if (type.isArray()) {
            for (var one : type) {
                if (!one.asText().equals("null")) {
                    return one.asText();
                }
            }
        }
        return type.asText(node.has("properties") ? "object" : "string");
    }

    private static boolean allTexts(JsonNode list) {
        for (var one : list) {
            if (!one.isTextual()) {
                return false;
            }
        }
        return true;
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(one -> texts.add(one.asText()));
        return texts;
    }
}
