import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * The methods of a record by which it is written to bytes and read from them.
 *
 * @param families the sealed families that its fields may hold
 */
record BinaryForm(Families families) {
    /** Straight from the fields to the bytes: Avro's generic writer looks at the schema again for every value. */
    String writer(List<Schema.Field> fields) {
        var body = new StringBuilder();
        for (var field : fields) {
            var value = Naming.camel(field.name());
            body.append(
                    field.getProp("sealed") != null
                            ? "        %s.write(%s, out);\n".formatted(families.of(field), value)
                            : write(value, field.schema(), "        ", 0));
        }
        return """
                    @Override
                    public void writeTo(org.apache.avro.io.Encoder out) throws java.io.IOException {
                %s    }

                """.formatted(body);
    }

    private static String write(String value, Schema schema, String indent, int depth) {
        return switch (schema.getType()) {
            case STRING -> "%sout.writeString(%s);\n".formatted(indent, value);
            case BYTES -> "%sout.writeBytes(%s);\n".formatted(indent, value);
            case INT -> "%sout.writeInt(%s);\n".formatted(indent, value);
            case LONG ->
                Naming.isTime(schema)
                        ? "%sout.writeLong(io.casebook.schemas.Wire.toMicros(%s));\n".formatted(indent, value)
                        : "%sout.writeLong(%s);\n".formatted(indent, value);
            case DOUBLE -> "%sout.writeDouble(%s);\n".formatted(indent, value);
            case BOOLEAN -> "%sout.writeBoolean(%s);\n".formatted(indent, value);
            case ENUM -> "%sout.writeEnum(%s.ordinal());\n".formatted(indent, value);
            case RECORD -> "%s%s.writeTo(out);\n".formatted(indent, value);
            case ARRAY -> {
                var each = "each" + depth;
                yield """
                        %1$sout.writeArrayStart();
                        %1$sout.setItemCount(%2$s.size());
                        %1$sfor (var %3$s : %2$s) {
                        %1$s    out.startItem();
                        %4$s%1$s}
                        %1$sout.writeArrayEnd();
                        """.formatted(
                                indent, value, each, write(each, schema.getElementType(), indent + "    ", depth + 1));
            }
            case MAP -> {
                var each = "each" + depth;
                yield """
                        %1$sout.writeMapStart();
                        %1$sout.setItemCount(%2$s.size());
                        %1$sfor (var %3$s : %2$s.entrySet()) {
                        %1$s    out.startItem();
                        %1$s    out.writeString(%3$s.getKey());
                        %4$s%1$s}
                        %1$sout.writeMapEnd();
                        """.formatted(
                                indent,
                                value,
                                each,
                                write(each + ".getValue()", schema.getValueType(), indent + "    ", depth + 1));
            }
            case UNION ->
                """
                    %1$sif (%2$s == null) {
                    %1$s    out.writeIndex(%3$d);
                    %1$s} else {
                    %1$s    out.writeIndex(%4$d);
                    %5$s%1$s}
                    """.formatted(
                                indent,
                                value,
                                Naming.nullIndex(schema),
                                1 - Naming.nullIndex(schema),
                                write(value, Naming.nonNull(schema), indent + "    ", depth + 1));
            default -> throw new IllegalArgumentException("no Java type for " + schema);
        };
    }

    /** The other way round, for bytes of exactly this version. */
    String reader(String name, List<Schema.Field> fields) {
        var values = new ArrayList<String>();
        for (var field : fields) {
            values.add("\n                "
                    + (field.getProp("sealed") != null
                            ? families.of(field) + ".readFrom(in)"
                            : direct(field.schema())));
        }
        return """
                    /** Reads what {@link #writeTo} wrote, and nothing that another version wrote. */
                    public static %s readFrom(org.apache.avro.io.Decoder in) throws java.io.IOException {
                        return new %s(%s);
                    }

                """.formatted(name, name, String.join(",", values));
    }

    private static String direct(Schema schema) {
        return switch (schema.getType()) {
            case STRING -> "in.readString()";
            case BYTES -> "in.readBytes(null)";
            case INT -> "in.readInt()";
            case LONG -> Naming.isTime(schema) ? "io.casebook.schemas.Wire.instant(in.readLong())" : "in.readLong()";
            case DOUBLE -> "in.readDouble()";
            case BOOLEAN -> "in.readBoolean()";
            case ENUM -> "io.casebook.schemas.Wire.symbol(%s.SYMBOLS, in.readEnum())".formatted(schema.getFullName());
            case RECORD -> schema.getFullName() + ".readFrom(in)";
            case ARRAY -> "io.casebook.schemas.Wire.readList(in, () -> %s)".formatted(direct(schema.getElementType()));
            case MAP -> "io.casebook.schemas.Wire.readMap(in, () -> %s)".formatted(direct(schema.getValueType()));
            case UNION ->
                "io.casebook.schemas.Wire.readNullable(in, %d, () -> %s)"
                        .formatted(Naming.nullIndex(schema), direct(Naming.nonNull(schema)));
            default -> throw new IllegalArgumentException("no Java type for " + schema);
        };
    }
}
