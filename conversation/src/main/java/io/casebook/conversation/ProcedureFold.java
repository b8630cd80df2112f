package io.casebook.conversation;

import io.casebook.vocabulary.PersonalText;
import io.casebook.vocabulary.event.ProcedureEntered;
import io.casebook.vocabulary.event.ProcedureLeft;
import io.casebook.vocabulary.event.ProcedurePaused;
import io.casebook.vocabulary.event.ProcedureStepTaken;
import io.casebook.vocabulary.event.SlotFilled;
import io.casebook.vocabulary.event.SlotsForgotten;
import io.casebook.vocabulary.state.ConversationState;
import io.casebook.vocabulary.state.PausedProcedure;
import io.casebook.vocabulary.state.ProcedureInProgress;
import io.casebook.vocabulary.state.UnansweredMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is known after a procedure began, moved on, or learnt a value. */
final class ProcedureFold {
    /** Kinds of steps that count as decisions of the turn. */
    private static final List<String> DECISIONS = List.of("call", "agent", "jump");

    /** Why a procedure stands still: it waits for the end of the one that it jumped to. */
    static final String JUMP = "jump";
    /** Why a procedure was left: the customer wanted another one. */
    static final String REPLACED = "replaced";

    private ProcedureFold() {}

    static ConversationState entered(ConversationState state, ProcedureEntered entered) {
        var before = state.procedure();
        var frame = new ProcedureInProgress(entered.procedureId(), entered.definition())
                .withStep(entered.step())
                .withSince(firstMessage(state));
        // A jump carries over what the procedure it came from has gathered and has not yet said.
        return state.withProcedure(
                before == null ? frame : withValuesOf(before, frame).withJumps(before.jumps() + 1));
    }

    private static ProcedureInProgress withValuesOf(ProcedureInProgress from, ProcedureInProgress to) {
        return to.withSlots(from.slots())
                .withResults(from.results())
                .withUnsent(from.unsent())
                .withClaims(from.claims())
                .withJumps(from.jumps())
                .withSince(from.since());
    }

    private static long firstMessage(ConversationState state) {
        var turn = States.answering(state);
        return turn == null
                ? 0
                : state.unanswered().stream()
                        .filter(message -> turn.messageIds().contains(message.messageId()))
                        .mapToLong(UnansweredMessage::sequence)
                        .min()
                        .orElse(0);
    }

    /** A procedure that waits for its own jump keeps its place; its values go with the one that it jumps to. */
    static ConversationState paused(ConversationState state, ProcedurePaused paused) {
        var procedure = state.procedure();
        if (procedure == null) {
            return state;
        }
        var jumps = paused.reasonCode().equals(JUMP);
        var kept = jumps
                ? new ProcedureInProgress(procedure.procedureId(), procedure.definition()).withStep(procedure.step())
                : procedure;
        return state.withPaused(Bounds.plus(
                        state.paused(), new PausedProcedure(kept, paused.reasonCode()), Bounds.PAUSED_PROCEDURES))
                .withProcedure(jumps ? procedure : null);
    }

    static ConversationState left(ConversationState state, ProcedureLeft left) {
        var ended = state.procedure();
        var paused = new ArrayList<>(state.paused());
        if (left.reasonCode().equals(REPLACED)) {
            // Those that wait for the end of their jump are parts of the job that is given up.
            while (!paused.isEmpty() && paused.getLast().reasonCode().equals(JUMP)) {
                paused.removeLast();
            }
        } else if (ended != null && !paused.isEmpty()) {
            var back = paused.removeLast();
            // Who jumped shares all values; who stood still for something else only says what is not yet said.
            paused.add(back.withProcedure(
                    back.reasonCode().equals(JUMP)
                            ? withValuesOf(ended, back.procedure())
                            : back.procedure().withUnsent(ended.unsent())));
        }
        return state.withProcedure(null).withPaused(paused);
    }

    static ConversationState resumed(ConversationState state) {
        var paused = state.paused();
        return paused.isEmpty()
                ? state
                : state.withPaused(paused.subList(0, paused.size() - 1))
                        .withProcedure(paused.getLast()
                                .procedure()
                                .withWaitsForCustomer(false)
                                .withMisunderstood(0));
    }

    static ConversationState forgotten(ConversationState state, SlotsForgotten forgotten) {
        var procedure = state.procedure();
        if (procedure == null) {
            return state;
        }
        var slots = new LinkedHashMap<>(procedure.slots());
        forgotten.slots().forEach(slots::remove);
        var results = new LinkedHashMap<>(procedure.results());
        forgotten.results().forEach(results::remove);
        // What the customer takes back must not be filled in again from what they said before.
        var next = procedure.withSlots(slots).withResults(results).withSince(0);
        return state.withProcedure(
                forgotten.backTo() == null
                        ? next
                        : next.withStep(forgotten.backTo())
                                .withWaitsForCustomer(false)
                                .withMisunderstood(0)
                                .withOutcomes(Map.of()));
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
        var slots = with(procedure.slots(), filled.slot(), Bounds.cut(filled.value(), Bounds.ENTRY_CHARACTERS));
        return state.withProcedure(
                procedure.withSlots(slots).withMisunderstood(0).withWaitsForCustomer(false));
    }

    /** The values with one more; where there is no room, the first other one by name goes. */
    static Map<String, PersonalText> with(Map<String, PersonalText> values, String name, PersonalText value) {
        var more = new LinkedHashMap<>(values);
        more.put(name, value);
        if (more.size() > Bounds.PROCEDURE_VALUES) {
            more.keySet().stream()
                    .filter(other -> !other.equals(name))
                    .min(String::compareTo)
                    .ifPresent(more::remove);
        }
        return more;
    }
}
