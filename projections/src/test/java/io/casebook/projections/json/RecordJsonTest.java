package io.casebook.projections.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casebook.schemas.Personal;
import io.casebook.schemas.RecordCodec;
import io.casebook.vocabulary.PersonalText;
import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.event.CustomerMessageReceived;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordJsonTest {
    private static final RecordCodec<ConversationEvent> CODEC =
            new RecordCodec<>(ConversationEvent.SCHEMA$, ConversationEvent::of);

    @ParameterizedTest
    @MethodSource("payloads")
    void every_event_reads_back_as_it_was_written(Schema payload) {
        var event = ConversationEvent.of(event(payload));

        var json = RecordJson.tree(event);
        var back = ConversationEvent.of(JsonRecord.read(ConversationEvent.SCHEMA$, json));

        assertThat(back).isEqualTo(event);
        assertThat(RecordJson.parse(RecordJson.text(event))).isEqualTo(json);
        assertThat(CODEC.decode(CODEC.encode(back))).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void every_event_loses_exactly_its_personal_text_when_it_is_erased(Schema payload) {
        var event = ConversationEvent.of(event(payload));
        var json = RecordJson.tree(event.payload());
        var kept = json.toString().replace("\"" + WORDS + "\"", "\"" + ErasedText.ERASED + "\"");

        ErasedText.erase(payload, json);

        assertThat(json.toString()).isEqualTo(kept).doesNotContain(WORDS);
    }

    @Test
    void sealed_text_is_shown_as_sealed() {
        var message = new CustomerMessageReceived(
                "m-1",
                new PersonalText(null, ByteBuffer.wrap(new byte[] {1, 2}), "key-1"),
                "0",
                java.time.Instant.EPOCH);

        assertThat(RecordJson.tree(message).get("body").asText()).isEqualTo("[sealed]");
    }

    @Test
    void times_are_written_as_rfc_3339_with_microseconds() {
        var message = new CustomerMessageReceived(
                "m-1", Personal.text("hello"), "0", java.time.Instant.parse("2026-01-02T03:04:05.000006Z"));

        assertThat(RecordJson.tree(message).get("sent_at").asText()).isEqualTo("2026-01-02T03:04:05.000006Z");
    }

    @Test
    void a_missing_field_without_default_is_named() {
        var json = (ObjectNode) RecordJson.parse("{\"body\":\"x\"}");

        assertThatThrownBy(() -> JsonRecord.read(CustomerMessageReceived.SCHEMA$, json))
                .hasMessageContaining("CustomerMessageReceived.message_id");
    }

    private static final String WORDS = "words of a person";

    List<Schema> payloads() {
        return ConversationEvent.SCHEMA$.getField("payload").schema().getTypes();
    }

    private static IndexedRecord event(Schema payload) {
        var event = (IndexedRecord) sample(ConversationEvent.SCHEMA$);
        event.put(ConversationEvent.SCHEMA$.getField("payload").pos(), sample(payload));
        return event;
    }

    /** Some value of a schema, with every optional part there. */
    private static Object sample(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> record(schema);
            case ENUM ->
                new GenericData.EnumSymbol(schema, schema.getEnumSymbols().getLast());
            case ARRAY -> new ArrayList<>(List.of(sample(schema.getElementType()), sample(schema.getElementType())));
            case MAP -> {
                var map = new LinkedHashMap<String, Object>();
                map.put("one", sample(schema.getValueType()));
                map.put("type", sample(schema.getValueType()));
                yield map;
            }
            case UNION -> sample(schema.getTypes().getLast());
            case STRING -> "text with \"quotes\"";
            case BYTES -> ByteBuffer.wrap(new byte[] {0, -1});
            case INT -> 42;
            case LONG -> 1_772_000_000_000_001L;
            case FLOAT -> 0.5f;
            case DOUBLE -> 0.1 + 0.2;
            case BOOLEAN -> true;
            case FIXED, NULL -> throw new IllegalArgumentException(schema.toString());
        };
    }

    private static Object record(Schema schema) {
        var record = new GenericData.Record(schema);
        for (var field : schema.getFields()) {
            record.put(field.pos(), sample(field.schema()));
        }
        if (schema.getFullName().equals("io.casebook.vocabulary.PersonalText")) {
            record.put("plain", WORDS);
            record.put("cipher", null);
            record.put("key_id", null);
        }
        return record;
    }
}
