import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;

/** The class of a record: immutable, with a copy for each field, and with the methods that Avro asks for. */
final class RecordClass {
    private final Schema schema;
    private final Families families;
    private final BinaryForm binary;
    /** Types that the class imports: NullAway does not see an annotation within a qualified name. */
    private final Set<String> imports = new TreeSet<>();

    RecordClass(Schema schema, Families families) {
        this.schema = schema;
        this.families = families;
        this.binary = new BinaryForm(families);
    }

    /** The class as Java source. */
    String source() {
        var name = schema.getName();
        var fields = schema.getFields();
        imports.add("org.jspecify.annotations.Nullable");
        var text = new StringBuilder();
        text.append(Naming.javadoc("", schema.getDoc(), fields));
        var family = families.byMember().get(schema.getFullName());
        text.append("@SuppressWarnings(\"all\")\npublic record %s(%s) implements io.casebook.schemas.DirectRecord%s {\n"
                .formatted(
                        name,
                        String.join(", ", fields.stream().map(this::component).toList()),
                        family == null ? "" : ", " + family));
        text.append("    /** The schema of this record. */\n");
        text.append(
                "    public static final org.apache.avro.Schema SCHEMA$ = io.casebook.schemas.Schemas.named(\"%s\");\n\n"
                        .formatted(schema.getFullName()));
        text.append(canonicalConstructor(name, fields));
        text.append(shortConstructor(name, fields));
        text.append(withers(name, fields));
        text.append(factory(name, fields));
        text.append(binary.writer(fields));
        text.append(binary.reader(name, fields));
        text.append(accessors(fields));
        text.append("}\n");
        var header = new StringBuilder("package ").append(schema.getNamespace()).append(";\n\n");
        imports.stream()
                .filter(type -> !type.substring(0, type.lastIndexOf('.')).equals(schema.getNamespace()))
                .forEach(type -> header.append("import ").append(type).append(";\n"));
        return header.append("\n").append(text).toString();
    }

    private String component(Schema.Field field) {
        return type(field) + " " + Naming.camel(field.name());
    }

    private String canonicalConstructor(String name, List<Schema.Field> fields) {
        var body = new StringBuilder();
        for (var field : fields) {
            var variable = Naming.camel(field.name());
            switch (field.schema().getType()) {
                case ARRAY -> body.append("        %1$s = java.util.List.copyOf(%1$s);\n".formatted(variable));
                case MAP -> body.append("        %1$s = java.util.Map.copyOf(%1$s);\n".formatted(variable));
                case INT, LONG, DOUBLE, BOOLEAN, FLOAT -> {
                    if (Naming.isTime(field.schema())) {
                        body.append("        %1$s = io.casebook.schemas.Wire.micros(%1$s);\n".formatted(variable));
                    }
                }
                case UNION -> {
                    if (field.getProp("sealed") != null) {
                        body.append(requireNonNull(variable));
                    } else if (Naming.isTime(Naming.nonNull(field.schema()))) {
                        body.append("        %1$s = %1$s == null ? null : io.casebook.schemas.Wire.micros(%1$s);\n"
                                .formatted(variable));
                    }
                }
                default -> body.append(requireNonNull(variable));
            }
        }
        return body.isEmpty() ? "" : "    public %s {\n%s    }\n\n".formatted(name, body);
    }

    private static String requireNonNull(String variable) {
        return "        java.util.Objects.requireNonNull(%1$s, \"%1$s\");\n".formatted(variable);
    }

    private String shortConstructor(String name, List<Schema.Field> fields) {
        var required = fields.stream().filter(field -> !field.hasDefaultValue()).toList();
        if (required.size() == fields.size()) {
            return "";
        }
        var values = fields.stream()
                .map(field -> field.hasDefaultValue() ? defaultOf(field) : Naming.camel(field.name()))
                .toList();
        return """
                    /** All that has no default; the rest has its default. */
                    public %s(%s) {
                        this(%s);
                    }

                """.formatted(
                name, String.join(", ", required.stream().map(this::component).toList()), String.join(", ", values));
    }

    private String withers(String name, List<Schema.Field> fields) {
        if (fields.size() < 2) {
            return "";
        }
        var text = new StringBuilder();
        var all = String.join(
                ", ", fields.stream().map(field -> Naming.camel(field.name())).toList());
        for (var field : fields) {
            var camel = Naming.camel(field.name());
            text.append("    /** The same with another {@code %s}. */\n".formatted(camel));
            text.append("    public %s with%s(%s) {\n        return new %s(%s);\n    }\n\n"
                    .formatted(name, Naming.upper(camel), component(field), name, all));
        }
        return text.toString();
    }

