package io.casebook.projections.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import org.apache.avro.Schema;

/** Takes a person's words out of a record's JSON and leaves everything else: what happened stays, what was said goes. */
public final class ErasedText {
    /** What stands where a person's words stood. */
    public static final String ERASED = "[erased]";

    private static final JsonNode MARK = TextNode.valueOf(ERASED);

    private ErasedText() {}

    /** Replaces every personal text in the JSON of a record of this schema. */
    public static void erase(Schema schema, ObjectNode json) {
        for (var field : schema.getFields()) {
            var value = json.get(field.name());
            if (value != null && !value.isNull()) {
                json.set(field.name(), erased(field.schema(), value));
            }
        }
    }

    private static JsonNode erased(Schema declared, JsonNode value) {
        var schema = RecordJson.present(declared);
        switch (schema.getType()) {
            case RECORD -> {
                if (schema.getFullName().equals(RecordJson.PERSONAL_TEXT)) {
                    return MARK;
                }
                if (value instanceof ObjectNode object) {
                    erase(schema, object);
                }
            }
            case ARRAY -> {
                if (value instanceof ArrayNode items) {
                    for (var i = 0; i < items.size(); i++) {
                        items.set(i, erased(schema.getElementType(), items.get(i)));
                    }
                }
            }
            case MAP -> {
                if (value instanceof ObjectNode entries) {
                    for (var entry : new ArrayList<>(entries.properties())) {
                        entries.set(entry.getKey(), erased(schema.getValueType(), entry.getValue()));
                    }
                }
            }
            case ENUM, UNION, FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> {}
        }
        return value;
    }
}
