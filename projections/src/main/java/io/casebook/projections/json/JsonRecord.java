package io.casebook.projections.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.casebook.schemas.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** Reads what {@link RecordJson} wrote. A field that is missing has its default; one that is not known is passed over. */
public final class JsonRecord {
    private JsonRecord() {}

    /**
     * The record that a tree shows.
     *
     * @throws IllegalArgumentException if it shows no such record; the message names the field
     */
    public static IndexedRecord read(Schema schema, JsonNode json) {
        var record = new GenericData.Record(schema);
        for (var field : schema.getFields()) {
            var value = json.get(field.name());
            try {
                record.put(field.pos(), value == null ? defaultOf(field) : value(field.schema(), value));
            } catch (IllegalArgumentException | DateTimeException | IOException e) {
                throw new IllegalArgumentException(
                        "%s.%s: %s".formatted(schema.getName(), field.name(), e.getMessage()), e);
            }
        }
        return record;
    }

    private static @Nullable Object defaultOf(Schema.Field field) {
        if (!field.hasDefaultValue()) {
            throw new IllegalArgumentException("is missing");
        }
        return GenericData.get().getDefaultValue(field);
    }

    private static @Nullable Object value(Schema schema, JsonNode json) throws IOException {
        if (json.isNull()) {
            return null;
        }
        var present = RecordJson.isChoice(schema) ? member(schema, json) : RecordJson.present(schema);
        return switch (present.getType()) {
            case RECORD -> record(present, json);
            case ARRAY -> list(present.getElementType(), json);
            case MAP -> map(present.getValueType(), json);
            case ENUM -> new GenericData.EnumSymbol(present, json.asText());
            case BYTES -> ByteBuffer.wrap(json.binaryValue());
            case LONG ->
                RecordJson.isTime(present) ? Wire.toMicros(Instant.parse(json.asText())) : (Object) json.asLong();
            case INT -> json.asInt();
            case FLOAT -> (float) json.asDouble();
            case DOUBLE -> json.asDouble();
            case BOOLEAN -> json.asBoolean();
            case STRING -> json.asText();
            case UNION, FIXED, NULL -> throw new IllegalArgumentException("has a type that no record uses: " + present);
        };
    }

    private static Schema member(Schema union, JsonNode json) {
        var named = json.has(RecordJson.OTHER_TYPE) ? RecordJson.OTHER_TYPE : RecordJson.TYPE;
        var type = json.path(named).asText();
        return union.getTypes().stream()
                .filter(member -> member.getName().equals(type))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("has an unknown type " + type));
    }

    private static IndexedRecord record(Schema schema, JsonNode json) {
        if (!schema.getFullName().equals(RecordJson.PERSONAL_TEXT)) {
            return read(schema, json);
        }
        // Sealed text stays sealed: what the log holds cannot be seen here, and what is shown is not it.
        var text = new GenericData.Record(schema);
        text.put("plain", json.asText());
        return text;
    }

    private static List<@Nullable Object> list(Schema of, JsonNode json) throws IOException {
        var list = new ArrayList<@Nullable Object>(json.size());
        for (var item : json) {
            list.add(value(of, item));
        }
        return list;
    }

    private static Map<String, @Nullable Object> map(Schema of, JsonNode json) throws IOException {
        var map = new LinkedHashMap<String, @Nullable Object>();
        for (var entry : json.properties()) {
            map.put(entry.getKey(), value(of, entry.getValue()));
        }
        return map;
    }
}
