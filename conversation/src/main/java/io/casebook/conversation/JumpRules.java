package io.casebook.conversation;

import io.casebook.conversation.definition.OnDigression;
import io.casebook.conversation.definition.Procedure;
import io.casebook.conversation.definition.Step;
import io.casebook.vocabulary.DefinitionRef;
import io.casebook.vocabulary.event.PolicyTriggered;
import io.casebook.vocabulary.event.ProcedureEntered;
import io.casebook.vocabulary.event.ProcedureLeft;
import io.casebook.vocabulary.event.ProcedurePaused;
import io.casebook.vocabulary.event.ProcedureResumed;
import io.casebook.vocabulary.event.SlotsForgotten;
import io.casebook.vocabulary.state.PausedProcedure;
import io.casebook.vocabulary.state.ProcedureInProgress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a procedure begins, sends the conversation to another one, makes room for another one, and gets it back. */
final class JumpRules {
    private static final String JUMP = ProcedureFold.JUMP;
    private static final String DIGRESSION = "digression";

    private JumpRules() {}

    /** Begins the procedure that the customer wants. */
    static void enter(Decision decision, Procedure procedure) {
        var definition = decision.definition();
        if (begins(decision, procedure, new DefinitionRef(definition.agentId(), definition.version()))) {
            ProcedureRules.run(decision);
        }
    }

    /** False, after a hand-off, where the procedure may not be entered. Every way into a procedure leads through here. */
    private static boolean begins(Decision decision, Procedure procedure, DefinitionRef version) {
        var requires = procedure.requires();
        if (requires != null && !requires.test(FactsOf.conversation(decision)).holds()) {
            decision.bySystem(new PolicyTriggered(
                    "requirement_failed", "procedure " + procedure.id() + " requires: " + requires.source()));
            HandOffRules.handOff(decision, ReasonCode.REQUIREMENT_FAILED, procedure.handOffTarget(), null);
            return false;
        }
        if (!decision.admits(procedure)) {
            decision.bySystem(new PolicyTriggered(
                    "procedure_limit", "procedure " + procedure.id() + " was entered as often today as it may be"));
            HandOffRules.handOff(decision, ReasonCode.PROCEDURE_LIMIT, procedure.handOffTarget(), null);
            return false;
        }
        var first = procedure.first();
        decision.byAgent(new ProcedureEntered(procedure.id(), first == null ? Position.PROSE : first.text(), version));
        confirmsAnew(decision, procedure);
        return true;
    }

    /** Whoever jumped here brings values along, but never the yes that this procedure has to ask for itself. */
    private static void confirmsAnew(Decision decision, Procedure procedure) {
        var progress = decision.state().procedure();
        var confirmed = procedure.paths().stream()
                .flatMap(path -> procedure.step(path) instanceof Step.Confirm confirm
                        ? java.util.stream.Stream.of(confirm.slot())
                        : java.util.stream.Stream.empty())
                .filter(slot -> progress != null && progress.slots().containsKey(slot))
                .distinct()
                .toList();
        if (!confirmed.isEmpty()) {
            decision.byAgent(new SlotsForgotten(procedure.id(), confirmed, "asked_anew"));
        }
    }

    /** A step that goes on with another procedure, of the same version; true where that one has begun. */
    static boolean jump(Decision decision, Position at, Step.Jump jump) {
        var definition = Position.version(decision, at.progress());
        var next = definition == null ? null : definition.procedure(jump.procedure());
        if (definition == null || next == null) {
            HandOffRules.handOff(decision, ReasonCode.STEP_MISSING);
            return false;
        }
        ProcedureRules.taken(decision, at, jump.returns() ? at.after() : null, null);
        if (decision.turn().steps() > definition.limits().steps()) {
            HandOffRules.handOff(decision, ReasonCode.STEP_LIMIT);
            return false;
        }
        var tooDeep = jump.returns() && decision.state().paused().size() >= Bounds.PAUSED_PROCEDURES;
        if (tooDeep || at.progress().jumps() >= Bounds.JUMPS) {
            HandOffRules.handOff(decision, ReasonCode.PROCEDURE_LOOP);
            return false;
        }
        if (jump.returns()) {
            decision.byAgent(new ProcedurePaused(at.progress().procedureId(), JUMP));
        }
        return begins(decision, next, at.progress().definition());
    }

