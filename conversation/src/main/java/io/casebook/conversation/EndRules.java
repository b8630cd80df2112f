package io.casebook.conversation;

import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.event.ConversationCancelled;
import io.casebook.vocabulary.event.ConversationErased;
import io.casebook.vocabulary.event.ConversationFinished;

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
        decision.raising(actor, new ConversationFinished(reasonCode));
    }

    static void cancel(Decision decision, Actor actor, String reasonCode) {
        if (States.ended(decision.state())) {
            return;
        }
        TurnRules.supersede(decision, actor, "cancelled");
        ApprovalRules.withdraw(decision);
        decision.raising(actor, new ConversationCancelled(reasonCode));
    }

    static void erase(Decision decision, Actor actor, String scope) {
        cancel(decision, actor, "erased");
        decision.raising(actor, new ConversationErased(scope));
    }
}
