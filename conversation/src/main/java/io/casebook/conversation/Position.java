package io.casebook.conversation;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.Procedure;
import io.casebook.conversation.definition.Step;
import io.casebook.conversation.definition.StepPath;
import io.casebook.vocabulary.state.ProcedureInProgress;
import org.jspecify.annotations.Nullable;

/**
 * Where a procedure of steps stands.
 *
 * @param progress what is known of it
 * @param procedure what it says, in the version that it began with
 * @param path the step to take next
 * @param step that step
 */
record Position(ProcedureInProgress progress, Procedure procedure, StepPath path, Step step) {
    /** Stands for the one step of a procedure in prose. */
    static final String PROSE = "prose";

    /** Null where no procedure is in progress, where it has come to its end, and where its version vanished. */
    static @Nullable Position of(Decision decision) {
        var progress = decision.state().procedure();
        var procedure = procedure(decision);
        if (progress == null || procedure == null) {
            return null;
        }
        var path = path(progress);
        var step = path == null ? null : procedure.step(path);
        return path == null || step == null ? null : new Position(progress, procedure, path, step);
    }

    /** The step that waits for the customer's answer; null where none does. */
    static @Nullable Position waiting(Decision decision) {
        var position = of(decision);
        return position != null && position.progress().waitsForCustomer() ? position : null;
    }

    /** The procedure in progress, in the version that it began with; null where there is none or it vanished. */
    static @Nullable Procedure procedure(Decision decision) {
        var progress = decision.state().procedure();
        var definition = progress == null ? null : version(decision, progress);
        return progress == null || definition == null ? null : definition.procedure(progress.procedureId());
    }

    /** The version that a procedure began with; null where it is not to be had any more. */
    static @Nullable AgentDefinition version(Decision decision, ProcedureInProgress progress) {
        return decision.definitions().version(progress.definition());
    }

    static boolean isProse(Decision decision) {
        var procedure = procedure(decision);
        return procedure != null && procedure.isProse();
    }

    /** The same procedure at another of its steps; null where it has no such step. */
    @Nullable
    Position at(StepPath other) {
        var there = procedure.step(other);
        return there == null ? null : new Position(progress, procedure, other, there);
    }

    /** The step that follows; null at the end. */
    @Nullable
    StepPath after() {
        return procedure.after(path);
    }

    /** True when the slot has a value. */
    boolean knows(String slot) {
        return progress.slots().containsKey(slot);
    }

    private static @Nullable StepPath path(ProcedureInProgress progress) {
        var step = progress.step();
        return step == null || step.equals(PROSE) ? null : StepPath.of(step);
    }
}
