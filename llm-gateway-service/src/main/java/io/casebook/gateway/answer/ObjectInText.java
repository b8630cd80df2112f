package io.casebook.gateway.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Finds the JSON object that a text consists of; models like to put fences and a sentence around it. */
final class ObjectInText {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ObjectInText() {}

    static ObjectNode read(@Nullable String text) throws Rejection {
        var written = AnswerReader.required(text);
        var from = written.indexOf('{');
        var to = written.lastIndexOf('}');
        if (from >= 0 && to > from) {
            try {
                if (MAPPER.readTree(written.substring(from, to + 1)) instanceof ObjectNode object) {
                    return object;
                }
            } catch (JsonProcessingException e) {
                // Said below; the parser's message would quote the answer.
            }
        }
        throw Rejection.because("invalid_json", "The answer must be one JSON object and nothing else.");
    }
}
