package io.casebook.gateway.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.function.BinaryOperator;

/** Changes the texts within JSON, so that it stays JSON. */
final class JsonTexts {
    /** Decimals stay as they were written. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private JsonTexts() {}

    /**
     * The same JSON with its texts and whole numbers changed, and character for character what it was where nothing is; a text
     * that is no JSON is changed as a whole.
     *
     * @param change makes of the name of a member, and its text, another text
     */
    static String changed(String json, BinaryOperator<String> change) {
        JsonNode root;
        try {
            root = MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            return change.apply("", json);
        }
        if (root == null || root.isMissingNode()) {
            return json;
        }
        var copy = changed(root.deepCopy(), "", change);
        return copy.equals(root) ? json : copy.toString();
    }

    private static JsonNode changed(JsonNode node, String name, BinaryOperator<String> change) {
        return switch (node) {
            case ObjectNode object -> members(object, change);
            case ArrayNode array -> items(array, name, change);
            default -> leaf(node, name, change);
        };
    }

    private static JsonNode members(ObjectNode object, BinaryOperator<String> change) {
        for (var member : List.copyOf(object.properties())) {
            object.set(member.getKey(), changed(member.getValue(), member.getKey(), change));
        }
        return object;
    }

    private static JsonNode items(ArrayNode array, String name, BinaryOperator<String> change) {
        for (var i = 0; i < array.size(); i++) {
            array.set(i, changed(array.get(i), name, change));
        }
        return array;
    }

    private static JsonNode leaf(JsonNode node, String name, BinaryOperator<String> change) {
        if (!node.isTextual() && !node.isIntegralNumber()) {
            return node;
        }
        var text = node.asText();
        var other = change.apply(name, text);
        return other.equals(text) ? node : TextNode.valueOf(other);
    }
}
