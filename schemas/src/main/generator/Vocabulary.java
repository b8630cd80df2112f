import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.idl.IdlReader;

/**
 * Turns the vocabulary's IDL into immutable Java records, sealed families, one schema file and two reference pages.
 *
 * <p>Avro's own compiler makes mutable classes and types a union of records as {@code Object}. The heart of Casebook folds
 * events with exhaustive switches over sealed families of immutable records, so it needs other classes of the same schemas.
 * They implement Avro's {@code SpecificRecord}, so that any Avro serializer can write them.
 *
 * <p>Run by the build: {@code java Vocabulary.java IDL_FOLDER CLASSES_FOLDER RESOURCES_FOLDER PAGES_FOLDER}.
 */
final class Vocabulary {
    private static final String ROOT = "io.casebook.vocabulary";

    private final Map<String, Schema> named = new TreeMap<>();
    /** Simple name of a sealed family, with its namespace, to the records in it. */
    private final Map<String, List<Schema>> families = new LinkedHashMap<>();
    /** Types that the class in the making imports: NullAway does not see an annotation within a qualified name. */
    private final Set<String> imports = new TreeSet<>();
    /** Full name of a record to the family that it belongs to. */
    private final Map<String, String> familyOf = new LinkedHashMap<>();

    public static void main(String[] arguments) throws IOException {
        var vocabulary = new Vocabulary();
        vocabulary.read(Path.of(arguments[0]));
        vocabulary.writeClasses(Path.of(arguments[1]));
        vocabulary.writeSchemas(Path.of(arguments[2]));
        new ReferencePages(vocabulary.named).write(Path.of(arguments[3]));
    }

    private void read(Path folder) throws IOException {
        var reader = new IdlReader();
        List<Path> files;
        try (var list = Files.list(folder)) {
            files = list.filter(file -> file.toString().endsWith(".avdl"))
                    .sorted()
                    .toList();
        }
        for (var file : files) {
            for (var schema : reader.parse(file).getNamedSchemas().values()) {
                collect(schema);
            }
        }
        for (var schema : named.values()) {
            if (schema.getType() == Schema.Type.RECORD) {
                collectFamilies(schema);
            }
        }
    }

    private void collect(Schema schema) {
        switch (schema.getType()) {
            case RECORD -> {
                if (named.putIfAbsent(schema.getFullName(), schema) == null) {
                    schema.getFields().forEach(field -> collect(field.schema()));
                }
            }
            case ENUM -> named.putIfAbsent(schema.getFullName(), schema);
            case ARRAY -> collect(schema.getElementType());
            case MAP -> collect(schema.getValueType());
            case UNION -> schema.getTypes().forEach(this::collect);
            default -> {}
        }
    }

    private void collectFamilies(Schema record) {
        for (var field : record.getFields()) {
            var family = field.getProp("sealed");
            if (family != null) {
                var name = record.getNamespace() + "." + family;
                families.put(name, field.schema().getTypes());
                field.schema().getTypes().forEach(member -> familyOf.put(member.getFullName(), name));
            }
        }
    }

    private void writeClasses(Path folder) throws IOException {
        for (var schema : named.values()) {
            var text = schema.getType() == Schema.Type.ENUM ? enumeration(schema) : record(schema);
            writeIfChanged(classFile(folder, schema.getFullName()), text);
        }
        for (var family : families.entrySet()) {
            writeIfChanged(classFile(folder, family.getKey()), family(family.getKey(), family.getValue()));
        }
        var namespaces =
                named.values().stream().map(Schema::getNamespace).distinct().toList();
        for (var namespace : namespaces) {
            writeIfChanged(
                    classFile(folder, namespace + ".package-info"),
                    "/** Generated from the vocabulary: see the IDL of the same name. */\n"
                            + "@org.jspecify.annotations.NullMarked\npackage " + namespace + ";\n");
        }
    }

    private static Path classFile(Path folder, String fullName) {
        return folder.resolve(fullName.replace('.', '/') + ".java");
    }

