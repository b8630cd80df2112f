import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    static final String ROOT = "io.casebook.vocabulary";

    private final Map<String, Schema> named = new TreeMap<>();
    private final Families families = new Families();

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
                families.collect(schema);
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

    private void writeClasses(Path folder) throws IOException {
        for (var schema : named.values()) {
            var text = schema.getType() == Schema.Type.ENUM
                    ? EnumClass.of(schema)
                    : new RecordClass(schema, families).source();
            writeIfChanged(classFile(folder, schema.getFullName()), text);
        }
        for (var family : families.members().entrySet()) {
            writeIfChanged(classFile(folder, family.getKey()), FamilyInterface.of(family.getKey(), family.getValue()));
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
}
