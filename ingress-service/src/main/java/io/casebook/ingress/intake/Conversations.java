package io.casebook.ingress.intake;

import io.casebook.platform.conversations.ConversationStates;
import io.casebook.platform.conversations.ConversationStatesUnavailableException;
import io.casebook.platform.conversations.ConversationSummary;
import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.Code;
import java.time.Duration;
import java.util.Collection;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds a conversation, in what the orchestrator knows and in what this instance accepted a moment ago. */
public final class Conversations {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LOOKING = Duration.ofMillis(100);

    private final ConversationStates states;
    private final RecentlyAccepted recent;
    private final Duration appearWithin;

    /**
     * @param states what the orchestrator knows
     * @param recent what this instance accepted
     * @param appearWithin how long to wait for a conversation that another instance may have accepted
     */
    public Conversations(ConversationStates states, RecentlyAccepted recent, Duration appearWithin) {
        this.states = states;
        this.recent = recent;
        this.appearWithin = appearWithin;
    }

    /**
     * A conversation that must be there.
     *
     * @throws ApiException not_found
     * @throws ConversationStatesUnavailableException while nobody can say
     */
    public Found require(String conversationId) {
        return require(conversationId, appearWithin);
    }

    /**
     * The same for who only wants to look, and is told soon that there is nothing.
     *
     * @throws ApiException not_found
     * @throws ConversationStatesUnavailableException while nobody can say
     */
    Found look(String conversationId) {
        return require(conversationId, appearWithin.compareTo(LOOKING) < 0 ? appearWithin : LOOKING);
    }

    private Found require(String conversationId, Duration within) {
        var accepted = recent.find(key(conversationId), ConversationView.class);
        if (accepted != null) {
            return new Found(summaryIfKnown(conversationId), accepted);
        }
        var waited = Duration.ZERO;
        var pause = FIRST_PAUSE;
        while (true) {
            var summary = summary(conversationId);
            if (summary != null) {
                return new Found(summary, ConversationView.of(summary));
            }
            if (waited.compareTo(within) >= 0) {
                throw new ApiException(
                        Code.NOT_FOUND,
                        "no conversation has the id `%s`; create it with POST /v1/conversations"
                                .formatted(conversationId));
            }
            sleep(pause);
            waited = waited.plus(pause);
            pause = pause.multipliedBy(2);
        }
    }

    /**
     * Where the orchestrator says that a conversation stands; null where it knows none.
     *
     * @throws ConversationStatesUnavailableException while it cannot answer
     */
    @Nullable
    ConversationSummary summary(String conversationId) {
        return states.find(conversationId);
    }

    /**
     * Ids of all conversations of a customer: those that the orchestrator knows, and those that it is about to know.
     *
     * @throws ConversationStatesUnavailableException while nobody can say
     */
    Collection<String> ofCustomer(String customerId) {
        var ids = new TreeSet<>(states.ofCustomer(customerId));
        recent.all(ConversationView.class).stream()
                .filter(view -> view.customerId().equals(customerId))
                .forEach(view -> ids.add(view.id()));
        return ids;
    }

    /** Kind and id under which a created conversation is remembered. */
    static String key(String conversationId) {
        return "conversation/" + conversationId;
    }

    /** A conversation that this instance accepted may be written to even while the orchestrator is away. */
    private @Nullable ConversationSummary summaryIfKnown(String conversationId) {
        try {
            return states.find(conversationId);
        } catch (ConversationStatesUnavailableException e) {
            return null;
        }
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException(Code.UNAVAILABLE, "the service is stopping; repeat the call");
        }
    }

    /**
     * A conversation.
     *
     * @param summary where the orchestrator says that it stands; null while it has not seen it
     * @param accepted as this instance accepted it
     */
    public record Found(@Nullable ConversationSummary summary, ConversationView accepted) {

        /** The newest view of it. */
        public ConversationView view() {
            return summary == null ? accepted : ConversationView.of(summary);
        }
    }
}
