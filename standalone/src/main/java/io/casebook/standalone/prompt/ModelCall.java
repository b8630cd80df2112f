package io.casebook.standalone.prompt;

import io.casebook.vocabulary.event.CompletionFailed;
import io.casebook.vocabulary.event.CompletionReceived;
import io.casebook.vocabulary.event.CompletionRejected;
import io.casebook.vocabulary.event.CompletionRequested;
import io.casebook.vocabulary.event.ConversationEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call of a model as the log has it.
 *
 * @param event the event by which a model was asked
 * @param asked what that event says
 * @param answer the event of the answer, or of the failure; null while there is none
 */
public record ModelCall(
        ConversationEvent event,
        CompletionRequested asked,
        @Nullable ConversationEvent answer) {

    /** The call that an event is about, or else the last one before it; null where no model was asked so far. */
    public static @Nullable ModelCall at(List<ConversationEvent> events, long sequence) {
        var wanted = events.stream()
                .filter(event -> event.sequence() == sequence)
                .map(ModelCall::requestOf)
                .findFirst()
                .orElse("");
        ConversationEvent event = null;
        for (var candidate : events) {
            if (candidate.payload() instanceof CompletionRequested asked
                    && candidate.sequence() <= sequence
                    && (wanted.isEmpty() || asked.requestId().equals(wanted))) {
                event = candidate;
            }
        }
        return event != null && event.payload() instanceof CompletionRequested asked
                ? new ModelCall(event, asked, answer(events, asked))
                : null;
    }

    /** The answer; null where there is none. */
    public @Nullable CompletionReceived received() {
        return answer != null && answer.payload() instanceof CompletionReceived received ? received : null;
    }

    /** Why there is no answer; null where there is one, or none yet. */
    public @Nullable CompletionFailed failed() {
        return answer != null && answer.payload() instanceof CompletionFailed failed ? failed : null;
    }

    private static @Nullable ConversationEvent answer(List<ConversationEvent> events, CompletionRequested asked) {
        return events.stream()
                .filter(event -> !(event.payload() instanceof CompletionRequested)
                        && !(event.payload() instanceof CompletionRejected)
                        && requestOf(event).equals(asked.requestId()))
                .findFirst()
                .orElse(null);
    }

    private static String requestOf(ConversationEvent event) {
        return switch (event.payload()) {
            case CompletionRequested asked -> asked.requestId();
            case CompletionReceived received -> received.requestId();
            case CompletionRejected rejected -> rejected.requestId();
            case CompletionFailed failed -> failed.requestId();
            default -> "";
        };
    }
}
