package io.casebook.conversation;

import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.event.HandOffClaimed;
import io.casebook.vocabulary.event.HandedBack;
import io.casebook.vocabulary.event.HumanReplied;
import io.casebook.vocabulary.event.TurnCause;
import io.casebook.vocabulary.inbound.HandBack;
import io.casebook.vocabulary.inbound.PostMessage;
import io.casebook.vocabulary.state.WithHuman;

/** What humans do in a conversation. A human who speaks always has precedence over an agent who thinks. */
final class HumanRules {
    private static final String TOOK_OVER = "human_took_over";

    private HumanRules() {}

    static void claim(Decision decision, Actor actor, String humanId) {
        var state = decision.state();
        // The first of two humans who claim at once has it; the second one's claim changes nothing.
        if (States.ended(state) || (state.phase() instanceof WithHuman with && with.claimedBy() != null)) {
            return;
        }
        takeOver(decision, actor);
        decision.raising(actor, new HandOffClaimed(humanId));
    }

    static void reply(Decision decision, Actor actor, PostMessage message) {
        if (States.ended(decision.state())) {
            return;
        }
        var corrects = GapRules.corrects(decision.state());
        takeOver(decision, actor);
        var humanId = message.participantId() == null ? actor.id() : message.participantId();
        decision.raising(actor, new HumanReplied(message.messageId(), message.body(), message.contentHash(), humanId));
        if (corrects) {
            GapRules.corrected(decision, actor);
        }
    }

    private static void takeOver(Decision decision, Actor actor) {
        TurnRules.supersede(decision, actor, TOOK_OVER);
        ApprovalRules.withdraw(decision);
        ReplyApprovalRules.withdraw(decision, ReplyApprovalRules.HUMAN_TOOK_OVER);
    }

    static void handBack(Decision decision, Actor actor, HandBack back) {
        if (!(decision.state().phase() instanceof WithHuman)) {
            return;
        }
        decision.raising(actor, new HandedBack(back.humanId(), back.note()));
        if (decision.state().unanswered().isEmpty()) {
            TurnRules.waitForCustomer(decision, false);
        } else {
            TurnRules.begin(decision, TurnCause.HANDED_BACK);
        }
    }
}
