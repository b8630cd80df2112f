package io.casebook.conversation;

import io.casebook.schemas.ContentHash;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.event.CaseContinued;
import io.casebook.vocabulary.event.CustomerMessageForwarded;
import io.casebook.vocabulary.inbound.PostMessage;
import io.casebook.vocabulary.state.Cancelled;
import io.casebook.vocabulary.state.Finished;
import java.time.Duration;

/**
 * When a customer who comes back reopens the case, and when another case goes on. The channel keeps the id that it knows: what it
 * posts there goes on to the newest case, and what that case says is delivered under the id that the channel knows.
 */
final class ContinuationRules {
    /** Characters of the old id that begin the new one, so that people see which belong together. */
    private static final int READABLE = 100;

    private ContinuationRules() {}

    /** Gives a customer's message to another case; false where this one takes it. */
    static boolean forwards(Decision decision, Actor actor, PostMessage message) {
        var known = decision.state().continuedIn();
        if (known == null && !isOver(decision)) {
            return false;
        }
        decision.by(
                actor,
                new CustomerMessageForwarded(
                        message.messageId(),
                        message.body(),
                        message.contentHash(),
                        message.subject(),
                        message.participantId(),
                        message.attachments(),
                        message.sentAt(),
                        known == null ? next(decision) : known,
                        known == null));
        return true;
    }

    private static boolean isOver(Decision decision) {
        return switch (decision.state().phase()) {
            case Finished finished -> {
                var window = decision.definition().lifecycle().reopenWithin();
                yield window.isZero()
                        || Duration.between(finished.at(), decision.now()).compareTo(window) > 0;
            }
            // Whoever called a later case off cannot have told a channel that only knows the first one.
            case Cancelled ignored -> decision.state().originConversationId() != null;
            default -> false;
        };
    }

    /** A later case than the known one goes on. */
    static void continued(Decision decision, Actor actor, String conversationId) {
        var state = decision.state();
        if (state.continuedIn() != null && !state.continuedIn().equals(conversationId)) {
            decision.by(actor, new CaseContinued(conversationId));
        }
    }

    private static String next(Decision decision) {
        var state = decision.state();
        var known = origin(state.conversationId(), state.originConversationId());
        var readable = known.substring(0, Math.min(READABLE, known.length()));
        return readable + ":" + ContentHash.of(state.conversationId(), String.valueOf(state.sequence() + 1));
    }

    /** The id under which the channel knows a conversation. */
    static String origin(String conversationId, @org.jspecify.annotations.Nullable String origin) {
        return origin == null ? conversationId : origin;
    }
}