    private static String enumeration(Schema schema) {
        var name = schema.getName();
        return """
                package %s;

                %spublic enum %s implements org.apache.avro.generic.GenericEnumSymbol<%s> {
                    %s;

                    /** The schema of this enumeration. */
                    public static final org.apache.avro.Schema SCHEMA$ = io.casebook.schemas.Schemas.named("%s");

                    /** All of them, in the order of the schema. */
                    public static final java.util.List<%s> SYMBOLS = java.util.List.of(values());

                    @Override
                    public org.apache.avro.Schema getSchema() {
                        return SCHEMA$;
                    }
                }
                """.formatted(
                        schema.getNamespace(),
                        javadoc("", schema.getDoc(), List.of()),
                        name,
                        name,
                        String.join(", ", schema.getEnumSymbols()),
                        schema.getFullName(),
                        name);
    }

    private static String family(String fullName, List<Schema> members) {
        var dot = fullName.lastIndexOf('.');
        var name = fullName.substring(dot + 1);
        var cases = new StringBuilder();
        var writes = new StringBuilder();
        var reads = new StringBuilder();
        for (var index = 0; index < members.size(); index++) {
            var member = members.get(index).getFullName();
            cases.append("            case \"%s\" -> %s.of(content);\n".formatted(member, member));
            writes.append(
                    "            case %s known -> {\n                out.writeIndex(%d);\n                known.writeTo(out);\n            }\n"
                            .formatted(member, index));
            reads.append("            case %d -> %s.readFrom(in);\n".formatted(index, member));
        }
        return """
                package %1$s;

                import org.apache.avro.generic.IndexedRecord;

                /** One of %3$d records; see each for what it says. {@link Unknown} stands for one that a newer version added. */
                public sealed interface %2$s extends org.apache.avro.specific.SpecificRecord permits %4$s, %2$s.Unknown {

                    /** A record of a type that this version does not know, kept as it was read. */
                    record Unknown(IndexedRecord content) implements %2$s {
                        @Override
                        public org.apache.avro.Schema getSchema() {
                            return content.getSchema();
                        }

                        @Override
                        public Object get(int field) {
                            return content.get(field);
                        }

                        @Override
                        public void put(int field, Object value) {
                            throw io.casebook.schemas.Wire.immutable(getSchema());
                        }
                    }

                    /** The typed record of a decoded one. */
                    static %2$s of(Object datum) {
                        var content = (IndexedRecord) datum;
                        return switch (content.getSchema().getFullName()) {
                %5$s            default -> new Unknown(content);
                        };
                    }

                    /** Writes a member of this family as Avro writes a union of today's version. */
                    static void write(%2$s member, org.apache.avro.io.Encoder out) throws java.io.IOException {
                        switch (member) {
                %6$s            case Unknown unknown -> throw io.casebook.schemas.Wire.unknown(unknown);
                        }
                    }

                    /** Reads what {@link #write} wrote. */
                    static %2$s readFrom(org.apache.avro.io.Decoder in) throws java.io.IOException {
                        var index = in.readIndex();
                        return switch (index) {
                %7$s            default -> throw io.casebook.schemas.Wire.outOfRange("%1$s.%2$s", index);
                        };
                    }
                }
                """.formatted(
                fullName.substring(0, dot),
                name,
                members.size(),
                String.join(", ", members.stream().map(Schema::getFullName).toList()),
                cases,
                writes,
                reads);
    }

    private String record(Schema schema) {
        var name = schema.getName();
        var fields = schema.getFields();
        imports.clear();
        imports.add("org.jspecify.annotations.Nullable");
        var text = new StringBuilder();
        text.append(javadoc("", schema.getDoc(), fields));
        var family = familyOf.get(schema.getFullName());
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
        text.append(directWriter(fields));
        text.append(directReader(name, fields));
        text.append(accessors(fields));
        text.append("}\n");
        var header = new StringBuilder("package ").append(schema.getNamespace()).append(";\n\n");
        imports.stream()
                .filter(type -> !type.substring(0, type.lastIndexOf('.')).equals(schema.getNamespace()))
                .forEach(type -> header.append("import ").append(type).append(";\n"));
        return header.append("\n").append(text).toString();
    }

    private String component(Schema.Field field) {
        return type(field.schema(), field.getProp("sealed"), fieldNamespace(field)) + " " + camel(field.name());
    }

