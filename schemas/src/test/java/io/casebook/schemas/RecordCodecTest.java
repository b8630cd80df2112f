package io.casebook.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.event.ConversationFinished;
import io.casebook.vocabulary.event.CustomerMessageReceived;
import io.casebook.vocabulary.event.Payload;
import io.casebook.vocabulary.inbound.InboundRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordCodecTest {
    private static final RecordCodec<ConversationEvent> CODEC =
            new RecordCodec<>(ConversationEvent.SCHEMA$, ConversationEvent::of);

    private static ConversationEvent event(Payload payload) {
        return new ConversationEvent(
                "0190",
                "default",
                "case-1",
                7,
                Instant.parse("2026-03-02T09:00:00.123456789Z"),
                2,
                3,
                "record-1",
                new Actor(ActorType.CUSTOMER, "customer-1"),
                null,
                payload);
    }

    private static ConversationEvent message() {
        return event(new CustomerMessageReceived(
                "m1", Personal.text("Grüße 👋"), "0123456789abcdef", Instant.parse("2026-03-02T08:59:59Z")));
    }

    @Test
    void A_record_equals_itself_after_a_round_trip() {
        assertThat(CODEC.decode(CODEC.encode(message()))).isEqualTo(message());
    }

    @Test
    void Times_are_cut_to_the_microseconds_of_the_wire() {
        assertThat(message().occurredAt()).isEqualTo(Instant.parse("2026-03-02T09:00:00.123456Z"));
    }

    @Test
    void A_record_keeps_its_collections_to_itself() {
        var intents = new ArrayList<>(List.of(new io.casebook.vocabulary.IntentScore("refund", 0.9)));
        var classified = new io.casebook.vocabulary.event.IntentClassified("order_status", 0.95, intents);
        intents.clear();
        assertThat(classified.runnersUp()).hasSize(1);
        assertThatThrownBy(() -> classified.runnersUp().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void A_stock_reader_of_registry_bytes_reads_them() throws IOException {
        var bytes = CODEC.encode(message());
        assertThat(bytes[0]).isZero();
        var schema = Schemas.byId(ByteBuffer.wrap(bytes, 1, 4).getInt());
        var stock = new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null));
        assertThat(stock.get("conversation_id")).hasToString("case-1");
        assertThat(((GenericRecord) stock.get("payload")).get("message_id")).hasToString("m1");
    }

    @Test
    void A_type_that_only_the_writer_knows_is_kept_raw_and_can_be_written_on() throws IOException {
        var newer = withAnotherPayload();
        var codec = new RecordCodec<>(
                ConversationEvent.SCHEMA$, ConversationEvent::of, null, id -> id == Schemas.idOf(newer) ? newer : null);
        var read = codec.decode(writtenWith(newer));
        assertThat(read.conversationId()).isEqualTo("case-1");
        assertThat(read.payload()).isInstanceOfSatisfying(Payload.Unknown.class, unknown -> {
            assertThat(unknown.getSchema().getName()).isEqualTo("CustomerSmiled");
            assertThat(unknown.get(0)).hasToString("broadly");
        });
    }

    /** Tomorrow's schema: one payload more. */
    private static Schema withAnotherPayload() {
        var smiled = Schema.createRecord(
                "CustomerSmiled",
                null,
                "io.casebook.vocabulary.event",
                false,
                List.of(new Schema.Field("how", Schema.create(Schema.Type.STRING))));
        var fields = new ArrayList<Schema.Field>();
        for (var field : ConversationEvent.SCHEMA$.getFields()) {
            var type = field.schema();
            if (field.name().equals("payload")) {
                var members = new ArrayList<>(type.getTypes());
                members.add(3, smiled);
                type = Schema.createUnion(members);
            }
            fields.add(new Schema.Field(field, type));
        }
        return Schema.createRecord("ConversationEvent", null, "io.casebook.vocabulary.event", false, fields);
    }

    private static byte[] writtenWith(Schema newer) throws IOException {
        var event = new GenericData.Record(newer);
        var ours = event(new ConversationFinished("resolved"));
        for (var field : ConversationEvent.SCHEMA$.getFields()) {
            event.put(field.name(), ours.get(field.pos()));
        }
        var smiled = new GenericData.Record(
                newer.getField("payload").schema().getTypes().get(3));
        smiled.put("how", "broadly");
        event.put("payload", smiled);
        var out = new ByteArrayOutputStream();
        out.write(0);
        out.writeBytes(ByteBuffer.allocate(4).putInt(Schemas.idOf(newer)).array());
        var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(newer).write(event, encoder);
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 5, 20})
    void Bytes_that_are_cut_off_are_refused(int length) {
        var bytes = java.util.Arrays.copyOf(CODEC.encode(message()), length);
        assertThatThrownBy(() -> CODEC.decode(bytes)).isInstanceOf(UnreadableRecordException.class);
    }

    @Test
    void Bytes_of_another_record_of_an_unknown_schema_or_with_a_rest_are_refused() {
        var inbound = new RecordCodec<>(InboundRecord.SCHEMA$, InboundRecord::of);
        var bytes = CODEC.encode(message());
        assertThatThrownBy(() -> inbound.decode(bytes))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("expected a io.casebook.vocabulary.inbound.InboundRecord");
        var unknown = bytes.clone();
        unknown[4]++;
        assertThatThrownBy(() -> CODEC.decode(unknown)).hasMessageContaining("no schema with id");
        var longer = java.util.Arrays.copyOf(bytes, bytes.length + 1);
        assertThatThrownBy(() -> CODEC.decode(longer)).hasMessageContaining("left over");
    }

    @Test
    void Random_damage_never_gives_anything_but_a_record_or_a_refusal() {
        var bytes = CODEC.encode(message());
        for (var position = 5; position < bytes.length; position++) {
            for (var value : new byte[] {0, 1, 127, -1, -128}) {
                var damaged = bytes.clone();
                damaged[position] = value;
                try {
                    CODEC.decode(damaged);
                } catch (UnreadableRecordException refused) {
                    assertThat(refused.reasonCode()).isEqualTo("unreadable");
                }
            }
        }
    }

    @Test
    void A_hash_tells_texts_apart_that_join_to_the_same() {
        assertThat(ContentHash.of("ab", "c")).hasSize(16).isNotEqualTo(ContentHash.of("a", "bc"));
        assertThat(ContentHash.of("a", null)).isNotEqualTo(ContentHash.of("a", ""));
    }
}
