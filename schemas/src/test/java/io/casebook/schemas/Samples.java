package io.casebook.schemas;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;

/** A record of any schema in which every field has a value of its own. */
final class Samples {
    private Samples() {}

    static IndexedRecord of(Schema schema) {
        var sample = new GenericData.Record(schema);
        for (var field : schema.getFields()) {
            sample.put(field.pos(), value(field.name(), field.schema()));
        }
        return sample;
    }

    private static Object value(String name, Schema schema) {
        return switch (schema.getType()) {
            case STRING -> name;
            case BYTES -> ByteBuffer.wrap(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            case INT -> name.length();
            case LONG -> 1_700_000_000_000_000L + name.length();
            case DOUBLE -> name.length() / 64.0;
            case BOOLEAN -> true;
            case ENUM ->
                new GenericData.EnumSymbol(schema, schema.getEnumSymbols().getLast());
            case RECORD -> of(schema);
            case ARRAY -> List.of(value(name, schema.getElementType()));
            case MAP -> Map.of(name, value(name, schema.getValueType()));
            case UNION -> value(name, schema.getTypes().getLast());
            default -> throw new IllegalArgumentException("no sample for " + schema);
        };
    }
}
