package io.casebook.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.DefinitionRef;
import io.casebook.vocabulary.PersonalText;
import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.event.Payload;
import io.casebook.vocabulary.event.ToolCallFailed;
import io.casebook.vocabulary.event.ToolCallRequested;
import io.casebook.vocabulary.event.ToolCallSucceeded;
import io.casebook.vocabulary.event.ToolEffect;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecordedResultsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static ToolCallRequested asked(String callId, PersonalText arguments) {
        return new ToolCallRequested(
                callId, "get_order", ToolEffect.READ, arguments, "hash", NOW, null, null, null, null, null);
    }

    private static ToolCallSucceeded done(String callId, PersonalText content) {
        return new ToolCallSucceeded(callId, "get_order", content, 5, 1, List.of());
    }

    private static List<ConversationEvent> log(Payload... payloads) {
        return IntStream.range(0, payloads.length)
                .mapToObj(i -> new ConversationEvent(
                        "event-" + i,
                        "default",
                        "conversation-1",
                        i + 1,
                        NOW,
                        1,
                        1,
                        "record-1",
                        new Actor(ActorType.SYSTEM, null),
                        new DefinitionRef("shop", "abc123abc123"),
                        payloads[i]))
                .toList();
    }

    @Test
    void each_call_that_ended_is_a_line_with_what_was_asked_and_told() {
        var recorded = RecordedResults.of(log(
                asked("one", Personal.text("{\"id\":\"1001\"}")),
                asked("two", Personal.text("{}")),
                asked("never-answered", Personal.text("{}")),
                new ToolCallFailed("two", "get_order", "not_found", 404, null, 5, 1),
                done("one", Personal.text("{\"status\":\"shipped\"}"))));

        assertThat(recorded.lines())
                .extracting(Object::toString)
                .containsExactly(
                        "{\"tool\":\"get_order\",\"arguments\":{},\"failure\":\"not_found\"}",
                        "{\"tool\":\"get_order\",\"arguments\":{\"id\":\"1001\"},\"told\":{\"status\":\"shipped\"}}");
        assertThat(recorded.unreadable()).isZero();
    }

    @Test
    void what_was_erased_is_counted_and_left_out() {
        var gone = new PersonalText(null, ByteBuffer.allocate(4), "key-1");

        var recorded = RecordedResults.of(log(asked("one", gone), done("one", Personal.text("{}"))));

        assertThat(recorded.lines()).isEmpty();
        assertThat(recorded.unreadable()).isEqualTo(1);
    }
}
