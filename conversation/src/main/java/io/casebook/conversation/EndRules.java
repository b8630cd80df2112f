package io.casebook.conversation;

import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.event.ConversationAssigned;
import io.casebook.vocabulary.event.ConversationCancelled;
import io.casebook.vocabulary.event.ConversationErased;
import io.casebook.vocabulary.event.ConversationFinished;
import io.casebook.vocabulary.event.ConversationResumed;
import io.casebook.vocabulary.state.Finished;

/** How a conversation ends. Whatever is in flight becomes stale with it. */
final class EndRules {
    static final String RESOLVED = "resolved";
    static final String ABANDONED = "abandoned";

    private EndRules() {}

    static void finish(Decision decision, Actor actor, String reasonCode) {
        if (States.ended(decision.state())) {
            return;
        }
        TurnRules.supersede(decision, actor, "finished");
        ApprovalRules.withdraw(decision);
        ReplyApprovalRules.withdraw(decision, ReplyApprovalRules.FINISHED);
        decision.raising(actor, new ConversationFinished(reasonCode));
    }

    static void cancel(Decision decision, Actor actor, String reasonCode) {
        if (States.ended(decision.state())) {
            return;
        }
        TurnRules.supersede(decision, actor, "cancelled");
        ApprovalRules.withdraw(decision);
        ReplyApprovalRules.withdraw(decision, ReplyApprovalRules.CANCELLED);
        decision.raising(actor, new ConversationCancelled(reasonCode));
    }

    /** It goes on where it was: with the agent, or with whoever else it was given to. */
    static void resume(Decision decision, Actor actor, String reason) {
        var before = decision.state().phase();
        decision.by(actor, new ConversationResumed(reason));
        if (before instanceof Finished finished) {
            var assignee = finished.assigneeType();
            if (assignee != null) {
                decision.by(actor, new ConversationAssigned(assignee, finished.assigneeId(), reason));
            }
        }
    }

    static void erase(Decision decision, Actor actor, String scope) {
        cancel(decision, actor, "erased");
        decision.raising(actor, new ConversationErased(scope));
    }
}
