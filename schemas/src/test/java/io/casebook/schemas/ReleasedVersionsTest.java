package io.casebook.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.vocabulary.event.ConversationEvent;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every released version against today's: payloads read both ways, unions may only grow, stored bytes are read. */
class ReleasedVersionsTest {
    static List<String> versions() {
        return Schemas.releasedVersions();
    }

    private static boolean isEnvelope(Schema schema) {
        return schema.getType() == Schema.Type.RECORD
                && schema.getFields().stream().anyMatch(field -> field.getProp("sealed") != null);
    }

    private static SchemaCompatibilityType reads(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getType();
    }

    @Test
    void There_is_a_released_version() {
        assertThat(versions()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void Every_released_type_still_exists(String version) {
        for (var name : Schemas.released(version).keySet()) {
            assertThat(Schemas.named(name)).isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void Payloads_are_compatible_in_both_directions(String version) {
        Schemas.released(version).forEach((name, old) -> {
            if (!isEnvelope(old)) {
                assertThat(reads(Schemas.named(name), old))
                        .as(name + " reads " + version)
                        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
                assertThat(reads(old, Schemas.named(name)))
                        .as(version + " reads " + name)
                        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("versions")
    void Envelopes_read_the_old_and_their_unions_only_grow(String version) {
        Schemas.released(version).forEach((name, old) -> {
            if (isEnvelope(old)) {
                var current = Schemas.named(name);
                assertThat(reads(current, old))
                        .as(name + " reads " + version)
                        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
                for (var field : old.getFields()) {
                    if (field.getProp("sealed") != null) {
                        assertThat(members(current.getField(field.name()).schema()))
                                .containsAll(members(field.schema()));
                    }
                }
            }
        });
    }

    private static Set<String> members(Schema union) {
        return union.getTypes().stream().map(Schema::getFullName).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("versions")
    void The_bytes_of_every_event_are_still_read(String version) throws IOException {
        var codec = new RecordCodec<>(ConversationEvent.SCHEMA$, ConversationEvent::of);
        var golden = golden(version);
        assertThat(golden.keySet())
                .isEqualTo(members(
                        Objects.requireNonNull(Schemas.released(version).get(ConversationEvent.SCHEMA$.getFullName()))
                                .getField("payload")
                                .schema()));
        golden.forEach((name, hex) -> {
            var event = codec.decode(HexFormat.of().parseHex(hex));
            assertThat(event.conversationId()).isEqualTo("conversation_id");
            assertThat(event.payload().getSchema().getFullName()).isEqualTo(name);
            assertThat(codec.decode(codec.encode(event))).as(name).isEqualTo(event);
        });
    }

    /** Lines of a payload's name and the bytes of an event with it, in hexadecimal digits. */
    private static Map<String, String> golden(String version) throws IOException {
        try (var in = ReleasedVersionsTest.class.getResourceAsStream("/golden/" + version + ".txt")) {
            var lines = new String(Objects.requireNonNull(in).readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            var golden = new TreeMap<String, String>();
            lines.lines()
                    .forEach(line ->
                            golden.put(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1)));
            return golden;
        }
    }

    @Test
    void Every_record_of_the_vocabulary_survives_its_own_bytes() {
        for (var schema : Schemas.all().values()) {
            if (schema.getType() == Schema.Type.RECORD) {
                var codec = new RecordCodec<>(schema, Raw::new);
                var sample = new Raw(Samples.of(schema));
                var read = codec.decode(codec.encode(sample));
                assertThat(GenericData.get().compare(read.content(), sample.content(), comparable(schema)))
                        .isZero();
            }
        }
    }

    /** Avro compares no maps: they are left out of the comparison. */
    private static Schema comparable(Schema schema) {
        var copy = Schema.createRecord(schema.getName(), null, schema.getNamespace(), false);
        copy.setFields(schema.getFields().stream()
                .map(field -> field.schema().toString().contains("\"map\"")
                        ? new Schema.Field(field.name(), field.schema(), null, null, Schema.Field.Order.IGNORE)
                        : new Schema.Field(field, field.schema()))
                .toList());
        return copy;
    }

    private record Raw(IndexedRecord content) implements org.apache.avro.specific.SpecificRecord {
        @Override
        public Schema getSchema() {
            return content.getSchema();
        }

        @Override
        public Object get(int field) {
            return content.get(field);
        }

        @Override
        public void put(int field, Object value) {
            content.put(field, value);
        }
    }
}
