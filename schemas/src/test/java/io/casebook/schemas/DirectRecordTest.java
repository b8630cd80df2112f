package io.casebook.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casebook.schemas.RecordCodec.DirectReader;
import io.casebook.vocabulary.deadletter.DeadLetter;
import io.casebook.vocabulary.definition.DefinitionRecord;
import io.casebook.vocabulary.escalation.EscalationRecord;
import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.event.Payload;
import io.casebook.vocabulary.inbound.InboundRecord;
import io.casebook.vocabulary.knowledge.ArticleRecord;
import io.casebook.vocabulary.knowledge.SearchRequest;
import io.casebook.vocabulary.knowledge.SearchResult;
import io.casebook.vocabulary.llm.CompletionRequest;
import io.casebook.vocabulary.llm.CompletionResult;
import io.casebook.vocabulary.outbound.OutboundRecord;
import io.casebook.vocabulary.state.ConversationState;
import io.casebook.vocabulary.tool.LedgerEntry;
import io.casebook.vocabulary.tool.ToolCallRequest;
import io.casebook.vocabulary.tool.ToolCallResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the records write themselves is what Avro writes for them, for every record of every topic and of the store. */
class DirectRecordTest {

    record Kind<T extends SpecificRecord>(Schema schema, Function<IndexedRecord, T> typed, DirectReader<T> direct) {
        @Override
        public String toString() {
            return schema.getName();
        }

        /** A record for each member of each sealed family, with every field filled; and one with the empty and missing. */
        List<T> samples() {
            var samples = new ArrayList<T>();
            var family = schema.getFields().stream()
                    .filter(field -> field.getProp("sealed") != null)
                    .findFirst();
            if (family.isEmpty()) {
                samples.add(typed.apply(Samples.of(schema)));
            } else {
                for (var member : family.get().schema().getTypes()) {
                    var sample = Samples.of(schema);
                    sample.put(family.get().pos(), Samples.of(member));
                    samples.add(typed.apply(sample));
                }
            }
            var bare = Samples.of(schema);
            for (var field : schema.getFields()) {
                if (field.hasDefaultValue()) {
                    bare.put(field.pos(), GenericData.get().getDefaultValue(field));
                }
            }
            samples.add(typed.apply(bare));
            return samples;
        }

        byte[] writtenByAvro(T value) throws IOException {
            var out = new ByteArrayOutputStream();
            var encoder = EncoderFactory.get().binaryEncoder(out, null);
            new GenericDatumWriter<T>(schema).write(value, encoder);
            encoder.flush();
            return out.toByteArray();
        }
    }

    static Stream<Kind<?>> kinds() {
        return Stream.of(
                new Kind<>(ConversationEvent.SCHEMA$, ConversationEvent::of, ConversationEvent::readFrom),
                new Kind<>(ConversationState.SCHEMA$, ConversationState::of, ConversationState::readFrom),
                new Kind<>(InboundRecord.SCHEMA$, InboundRecord::of, InboundRecord::readFrom),
                new Kind<>(OutboundRecord.SCHEMA$, OutboundRecord::of, OutboundRecord::readFrom),
                new Kind<>(CompletionRequest.SCHEMA$, CompletionRequest::of, CompletionRequest::readFrom),
                new Kind<>(CompletionResult.SCHEMA$, CompletionResult::of, CompletionResult::readFrom),
                new Kind<>(ToolCallRequest.SCHEMA$, ToolCallRequest::of, ToolCallRequest::readFrom),
                new Kind<>(ToolCallResult.SCHEMA$, ToolCallResult::of, ToolCallResult::readFrom),
                new Kind<>(LedgerEntry.SCHEMA$, LedgerEntry::of, LedgerEntry::readFrom),
                new Kind<>(SearchRequest.SCHEMA$, SearchRequest::of, SearchRequest::readFrom),
                new Kind<>(SearchResult.SCHEMA$, SearchResult::of, SearchResult::readFrom),
                new Kind<>(ArticleRecord.SCHEMA$, ArticleRecord::of, ArticleRecord::readFrom),
                new Kind<>(DefinitionRecord.SCHEMA$, DefinitionRecord::of, DefinitionRecord::readFrom),
                new Kind<>(EscalationRecord.SCHEMA$, EscalationRecord::of, EscalationRecord::readFrom),
                new Kind<>(DeadLetter.SCHEMA$, DeadLetter::of, DeadLetter::readFrom));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <T extends SpecificRecord> void The_bytes_are_those_of_Avro(Kind<T> kind) throws IOException {
        var codec = new RecordCodec<>(kind.schema, kind.typed, kind.direct);
        for (var sample : kind.samples()) {
            var bytes = codec.encode(sample);
            assertThat(Arrays.copyOfRange(bytes, 5, bytes.length)).isEqualTo(kind.writtenByAvro(sample));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <T extends SpecificRecord> void Reading_gives_what_Avro_reads(Kind<T> kind) {
        var direct = new RecordCodec<>(kind.schema, kind.typed, kind.direct);
        var detour = new RecordCodec<>(kind.schema, kind.typed);
        for (var sample : kind.samples()) {
            var bytes = direct.encode(sample);
            assertThat(direct.decode(bytes)).isEqualTo(sample).isEqualTo(detour.decode(bytes));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <T extends SpecificRecord> void Bytes_that_end_early_or_late_are_refused(Kind<T> kind) {
        var codec = new RecordCodec<>(kind.schema, kind.typed, kind.direct);
        var bytes = codec.encode(kind.samples().getFirst());
        for (var length = 5; length < bytes.length; length++) {
            var cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> codec.decode(cut)).isInstanceOf(UnreadableRecordException.class);
        }
        assertThatThrownBy(() -> codec.decode(Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(UnreadableRecordException.class);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <T extends SpecificRecord> void A_changed_byte_is_read_or_refused_and_nothing_else(Kind<T> kind) {
        var codec = new RecordCodec<>(kind.schema, kind.typed, kind.direct);
        var bytes = codec.encode(kind.samples().getFirst());
        for (var place = 5; place < bytes.length; place++) {
            var damaged = bytes.clone();
            damaged[place] = (byte) (damaged[place] ^ 0x7f);
            try {
                assertThat(codec.decode(damaged)).isNotNull();
            } catch (UnreadableRecordException refused) {
                assertThat(refused.reasonCode()).isEqualTo("unreadable");
            }
        }
    }

    @Test
    void A_payload_of_a_newer_version_is_not_written_as_something_else() {
        var newer = new GenericData.Record(
                Schema.createRecord("CustomerSmiled", null, "io.casebook.vocabulary.event", false, List.of()));
        var event = ConversationEvent.of(Samples.of(ConversationEvent.SCHEMA$)).withPayload(Payload.of(newer));
        var codec = new RecordCodec<>(ConversationEvent.SCHEMA$, ConversationEvent::of, ConversationEvent::readFrom);
        assertThatThrownBy(() -> codec.encode(event)).hasMessageContaining("CustomerSmiled");
    }
}
