package io.casebook.conversation;

import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.DeadlineKind;
import io.casebook.vocabulary.event.DeadlinePassed;
import io.casebook.vocabulary.event.ReplySent;
import io.casebook.vocabulary.event.TurnCause;
import io.casebook.vocabulary.state.Answering;
import io.casebook.vocabulary.state.Deadline;
import java.util.Comparator;

/** What follows when a deadline has passed. A deadline that something overtook is no longer in the state. */
final class TimeRules {
    private TimeRules() {}

    static void decide(Decision decision) {
        // One at a time, the earliest first: what one deadline brings about may overtake the next.
        var due = due(decision);
        var late = SpecialistRules.late(decision);
        while (due != null || late != null) {
            if (late != null && (due == null || late.deadlineAt().isBefore(due.dueAt()))) {
                SpecialistRules.goOnWithout(decision, late);
            } else if (due != null) {
                decision.bySystem(new DeadlinePassed(due.kind(), due.dueAt()));
                act(decision, due.kind());
            }
            due = due(decision);
            late = SpecialistRules.late(decision);
        }
    }

    private static @org.jspecify.annotations.Nullable Deadline due(Decision decision) {
        return decision.state().deadlines().stream()
                .filter(deadline -> !deadline.dueAt().isAfter(decision.clock()))
                .min(Comparator.comparing(Deadline::dueAt).thenComparing(Deadline::kind))
                .orElse(null);
    }

    private static boolean isDue(Decision decision, DeadlineKind kind) {
        var due = States.deadline(decision.state(), kind);
        return due != null && !due.isAfter(decision.clock());
    }

    private static void act(Decision decision, DeadlineKind kind) {
        var system = new Actor(ActorType.SYSTEM);
        switch (kind) {
            case DEBOUNCE -> {
                if (States.withAgent(decision.state()) && !(decision.state().phase() instanceof Answering)) {
                    TurnRules.begin(decision, TurnCause.CUSTOMER_MESSAGE);
                }
            }
            case TURN -> {
                if (decision.state().phase() instanceof Answering) {
                    HandOffRules.handOff(decision, ReasonCode.TURN_DEADLINE);
                }
            }
            case HOLDING -> {
                // Whoever comes too late for both says only what counts.
                var waits = decision.state().replyApproval() != null && !isDue(decision, DeadlineKind.APPROVAL);
                var works = decision.state().phase() instanceof Answering turn
                        && !turn.holdingSent()
                        && !isDue(decision, DeadlineKind.TURN);
                if (waits || works) {
                    say(decision, Wording.HOLDING.in(decision.language()));
                }
            }
            case APPROVAL -> approval(decision);
            case NUDGE -> {
                if (States.withAgent(decision.state())
                        && !(decision.state().phase() instanceof Answering)
                        && !isDue(decision, DeadlineKind.ABANDON)) {
                    say(decision, Wording.NUDGE.in(decision.language()));
                }
            }
            case ABANDON -> EndRules.finish(decision, system, EndRules.ABANDONED);
            case FINISH -> EndRules.finish(decision, system, EndRules.RESOLVED);
        }
    }

    /** An action and a reply may wait at the same time, each as long as it may. */
    private static void approval(Decision decision) {
        var action = decision.state().approval();
        if (action != null && !action.request().expiresAt().isAfter(decision.clock())) {
            ApprovalRules.expire(decision);
            HandOffRules.handOff(decision, ReasonCode.APPROVAL_EXPIRED);
            return;
        }
        ReplyApprovalRules.expire(decision);
    }

    /** Something that is not the turn's reply. */
    private static void say(Decision decision, String text) {
        decision.byAgent(new ReplySent(DerivedIds.named("msg", decision, text), null, Personal.text(text), true));
    }
}
