package io.casebook.projections.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.SegmentedStringWriter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.casebook.schemas.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes any record as JSON: fields by their names on the wire, times as RFC 3339 text, bytes as base64, personal text as the
 * text itself or {@code [sealed]}. A record that is one of several possible ones says which in {@code type}, or in {@code $type}
 * where it has a field of that name.
 */
public final class RecordJson {
    static final String PERSONAL_TEXT = "io.casebook.vocabulary.PersonalText";
    static final String SEALED = "[sealed]";
    static final String TYPE = "type";
    /** Names the record where a field of its own is called {@code type}. */
    static final String OTHER_TYPE = "$type";

    private static final int LONGEST_TEXT = 64 * 1024 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_TEXT)
                    .build())
            .build());

    private RecordJson() {}

    /** A record as JSON text. */
    public static String text(IndexedRecord record) {
        try (var out = new SegmentedStringWriter(JSON.getFactory()._getBufferRecycler());
                var json = JSON.getFactory().createGenerator(out)) {
            writeFields(record, json);
            json.flush();
            return out.getAndClear();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    /** A record as a tree. */
    public static ObjectNode tree(IndexedRecord record) {
        try (var buffer = new TokenBuffer(JSON, false)) {
            writeFields(record, buffer);
            return JSON.readTree(buffer.asParser());
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    /** JSON text that this class wrote, as a tree. */
    public static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("the text is no JSON", e);
        }
    }

    private static void writeFields(IndexedRecord record, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (var field : record.getSchema().getFields()) {
            json.writeFieldName(field.name());
            write(record.get(field.pos()), field.schema(), json);
        }
        json.writeEndObject();
    }

    private static void write(@Nullable Object value, Schema schema, JsonGenerator json) throws IOException {
        switch (value) {
            case null -> json.writeNull();
            case IndexedRecord record -> writeRecord(record, schema, json);
            case CharSequence text -> json.writeString(text.toString());
            case Boolean truth -> json.writeBoolean(truth);
            case Integer number -> json.writeNumber(number);
            case Long number -> writeLong(number, schema, json);
            case Float number -> json.writeNumber(number);
            case Double number -> json.writeNumber(number);
            case ByteBuffer bytes -> writeBytes(bytes, json);
            case Collection<?> items -> writeList(items, present(schema).getElementType(), json);
            case Map<?, ?> entries -> writeMap(entries, present(schema).getValueType(), json);
            default -> json.writeString(String.valueOf(value));
        }
    }

    private static void writeRecord(IndexedRecord record, Schema declared, JsonGenerator json) throws IOException {
        var schema = record.getSchema();
        if (schema.getFullName().equals(PERSONAL_TEXT)) {
            var plain = record.get(schema.getField("plain").pos());
            json.writeString(plain == null ? SEALED : plain.toString());
            return;
        }
        if (!isChoice(declared)) {
            writeFields(record, json);
            return;
        }
        json.writeStartObject();
        json.writeStringField(schema.getField(TYPE) == null ? TYPE : OTHER_TYPE, schema.getName());
        for (var field : schema.getFields()) {
            json.writeFieldName(field.name());
            write(record.get(field.pos()), field.schema(), json);
        }
        json.writeEndObject();
    }

    private static void writeLong(long number, Schema schema, JsonGenerator json) throws IOException {
        if (isTime(present(schema))) {
            json.writeString(Wire.instant(number).toString());
        } else {
            json.writeNumber(number);
        }
    }

    private static void writeBytes(ByteBuffer bytes, JsonGenerator json) throws IOException {
        var copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        json.writeBinary(copy);
    }

    private static void writeList(Collection<?> items, Schema of, JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (var item : items) {
            write(item, of, json);
        }
        json.writeEndArray();
    }

    private static void writeMap(Map<?, ?> entries, Schema of, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (var entry : entries.entrySet()) {
            json.writeFieldName(String.valueOf(entry.getKey()));
            write(entry.getValue(), of, json);
        }
        json.writeEndObject();
    }

    static boolean isTime(Schema schema) {
        return schema.getLogicalType() instanceof LogicalTypes.TimestampMicros;
    }

    /** True for a union of several records. */
    static boolean isChoice(Schema schema) {
        if (!schema.isUnion()) {
            return false;
        }
        var records = 0;
        for (var member : schema.getTypes()) {
            records += member.getType() == Schema.Type.RECORD ? 1 : 0;
        }
        return records > 1;
    }

    /** The schema, or its one member that is not null. */
    static Schema present(Schema schema) {
        if (!schema.isUnion()) {
            return schema;
        }
        for (var member : schema.getTypes()) {
            if (member.getType() != Schema.Type.NULL) {
                return member;
            }
        }
        return schema;
    }
}