    /** Sealed families stand in the namespace of the record that holds the union. */
    private String fieldNamespace(Schema.Field field) {
        var family = field.getProp("sealed");
        if (family == null) {
            return "";
        }
        return families.keySet().stream()
                .filter(key -> key.endsWith("." + family))
                .findFirst()
                .orElseThrow()
                .replace("." + family, "");
    }

    private String canonicalConstructor(String name, List<Schema.Field> fields) {
        var body = new StringBuilder();
        for (var field : fields) {
            var variable = camel(field.name());
            switch (field.schema().getType()) {
                case ARRAY -> body.append("        %1$s = java.util.List.copyOf(%1$s);\n".formatted(variable));
                case MAP -> body.append("        %1$s = java.util.Map.copyOf(%1$s);\n".formatted(variable));
                case INT, LONG, DOUBLE, BOOLEAN, FLOAT -> {
                    if (isTime(field.schema())) {
                        body.append("        %1$s = io.casebook.schemas.Wire.micros(%1$s);\n".formatted(variable));
                    }
                }
                case UNION -> {
                    if (field.getProp("sealed") != null) {
                        body.append(requireNonNull(variable));
                    } else if (isTime(nonNull(field.schema()))) {
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
                .map(field -> field.hasDefaultValue() ? defaultOf(field) : camel(field.name()))
                .toList();
        return """
                    /** All that has no default; the rest has its default. */
                    public %s(%s) {
                        this(%s);
                    }

                """.formatted(
                name, String.join(", ", required.stream().map(this::component).toList()), String.join(", ", values));
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

    private String withers(String name, List<Schema.Field> fields) {
        if (fields.size() < 2) {
            return "";
        }
        var text = new StringBuilder();
        var all = String.join(
                ", ", fields.stream().map(field -> camel(field.name())).toList());
        for (var field : fields) {
            var camel = camel(field.name());
            text.append("    /** The same with another {@code %s}. */\n".formatted(camel));
            text.append("    public %s with%s(%s) {\n        return new %s(%s);\n    }\n\n"
                    .formatted(name, upper(camel), component(field), name, all));
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
        var family = field.getProp("sealed");
        return family != null
                ? fieldNamespace(field) + "." + family + ".of(" + source + ")"
                : read(source, field.schema());
    }

    private String read(String source, Schema schema) {
        return switch (schema.getType()) {
            case STRING -> "io.casebook.schemas.Wire.string(" + source + ")";
            case BYTES -> "((java.nio.ByteBuffer) " + source + ")";
            case INT -> "((int) " + source + ")";
            case LONG ->
                isTime(schema) ? "io.casebook.schemas.Wire.instant(" + source + ")" : "((long) " + source + ")";
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
                "io.casebook.schemas.Wire.nullable(%s, some -> %s)".formatted(source, read("some", nonNull(schema)));
            default -> throw new IllegalArgumentException("no Java type for " + schema);
        };
    }

    /** Straight from the fields to the bytes: Avro's generic writer looks at the schema again for every value. */
    private String directWriter(List<Schema.Field> fields) {
        var body = new StringBuilder();
        for (var field : fields) {
            var value = camel(field.name());
            var family = field.getProp("sealed");
            body.append(
                    family != null
                            ? "        %s.%s.write(%s, out);\n".formatted(fieldNamespace(field), family, value)
                            : write(value, field.schema(), "        ", 0));
        }
        return """
                    @Override
                    public void writeTo(org.apache.avro.io.Encoder out) throws java.io.IOException {
                %s    }

                """.formatted(body);
    }

    private String write(String value, Schema schema, String indent, int depth) {
        return switch (schema.getType()) {
            case STRING -> "%sout.writeString(%s);\n".formatted(indent, value);
            case BYTES -> "%sout.writeBytes(%s);\n".formatted(indent, value);
            case INT -> "%sout.writeInt(%s);\n".formatted(indent, value);
            case LONG ->
                isTime(schema)
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
                                nullIndex(schema),
                                1 - nullIndex(schema),
                                write(value, nonNull(schema), indent + "    ", depth + 1));
            default -> throw new IllegalArgumentException("no Java type for " + schema);
        };
    }

    /** The other way round, for bytes of exactly this version. */
    private String directReader(String name, List<Schema.Field> fields) {
        var values = new ArrayList<String>();
        for (var field : fields) {
            var family = field.getProp("sealed");
            values.add("\n                "
                    + (family != null
                            ? "%s.%s.readFrom(in)".formatted(fieldNamespace(field), family)
                            : direct(field.schema())));
        }
        return """
                    /** Reads what {@link #writeTo} wrote, and nothing that another version wrote. */
                    public static %s readFrom(org.apache.avro.io.Decoder in) throws java.io.IOException {
                        return new %s(%s);
                    }

                """.formatted(name, name, String.join(",", values));
    }

    private String direct(Schema schema) {
        return switch (schema.getType()) {
            case STRING -> "in.readString()";
            case BYTES -> "in.readBytes(null)";
            case INT -> "in.readInt()";
            case LONG -> isTime(schema) ? "io.casebook.schemas.Wire.instant(in.readLong())" : "in.readLong()";
            case DOUBLE -> "in.readDouble()";
            case BOOLEAN -> "in.readBoolean()";
            case ENUM -> "io.casebook.schemas.Wire.symbol(%s.SYMBOLS, in.readEnum())".formatted(schema.getFullName());
            case RECORD -> schema.getFullName() + ".readFrom(in)";
            case ARRAY -> "io.casebook.schemas.Wire.readList(in, () -> %s)".formatted(direct(schema.getElementType()));
            case MAP -> "io.casebook.schemas.Wire.readMap(in, () -> %s)".formatted(direct(schema.getValueType()));
            case UNION ->
                "io.casebook.schemas.Wire.readNullable(in, %d, () -> %s)"
                        .formatted(nullIndex(schema), direct(nonNull(schema)));
            default -> throw new IllegalArgumentException("no Java type for " + schema);
        };
    }

    private static int nullIndex(Schema union) {
        if (union.getTypes().size() != 2 || !union.isNullable()) {
            throw new IllegalArgumentException("a union is a sealed family, or null and one type: " + union);
        }
        return union.getTypes().getFirst().getType() == Schema.Type.NULL ? 0 : 1;
    }

    private String accessors(List<Schema.Field> fields) {
        var cases = new StringBuilder();
        for (var field : fields) {
            var value = camel(field.name());
            if (isTime(nonNull(field.schema()))) {
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

    private String type(Schema schema, String family, String namespace) {
        if (family != null) {
            return namespace + "." + family;
        }
        return switch (schema.getType()) {
            case STRING -> "String";
            case BYTES -> imported("java.nio.ByteBuffer");
            case INT -> "int";
            case LONG -> isTime(schema) ? imported("java.time.Instant") : "long";
            case DOUBLE -> "double";
            case BOOLEAN -> "boolean";
            case ENUM, RECORD -> imported(schema.getFullName());
            case ARRAY -> "java.util.List<" + boxed(schema.getElementType()) + ">";
            case MAP -> "java.util.Map<String, " + boxed(schema.getValueType()) + ">";
            case UNION -> "@Nullable " + boxed(nonNull(schema));
            default -> throw new IllegalArgumentException("no Java type for " + schema);
        };
    }

    private String boxed(Schema schema) {
        return switch (schema.getType()) {
            case INT -> "Integer";
            case LONG -> isTime(schema) ? imported("java.time.Instant") : "Long";
            case DOUBLE -> "Double";
            case BOOLEAN -> "Boolean";
            default -> type(schema, null, "");
        };
    }

    private String imported(String fullName) {
        imports.add(fullName);
        return fullName.substring(fullName.lastIndexOf('.') + 1);
    }

    private static Schema nonNull(Schema schema) {
        if (schema.getType() != Schema.Type.UNION) {
            return schema;
        }
        return schema.getTypes().stream()
                .filter(type -> type.getType() != Schema.Type.NULL)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isTime(Schema schema) {
        return schema.getType() == Schema.Type.LONG && "timestamp-micros".equals(schema.getProp("logicalType"));
    }

    private static String javadoc(String indent, String doc, List<Schema.Field> fields) {
        var text = new StringBuilder(indent).append("/**\n");
        for (var line : String.valueOf(doc).lines().toList()) {
            text.append(indent).append(" * ").append(html(line)).append("\n");
        }
        if (!fields.isEmpty()) {
            text.append(indent).append(" *\n");
        }
        for (var field : fields) {
            text.append(indent)
                    .append(" * @param %s %s\n".formatted(camel(field.name()), html(String.valueOf(field.doc()))));
        }
        return text.append(indent).append(" */\n").toString();
    }

    private static String html(String text) {
        return text.replaceAll("`([^`]*)`", "{@code $1}");
    }

    private static String camel(String snake) {
        var text = new StringBuilder();
        for (var word : snake.split("_")) {
            text.append(text.isEmpty() ? word : upper(word));
        }
        return text.toString();
    }

    private static String upper(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    /** One union of every type, in an order in which each is defined before it is used: a single parser reads it whole. */
    private void writeSchemas(Path folder) throws IOException {
        writeIfChanged(
                folder.resolve("io/casebook/schemas/vocabulary.avsc"),
                SchemaFormatter.format("json/pretty", Schema.createUnion(List.copyOf(named.values()))) + "\n");
    }

    /** Keeps a file's time where nothing changed, so that an incremental build stays one. */
    static void writeIfChanged(Path file, String text) throws IOException {
        if (Files.exists(file) && Files.readString(file, StandardCharsets.UTF_8).equals(text)) {
            return;
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    /** The pages that list every event and every other record with its fields. */
    private record ReferencePages(Map<String, Schema> named) {
        void write(Path folder) throws IOException {
            var envelope = named.get(ROOT + ".event.ConversationEvent");
            var events = new StringBuilder("""
                    # Events

                    Everything that happens in a conversation is one of these records, in the envelope `ConversationEvent`, on the topic
                    `casebook.log`. Generated from the schemas; do not edit.

                    """);
            section(events, envelope);
            for (var payload : envelope.getField("payload").schema().getTypes()) {
                section(events, payload);
            }
            writeIfChanged(folder.resolve("events.md"), events.toString());
            var records = new StringBuilder("""
                    # Records

                    Every other record on Casebook's topics, and the shared types. Generated from the schemas; do not edit.

                    """);
            var members = envelope.getField("payload").schema().getTypes();
            for (var schema : named.values()) {
                if (schema != envelope && !members.contains(schema)) {
                    section(records, schema);
                }
            }
            writeIfChanged(folder.resolve("records.md"), records.toString());
        }

        private static void section(StringBuilder page, Schema schema) {
            page.append("## ").append(schema.getName()).append("\n\n");
            page.append("`").append(schema.getFullName()).append("`\n\n");
            page.append(String.valueOf(schema.getDoc()).replace("\n", " ")).append("\n\n");
            if (schema.getType() == Schema.Type.ENUM) {
                page.append("One of `")
                        .append(String.join("`, `", schema.getEnumSymbols()))
                        .append("`.\n\n");
                return;
            }
            if (schema.getFields().isEmpty()) {
                return;
            }
            page.append("| field | type | meaning |\n| --- | --- | --- |\n");
            for (var field : schema.getFields()) {
                page.append("| `%s` | %s | %s |\n"
                        .formatted(
                                field.name(),
                                describe(field.schema()),
                                String.valueOf(field.doc()).replace("\n", " ")));
            }
            page.append("\n");
        }

        private static String describe(Schema schema) {
            return switch (schema.getType()) {
                case RECORD, ENUM -> schema.getName();
                case ARRAY -> "list of " + describe(schema.getElementType());
                case MAP -> "map of " + describe(schema.getValueType());
                case UNION ->
                    schema.getTypes().size() > 3
                            ? "one of the records below"
                            : String.join(
                                    " or ",
                                    schema.getTypes().stream()
                                            .map(ReferencePages::describe)
                                            .toList());
                case LONG -> isTime(schema) ? "timestamp (µs, UTC)" : "long";
                default -> schema.getType().getName();
            };
        }
    }
}
