package io.casebook.gateway.prompt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON as prompts use it. */
final class Json {
    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /** A text within a JSON object; empty where there is none. */
    static String text(String json, String name) {
        try {
            return MAPPER.readTree(json).path(name).asText("");
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    static ObjectNode object(String key, String value) {
        return MAPPER.createObjectNode().put(key, value);
    }
}
