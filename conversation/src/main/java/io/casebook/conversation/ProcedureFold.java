package io.casebook.conversation;

import io.casebook.vocabulary.event.ProcedureEntered;
import io.casebook.vocabulary.event.ProcedureStepTaken;
import io.casebook.vocabulary.event.SlotFilled;
import io.casebook.vocabulary.state.ConversationState;
import io.casebook.vocabulary.state.ProcedureInProgress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is known after a procedure began, moved on, or learnt a value. */
final class ProcedureFold {
    /** Kinds of steps that count as decisions of the turn. */
    private static final List<String> DECISIONS = List.of("call", "agent", "jump");

    private ProcedureFold() {}

    static ConversationState entered(ConversationState state, ProcedureEntered entered) {
        var before = state.procedure();
        var frame = new ProcedureInProgress(entered.procedureId(), entered.definition()).withStep(entered.step());
        // A jump carries over what the procedure it came from has gathered and has not yet said.
        return state.withProcedure(
                before == null
                        ? frame
                        : frame.withSlots(before.slots())
                                .withResults(before.results())
                                .withUnsent(before.unsent())
                                .withClaims(before.claims()));
    }

    static ConversationState step(ConversationState state, ProcedureStepTaken taken) {
        var procedure = state.procedure();
        if (procedure == null) {
            return state;
        }
        var outcomes = new HashMap<>(procedure.outcomes());
        outcomes.remove(taken.step());
        var unsent = new ArrayList<>(procedure.unsent());
        var say = taken.say();
        if (say != null) {
            unsent.add(say);
        }
        var asksAgain = taken.waitsForCustomer() && procedure.waitsForCustomer();
        var next = state.withProcedure(procedure
                .withStep(taken.nextStep())
                .withWaitsForCustomer(taken.waitsForCustomer())
                .withMisunderstood(asksAgain ? procedure.misunderstood() + 1 : 0)
                .withOutcomes(outcomes)
                .withUnsent(unsent));
        return DECISIONS.contains(taken.kind()) ? TurnFold.turn(next, turn -> turn.withSteps(turn.steps() + 1)) : next;
    }

    static ConversationState slot(ConversationState state, SlotFilled filled) {
        var procedure = state.procedure();
        if (procedure == null) {
            return state;
        }
        Map<String, io.casebook.vocabulary.PersonalText> slots = new LinkedHashMap<>(procedure.slots());
        slots.put(filled.slot(), filled.value());
        return state.withProcedure(
                procedure.withSlots(slots).withMisunderstood(0).withWaitsForCustomer(false));
    }
}
