package io.casebook.schemas;

import io.casebook.vocabulary.event.ConversationEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.generic.GenericData;

/**
 * Freezes today's vocabulary as a released version: its schemas, and the bytes of one event of each kind. Run once per release
 * from the module's folder, with the version as its argument; see CONTRIBUTING.
 */
final class Release {
    private Release() {}

    public static void main(String[] arguments) throws IOException {
        var version = arguments[0];
        var released = Path.of("src/main/resources/io/casebook/schemas/released");
        var known = List.copyOf(Schemas.releasedVersions());
        if (known.contains(version)) {
            throw new IllegalArgumentException(
                    "version " + version + " is released already and never changes; choose a new one");
        }
        var names =
                Files.readString(Path.of("target/generated-resources/vocabulary/io/casebook/schemas/vocabulary.avsc"));
        Files.writeString(
                released.resolve(version + ".avsc"),
                SchemaFormatter.format("json/pretty", new Schema.Parser().parse(names)) + "\n");
        Files.writeString(
                released.resolve("versions.txt"),
                String.join("\n", known) + (known.isEmpty() ? "" : "\n") + version + "\n");
        var golden = new StringBuilder();
        var codec = new RecordCodec<>(ConversationEvent.SCHEMA$, ConversationEvent::of);
        for (var payload :
                ConversationEvent.SCHEMA$.getField("payload").schema().getTypes()) {
            var event = (GenericData.Record) Samples.of(ConversationEvent.SCHEMA$);
            event.put("payload", Samples.of(payload));
            golden.append(payload.getFullName())
                    .append(' ')
                    .append(HexFormat.of().formatHex(codec.encode(ConversationEvent.of(event))))
                    .append('\n');
        }
        Files.writeString(Path.of("src/test/resources/golden/" + version + ".txt"), golden);
    }
}
