package io.casebook.conversation;

import io.casebook.conversation.definition.Branch;
import io.casebook.conversation.definition.ModelRole;
import io.casebook.conversation.definition.Step;
import io.casebook.conversation.definition.StepPath;
import io.casebook.conversation.definition.Verdict;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.event.PolicyTriggered;
import io.casebook.vocabulary.event.ProcedureStepTaken;
import io.casebook.vocabulary.event.ReplyDrafted;
import io.casebook.vocabulary.state.RequestKind;
import org.jspecify.annotations.Nullable;

/** How a procedure is worked off, step by step, until it waits for somebody or ends. */
final class ProcedureRules {
    /** Steps of one decision, against procedures that go in circles; far more than any procedure has. */
    private static final int STEPS_OF_A_DECISION = 200;

    private ProcedureRules() {}

    /** Works the procedure off from where it stands. */
    static void run(Decision decision) {
        for (var taken = 0; taken < STEPS_OF_A_DECISION; taken++) {
            if (decision.state().procedure() == null) {
                return;
            }
            var procedure = Position.procedure(decision);
            if (procedure == null) {
                HandOffRules.handOff(decision, ReasonCode.VERSION_MISSING);
                return;
            }
            if (procedure.isProse()) {
                ReasonRules.ask(decision, null);
                return;
            }
            var position = Position.of(decision);
            var goesOn = position == null ? JumpRules.ended(decision, Step.Finish.OPEN) : take(decision, position);
            if (!goesOn) {
                return;
            }
        }
        HandOffRules.handOff(decision, ReasonCode.PROCEDURE_LOOP);
    }

    /** Takes one step; true when the next one can be taken at once. */
    private static boolean take(Decision decision, Position at) {
        return switch (at.step()) {
            case Step.Ask ask -> QuestionRules.ask(decision, at, ask);
            case Step.Confirm confirm -> QuestionRules.confirm(decision, at, confirm);
            case Step.Call call -> call(decision, at, call);
            case Step.If condition -> branch(decision, at, condition);
            case Step.Say say -> say(decision, at, say);
            case Step.Agent ignored -> agent(decision, at.path());
            case Step.HandOff handOff -> handOff(decision, at, handOff);
            case Step.Finish finish -> {
                taken(decision, at, null, null);
                yield JumpRules.ended(decision, finish.resolution());
            }
            case Step.Jump jump -> JumpRules.jump(decision, at, jump);
        };
    }

    private static boolean call(Decision decision, Position at, Step.Call call) {
        var outcome = at.progress().outcomes().get(at.path().text());
        if (outcome == null) {
            // An action that an overtaken turn began is waited for, never begun again.
            if (!actionInFlight(decision, at)) {
                ToolRules.callFromProcedure(decision, at.path().text(), call);
            }
            return false;
        }
        if (outcome.equals(WorkFold.SUCCEEDED)) {
            return taken(decision, at, at.after(), null);
        }
        if (call.onError() == null) {
            HandOffRules.handOff(decision, ReasonCode.TOOL_FAILED);
            return false;
        }
        PlanRules.goesOnWith(decision, PlanRules.ON_ERROR);
        return taken(decision, at, at.procedure().enter(at.path(), Branch.ON_ERROR), null);
    }

    private static boolean actionInFlight(Decision decision, Position at) {
        return decision.state().openRequests().stream()
                .anyMatch(open -> open.kind() == RequestKind.TOOL_WRITE
                        && at.path().text().equals(open.step())
                        && at.procedure().id().equals(open.procedureId()));
    }

    private static boolean branch(Decision decision, Position at, Step.If step) {
        return switch (step.when().test(FactsOf.conversation(decision))) {
            case Verdict.Holds ignored -> taken(decision, at, at.procedure().enter(at.path(), Branch.THEN), null);
            case Verdict.Fails ignored -> taken(decision, at, at.procedure().enter(at.path(), Branch.ELSE), null);
            case Verdict.Undecided undecided -> {
                decision.bySystem(
                        new PolicyTriggered("condition_undecided", step.when().source() + ": " + undecided.why()));
                HandOffRules.handOff(decision, ReasonCode.CONDITION_UNDECIDED);
                yield false;
            }
        };
    }

    private static boolean say(Decision decision, Position at, Step.Say say) {
        var text = ProcedureTexts.orHandOff(decision, say.text());
        return text != null && taken(decision, at, at.after(), text);
    }

    private static boolean agent(Decision decision, StepPath path) {
        if (decision.definition().models().generative(ModelRole.REASON)) {
            ReasonRules.ask(decision, path.text());
        } else {
            HandOffRules.handOff(decision, ReasonCode.NEEDS_GENERATIVE_MODEL);
        }
        return false;
    }

    /** The model's words for an agentic step. */
    static void agentSaid(Decision decision, String step, Written written) {
        var at = Position.of(decision);
        if (at == null || !at.path().text().equals(step)) {
            ReplyRules.answer(decision, written);
            return;
        }
        if (!ReplyRules.contributes(decision, written, step)) {
            return;
        }
        taken(decision, at, at.after(), written.text());
        run(decision);
    }

    /** The model's words for an agentic step, which a judge let pass. */
    static void contributed(Decision decision, String step, ReplyDrafted draft) {
        var at = Position.of(decision);
        if (at == null || !at.path().text().equals(step)) {
            ReplyRules.passed(decision, draft);
            return;
        }
        taken(decision, at, at.after(), Personal.plain(draft.text()));
        run(decision);
    }

    private static boolean handOff(Decision decision, Position at, Step.HandOff handOff) {
        var note = ProcedureTexts.orNothing(decision, handOff.note());
        taken(decision, at, null, null);
        var target = handOff.target() == null ? at.procedure().handOffTarget() : handOff.target();
        HandOffRules.handOff(decision, ReasonCode.PROCEDURE, target, note);
        return false;
    }

    static boolean taken(Decision decision, Position at, @Nullable StepPath next, @Nullable String say) {
        decision.byAgent(new ProcedureStepTaken(
                at.progress().procedureId(),
                at.path().text(),
                at.step().kind(),
                next == null ? null : next.text(),
                false,
                Personal.textOrNull(say)));
        return true;
    }
}
