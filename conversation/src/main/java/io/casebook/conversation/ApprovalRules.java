package io.casebook.conversation;

import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.event.PolicyTriggered;
import io.casebook.vocabulary.event.ToolApprovalGiven;
import io.casebook.vocabulary.event.ToolCallDenied;
import io.casebook.vocabulary.event.TurnCause;
import io.casebook.vocabulary.inbound.DecideToolApproval;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What follows when a person decides on an action, or nobody does. */
final class ApprovalRules {
    private ApprovalRules() {}

    static void decide(Decision decision, Actor actor, DecideToolApproval decided) {
        var pending = decision.state().approval();
        if (pending == null || !pending.request().callId().equals(decided.callId())) {
            return;
        }
        var request = pending.request();
        if (!request.argumentsHash().equals(decided.argumentsHash())) {
            decision.by(
                    actor,
                    new PolicyTriggered("approval_mismatch", "the decision was about another payload than waits"));
            return;
        }
        decision.by(
                actor,
                new ToolApprovalGiven(decided.callId(), decided.approved(), decided.argumentsHash(), decided.note()));
        TurnRules.supersede(decision, actor, "approval_decided");
        ReplyApprovalRules.withdraw(decision, ReplyApprovalRules.NEWER_TURN);
        TurnRules.begin(decision, TurnCause.APPROVAL_DECIDED);
        if (!States.withAgent(decision.state())) {
            return;
        }
        if (decided.approved()) {
            ToolRules.run(decision, request, decided.humanId());
        } else {
            decision.byAgent(new ToolCallDenied(
                    request.callId(), request.tool(), "approval_refused", "a person refused the call"));
            HandOffRules.handOff(decision, ReasonCode.APPROVAL_REFUSED);
        }
    }

    /** True where the very same call waits already: whoever is about to decide on it is not disturbed. */
    static boolean waitsFor(Decision decision, String tool, String argumentsHash, @Nullable String bound) {
        var pending = decision.state().approval();
        return pending != null
                && pending.request().tool().equals(tool)
                && pending.request().argumentsHash().equals(argumentsHash)
                && Objects.equals(Personal.plainOrNull(pending.request().bound()), bound);
    }

    /** A request for approval that nobody needs any more. */
    static void withdraw(Decision decision) {
        drop(decision, "approval_withdrawn", "the conversation went on without the call");
    }

    static void expire(Decision decision) {
        drop(decision, "approval_expired", "nobody decided in time");
    }

    private static void drop(Decision decision, String reasonCode, String detail) {
        var pending = decision.state().approval();
        if (pending != null) {
            decision.bySystem(new ToolCallDenied(
                    pending.request().callId(), pending.request().tool(), reasonCode, detail));
        }
    }
}
