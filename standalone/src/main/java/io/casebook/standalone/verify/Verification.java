package io.casebook.standalone.verify;

import io.casebook.conversation.LogVerifier;
import io.casebook.conversation.StateComparison;
import io.casebook.conversation.Violation;
import io.casebook.standalone.log.LogReader;
import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.state.ConversationState;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Takes the log event by event and keeps what breaks a promise. Of conversations it keeps something only until their partition is read, so
 * that the memory it needs is that of one partition. A conversation that goes on meanwhile is no violation: its state is compared only at
 * the sequence to which the log was read.
 */
public final class Verification implements LogReader.Visitor {
    /** Promise 7: state is a fold. */
    private static final int STATE_IS_A_FOLD = 7;

    private LogVerifier verifier = new LogVerifier();
    private final Set<String> conversations = new LinkedHashSet<>();
    private final List<Violation> violations = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private final Listener listener;
    private final @Nullable States states;
    private final InstantSource clock;
    private long events;
    private long verified;
    private long compared;

    /**
     * A verification of a log that is about to be read.
     *
     * @param listener is told how far it is
     * @param states what each fold is compared with; null for nothing
     * @param clock up to when turns must have ended by their deadlines
     */
    public Verification(Listener listener, @Nullable States states, InstantSource clock) {
        this.listener = listener;
        this.states = states;
        this.clock = clock;
    }

    /** Told how far the reading is. */
    public interface Listener {
        /** So many of so many records have been read. */
        default void passed(long done, long all) {}

        /** The log has been read. */
        default void done() {}
    }

    /** The states as an orchestrator keeps them. */
    public interface States {
        /** Whether there is one to ask. */
        boolean there();

        /** The state of a conversation; null where it is not known. */
        @Nullable
        ConversationState find(String conversationId);
    }

    @Override
    public void event(ConversationEvent event) {
        conversations.add(event.conversationId());
        verifier.accept(event);
    }

    @Override
    public void unreadable(ConsumerRecord<String, byte[]> record, String why) {
        unreadable.add("%s, partition %d, offset %d cannot be read: %s"
                .formatted(record.topic(), record.partition(), record.offset(), why));
    }

    @Override
    public void progress(long passed, long all) {
        listener.passed(passed, all);
    }

    @Override
    public void partitionRead() {
        violations.addAll(verifier.finish(clock.instant()));
        var known = states;
        if (known != null && known.there()) {
            for (var id : conversations) {
                var folded = verifier.state(id);
                if (folded != null) {
                    compare(id, folded, known.find(id));
                }
            }
        }
        events += verifier.events();
        verified += conversations.size();
        conversations.clear();
        verifier = new LogVerifier();
    }

    /** The log has been read. */
    public void finish() {
        listener.done();
    }

    private void compare(String id, ConversationState folded, @Nullable ConversationState stored) {
        if (stored == null) {
            violations.add(new Violation(
                    STATE_IS_A_FOLD, id, folded.sequence(), "the log has the conversation, the orchestrator does not"));
            return;
        }
        if (stored.sequence() > folded.sequence()) {
            return;
        }
        compared++;
        var differences = StateComparison.differences(folded, stored);
        if (!differences.isEmpty()) {
            violations.add(new Violation(
                    STATE_IS_A_FOLD,
                    id,
                    folded.sequence(),
                    "the stored state differs in " + String.join(", ", differences)));
        }
    }

    /** How many conversations were read. */
    public long conversations() {
        return verified;
    }

    /** How many events were read. */
    public long events() {
        return events;
    }

    /** How many stored states were compared. */
    public long compared() {
        return compared;
    }

    /** What breaks a promise. */
    public List<Violation> violations() {
        return List.copyOf(violations);
    }

    /** Which records are no events. */
    public List<String> unreadable() {
        return List.copyOf(unreadable);
    }

    /** True when something is wrong. */
    public boolean broken() {
        return !violations.isEmpty() || !unreadable.isEmpty();
    }
}