    private String factory(String name, List<Schema.Field> fields) {
        var values = new ArrayList<String>();
        for (var field : fields) {
            values.add("\n                "
                    + read("io.casebook.schemas.Wire.field(from, SCHEMA$, %d)".formatted(field.pos()), field));
        }
        return """
                    /** The typed record of a decoded one, whose schema may be an older or newer version of this. */
                    public static %s of(org.apache.avro.generic.IndexedRecord from) {
                        return new %s(%s);
                    }

                """.formatted(name, name, String.join(",", values));
    }

    private String read(String source, Schema.Field field) {
        return field.getProp("sealed") != null
                ? families.of(field) + ".of(" + source + ")"
                : read(source, field.schema());
    }

    private String read(String source, Schema schema) {
        return switch (schema.getType()) {
            case STRING -> "io.casebook.schemas.Wire.string(" + source + ")";
            case BYTES -> "((java.nio.ByteBuffer) " + source + ")";
            case INT -> "((int) " + source + ")";
            case LONG ->
                Naming.isTime(schema) ? "io.casebook.schemas.Wire.instant(" + source + ")" : "((long) " + source + ")";
            case DOUBLE -> "((double) " + source + ")";
            case BOOLEAN -> "((boolean) " + source + ")";
            case ENUM -> "%s.valueOf(%s.toString())".formatted(schema.getFullName(), source);
            case RECORD -> "%s.of((org.apache.avro.generic.IndexedRecord) %s)".formatted(schema.getFullName(), source);
            case ARRAY ->
                "io.casebook.schemas.Wire.list(%s, each -> %s)"
                        .formatted(source, read("each", schema.getElementType()));
            case MAP ->
                "io.casebook.schemas.Wire.map(%s, each -> %s)".formatted(source, read("each", schema.getValueType()));
            case UNION ->
                "io.casebook.schemas.Wire.nullable(%s, some -> %s)"
                        .formatted(source, read("some", Naming.nonNull(schema)));
            default -> throw new IllegalArgumentException("no Java type for " + schema);
        };
    }

    private String accessors(List<Schema.Field> fields) {
        var cases = new StringBuilder();
        for (var field : fields) {
            var value = Naming.camel(field.name());
            if (Naming.isTime(Naming.nonNull(field.schema()))) {
                value = "io.casebook.schemas.Wire.toMicros(" + value + ")";
            }
            cases.append("            case %d -> %s;\n".formatted(field.pos(), value));
        }
        return """
                    @Override
                    public org.apache.avro.Schema getSchema() {
                        return SCHEMA$;
                    }

                    @Override
                    public @Nullable Object get(int field) {
                        %s
                    }

                    @Override
                    public void put(int field, Object value) {
                        throw io.casebook.schemas.Wire.immutable(SCHEMA$);
                    }
                """.formatted(
                        fields.isEmpty()
                                ? "throw new IndexOutOfBoundsException(field);"
                                : "return switch (field) {\n%s            default -> throw new IndexOutOfBoundsException(field);\n        };"
                                        .formatted(cases));
    }

    private static String defaultOf(Schema.Field field) {
        return switch (field.schema().getType()) {
            case UNION -> "null";
            case ARRAY -> "java.util.List.of()";
            case MAP -> "java.util.Map.of()";
            case LONG -> field.defaultVal() + "L";
            case STRING -> "\"" + field.defaultVal() + "\"";
            case ENUM -> field.schema().getFullName() + "." + field.defaultVal();
            default -> String.valueOf(field.defaultVal());
        };
    }

    private String type(Schema.Field field) {
        return field.getProp("sealed") != null ? families.of(field) : type(field.schema());
    }

    private String type(Schema schema) {
        return switch (schema.getType()) {
            case STRING -> "String";
            case BYTES -> imported("java.nio.ByteBuffer");
            case INT -> "int";
            case LONG -> Naming.isTime(schema) ? imported("java.time.Instant") : "long";
            case DOUBLE -> "double";
            case BOOLEAN -> "boolean";
            case ENUM, RECORD -> imported(schema.getFullName());
            case ARRAY -> "java.util.List<" + boxed(schema.getElementType()) + ">";
            case MAP -> "java.util.Map<String, " + boxed(schema.getValueType()) + ">";
            case UNION -> "@Nullable " + boxed(Naming.nonNull(schema));
            default -> throw new IllegalArgumentException("no Java type for " + schema);
        };
    }

    private String boxed(Schema schema) {
        return switch (schema.getType()) {
            case INT -> "Integer";
            case LONG -> Naming.isTime(schema) ? imported("java.time.Instant") : "Long";
            case DOUBLE -> "Double";
            case BOOLEAN -> "Boolean";
            default -> type(schema);
        };
    }

    private String imported(String fullName) {
        imports.add(fullName);
        return fullName.substring(fullName.lastIndexOf('.') + 1);
    }
}
