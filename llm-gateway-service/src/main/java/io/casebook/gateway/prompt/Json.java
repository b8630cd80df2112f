package io.casebook.gateway.prompt;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON as prompts use it. */
final class Json {
    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static ObjectNode object(String key, String value) {
        return MAPPER.createObjectNode().put(key, value);
    }
}
