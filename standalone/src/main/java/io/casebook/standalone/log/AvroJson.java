package io.casebook.standalone.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casebook.schemas.Wire;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Any record of the vocabulary as JSON for people and scripts: the fields by their names on the wire, times as text, a member of a
 * union of records with its {@code type}, personal text as the text itself.
 */
public final class AvroJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String PERSONAL_TEXT = "io.casebook.vocabulary.PersonalText";

    private AvroJson() {}

    /** A record as an object. */
    public static ObjectNode of(IndexedRecord record) {
        var object = JSON.objectNode();
        for (var field : record.getSchema().getFields()) {
            object.set(field.name(), value(record.get(field.pos()), field.schema()));
        }
        return object;
    }

    private static JsonNode value(@Nullable Object value, Schema schema) {
        return switch (value) {
            case null -> JSON.nullNode();
            case IndexedRecord record -> record(record, schema);
            case CharSequence text -> JSON.textNode(text.toString());
            case Boolean truth -> JSON.booleanNode(truth);
            case Integer number -> JSON.numberNode(number);
            case Long number -> number(number, schema);
            case Float number -> JSON.numberNode(number);
            case Double number -> JSON.numberNode(number);
            case ByteBuffer bytes -> JSON.textNode(base64(bytes));
            case Collection<?> items -> list(items, schema);
            case Map<?, ?> entries -> map(entries, schema);
            case Enum<?> symbol -> JSON.textNode(symbol.toString());
            case GenericEnumSymbol<?> symbol -> JSON.textNode(symbol.toString());
            default -> JSON.textNode(String.valueOf(value));
        };
    }

    private static JsonNode record(IndexedRecord record, Schema declared) {
        var name = record.getSchema().getFullName();
        if (name.equals(PERSONAL_TEXT)) {
            return personal(record);
        }
        var object = JSON.objectNode();
        if (isChoice(declared)) {
            object.put("type", record.getSchema().getName());
        }
        object.setAll(of(record));
        return object;
    }

    private static JsonNode personal(IndexedRecord text) {
        var plain = text.get(text.getSchema().getField("plain").pos());
        return plain == null ? JSON.textNode("(sealed)") : JSON.textNode(plain.toString());
    }

    private static JsonNode number(long number, Schema schema) {
        return nonNull(schema).getLogicalType() instanceof LogicalTypes.TimestampMicros
                ? JSON.textNode(Wire.instant(number).toString())
                : JSON.numberNode(number);
    }

    private static JsonNode list(Collection<?> items, Schema schema) {
        var array = JSON.arrayNode();
        var of = nonNull(schema).getElementType();
        items.forEach(item -> array.add(value(item, of)));
        return array;
    }

    private static JsonNode map(Map<?, ?> entries, Schema schema) {
        var object = JSON.objectNode();
        var of = nonNull(schema).getValueType();
        entries.forEach((key, item) -> object.set(String.valueOf(key), value(item, of)));
        return object;
    }

    private static String base64(ByteBuffer bytes) {
        var copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return Base64.getEncoder().encodeToString(copy);
    }

    /** The schema, or its one member that is not null. */
    private static Schema nonNull(Schema schema) {
        if (!schema.isUnion()) {
            return schema;
        }
        return schema.getTypes().stream()
                .filter(member -> member.getType() != Schema.Type.NULL)
                .findFirst()
                .orElse(schema);
    }

    private static boolean isChoice(Schema schema) {
        return schema.isUnion()
                && schema.getTypes().stream()
                                .filter(member -> member.getType() == Schema.Type.RECORD)
                                .count()
                        > 1;
    }
}
