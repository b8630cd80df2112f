import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.avro.Schema;

/** The pages that list every event and every other record with its fields. */
record ReferencePages(Map<String, Schema> named) {
    void write(Path folder) throws IOException {
        var envelope = named.get(Vocabulary.ROOT + ".event.ConversationEvent");
        var events = new StringBuilder("""
                # Events

                Everything that happens in a conversation is one of these records, in the envelope `ConversationEvent`, on the topic
                `casebook.log`. Generated from the schemas; do not edit.

                """);
        section(events, envelope);
        for (var payload : envelope.getField("payload").schema().getTypes()) {
            section(events, payload);
        }
        Vocabulary.writeIfChanged(folder.resolve("events.md"), events.toString());
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
        Vocabulary.writeIfChanged(folder.resolve("records.md"), records.toString());
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
            case LONG -> Naming.isTime(schema) ? "timestamp (µs, UTC)" : "long";
            default -> schema.getType().getName();
        };
    }
}