    /** The job in progress: the procedure, and those that wait for the end of their jump to it, outermost last. */
    private static List<ProcedureInProgress> job(Decision decision) {
        var job = new ArrayList<ProcedureInProgress>();
        var current = decision.state().procedure();
        if (current != null) {
            job.add(current);
        }
        for (var paused : decision.state().paused().reversed()) {
            if (!paused.reasonCode().equals(JUMP)) {
                break;
            }
            job.add(paused.procedure());
        }
        return job;
    }

    /** True where the procedure is another job than the one in progress. */
    static boolean isAnother(Decision decision, Procedure wanted) {
        return job(decision).stream().noneMatch(part -> part.procedureId().equals(wanted.id()));
    }

    /** The customer surely wants another procedure than the one in progress: a new one, or one that stands still. */
    static void digress(Decision decision, Procedure wanted) {
        var standing = standingStill(decision, wanted);
        if (standing != null) {
            var back = leave(decision);
            while (back != null && !back.equals(standing)) {
                decision.byAgent(new ProcedureResumed(back.procedure().procedureId()));
                back = leave(decision);
            }
            resume(decision, standing);
            return;
        }
        var current = decision.state().procedure();
        if (current != null && decision.state().paused().size() < Bounds.PAUSED_PROCEDURES && resumesLater(decision)) {
            decision.byAgent(new ProcedurePaused(current.procedureId(), DIGRESSION));
        } else {
            leave(decision);
        }
        enter(decision, wanted);
    }

    /** The procedure at which the wanted job stands still; null where it does not. */
    private static @Nullable PausedProcedure standingStill(Decision decision, Procedure wanted) {
        PausedProcedure at = null;
        for (var paused : decision.state().paused().reversed()) {
            at = paused.reasonCode().equals(DIGRESSION) ? paused : at;
            // What waits for its own jump below the procedure in progress is part of the job in progress.
            if (at != null && paused.procedure().procedureId().equals(wanted.id())) {
                return at;
            }
        }
        return null;
    }

    /** Gives the job in progress up; what stood still before it, latest first, null where there is none. */
    private static @Nullable PausedProcedure leave(Decision decision) {
        var current = decision.state().procedure();
        if (current != null) {
            decision.byAgent(new ProcedureLeft(current.procedureId(), ProcedureFold.REPLACED));
        }
        return latest(decision);
    }

    /** As the procedure says that the customer began with: those that it jumped to are parts of the same job. */
    private static boolean resumesLater(Decision decision) {
        var outermost = job(decision).getLast();
        var definition = Position.version(decision, outermost);
        var procedure = definition == null ? null : definition.procedure(outermost.procedureId());
        return procedure != null && procedure.onDigression() == OnDigression.RESUME;
    }

    /** The procedure has come to its end; true where one that it came from goes on at once. */
    static boolean ended(Decision decision, String resolution) {
        var progress = decision.state().procedure();
        var back = latest(decision);
        if (progress == null || back == null) {
            ReplyRules.complete(decision, resolution);
            return false;
        }
        decision.byAgent(new ProcedureLeft(progress.procedureId(), "completed"));
        if (back.reasonCode().equals(JUMP)) {
            decision.byAgent(new ProcedureResumed(back.procedure().procedureId()));
            return true;
        }
        resume(decision, back);
        return false;
    }

    private static void resume(Decision decision, PausedProcedure back) {
        decision.byAgent(new ProcedureResumed(back.procedure().procedureId()));
        if (Position.procedure(decision) == null) {
            HandOffRules.handOff(decision, ReasonCode.VERSION_MISSING);
        } else if (back.procedure().waitsForCustomer()) {
            QuestionRules.putAgain(decision);
        } else {
            ProcedureRules.run(decision);
        }
    }

    private static @Nullable PausedProcedure latest(Decision decision) {
        var paused = decision.state().paused();
        return paused.isEmpty() ? null : paused.getLast();
    }
}
