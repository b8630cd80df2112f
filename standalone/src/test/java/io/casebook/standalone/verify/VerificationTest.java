package io.casebook.standalone.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.Evolver;
import io.casebook.conversation.States;
import io.casebook.conversation.Violation;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.event.ConversationFinished;
import io.casebook.vocabulary.event.ConversationStarted;
import io.casebook.vocabulary.event.Payload;
import io.casebook.vocabulary.state.ConversationState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is found in a log that is read one partition after the other. */
class VerificationTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    private final Map<String, ConversationState> stored = new HashMap<>();
    private final Verification verification = new Verification(
            new Verification.Listener() {},
            new Verification.States() {
                @Override
                public boolean there() {
                    return true;
                }

                @Override
                public @Nullable ConversationState find(String conversationId) {
                    return stored.get(conversationId);
                }
            },
            InstantSource.fixed(NOW));

    @Test
    void a_log_that_keeps_its_promises_is_counted_over_all_partitions() {
        keeps(started("one", 1), finished("one", 2));
        verification.partitionRead();
        keeps(started("two", 1));
        verification.partitionRead();
        verification.finish();
        assertThat(verification.broken()).isFalse();
        assertThat(verification.events()).isEqualTo(3);
        assertThat(verification.conversations()).isEqualTo(2);
        assertThat(verification.compared()).isEqualTo(2);
    }

    @Test
    void a_gap_in_a_later_partition_is_found() {
        keeps(started("one", 1));
        verification.partitionRead();
        verification.event(started("two", 1));
        verification.event(finished("two", 3));
        verification.partitionRead();
        assertThat(verification.violations())
                .filteredOn(violation -> violation.promise() == 1)
                .extracting(Violation::conversationId)
                .containsExactly("two");
    }

    @Test
    void a_stored_state_that_is_not_the_fold_is_named_by_its_fields_alone() {
        keeps(started("one", 1));
        stored.computeIfPresent("one", (id, state) -> state.withChannel("elsewhere"));
        verification.partitionRead();
        assertThat(verification.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.promise()).isEqualTo(7);
            assertThat(violation.words()).contains("channel").doesNotContain("elsewhere");
        });
    }

    @Test
    void a_conversation_that_the_orchestrator_does_not_have_is_found() {
        verification.event(started("one", 1));
        verification.partitionRead();
        assertThat(verification.violations())
                .extracting(Violation::words)
                .containsExactly("the log has the conversation, the orchestrator does not");
    }

    /** A conversation of an earlier release has nothing in a field that came later, and is compared without it. */
    @Test
    void what_an_earlier_release_could_not_fold_is_not_held_against_it() {
        keeps(started("one", 1));
        stored.computeIfPresent("one", (id, state) -> state.withFoldVersion(1).withDeliveredBefore(7));
        verification.partitionRead();
        assertThat(verification.violations()).isEmpty();
    }

    private void keeps(ConversationEvent... events) {
        var id = events[0].conversationId();
        stored.put(id, Evolver.fold(States.unborn("default", id), List.of(events)));
        List.of(events).forEach(verification::event);
    }

    private static ConversationEvent started(String id, long sequence) {
        return event(id, sequence, new ConversationStarted("customer", "web", "shop", NOW));
    }

    private static ConversationEvent finished(String id, long sequence) {
        return event(id, sequence, new ConversationFinished("resolved"));
    }

    private static ConversationEvent event(String id, long sequence, Payload payload) {
        return new ConversationEvent(
                "event-" + id + sequence,
                "default",
                id,
                sequence,
                NOW,
                0,
                0,
                "test",
                new Actor(ActorType.SYSTEM),
                payload);
    }
}
