package io.casebook.platform.definition;

import io.casebook.conversation.definition.Branch;
import io.casebook.conversation.definition.Procedure;
import io.casebook.conversation.definition.Step;
import io.casebook.conversation.definition.StepPath;
import io.casebook.platform.definition.expression.Spelling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where procedures jump to: the target must be there; a jump that returns needs a target that ends; and jumps in a circle must
 * wait for a yes or no, a tool or a model on their way round, or no turn could ever get out of it.
 */
final class JumpGraph {

    private final Map<String, ReadProcedure> procedures;
    private final Problems problems;

    private JumpGraph(Map<String, ReadProcedure> procedures, Problems problems) {
        this.procedures = procedures;
        this.problems = problems;
    }

    static void check(Map<String, ReadProcedure> procedures, Problems problems) {
        JumpGraph graph = new JumpGraph(procedures, problems);
        procedures.values().forEach(graph::check);
    }

    private void check(ReadProcedure from) {
        Problems.InFile file = problems.in(from.file());
        for (StepPath path : from.procedure().paths()) {
            switch (from.procedure().step(path)) {
                case Step.Jump jump -> jump(from, path, jump, file);
                case Step.Confirm confirm when confirm.of() != null -> confirmed(from, path, confirm.of(), file);
                case null, default -> {}
            }
        }
    }

    private void jump(ReadProcedure from, StepPath path, Step.Jump jump, Problems.InFile file) {
        ReadProcedure to = procedures.get(jump.procedure());
        if (to == null) {
            file.error(
                    from.line(path),
                    "no procedure is called " + jump.procedure(),
                    Spelling.hint(jump.procedure(), procedures.keySet()));
            return;
        }
        if (jump.returns() && to.procedure().isProse()) {
            file.error(
                    from.line(path),
                    "the procedure " + jump.procedure() + " is in plain language and never returns",
                    "jump without return, or write it as steps");
        }
        Set<String> asked = confirmations(from.procedure());
        asked.retainAll(confirmations(to.procedure()));
        if (jump.returns() && !asked.isEmpty()) {
            file.warning(
                    from.line(path),
                    "both procedures confirm " + String.join(", ", asked),
                    "the answer of the other one counts after the return; give one of them another slot");
        }
        if (firstOf(from, path) && comesBack(jump.procedure(), from.procedure().id(), new HashSet<>())) {
            file.error(
                    from.line(path),
                    "jumps lead from here back to here, and nothing on the way waits for anybody",
                    "confirm something on the way round, or end the procedure; a value that was asked for once is known the next time");
        }
    }

    private static void confirmed(ReadProcedure from, StepPath path, String slot, Problems.InFile file) {
        boolean recognised = from.procedure().paths().stream()
                .anyMatch(other -> from.procedure().step(other) instanceof Step.Ask ask
                        && ask.slot().equals(slot)
                        && ask.pattern() != null);
        if (!recognised) {
            file.error(
                    from.line(path),
                    "no ask with a pattern fills " + slot + ", so that another value could not be recognised",
                    "name the slot of an ask with a pattern, or leave of: away");
        }
    }

    private static Set<String> confirmations(Procedure procedure) {
        Set<String> slots = new TreeSet<>();
        for (StepPath path : procedure.paths()) {
            if (procedure.step(path) instanceof Step.Confirm confirm) {
                slots.add(confirm.slot());
            }
        }
        return slots;
    }

    /** True where a procedure can be gone through, from its first step over jumps, to another without waiting. */
    private boolean comesBack(String id, String home, Set<String> seen) {
        if (id.equals(home)) {
            return true;
        }
        ReadProcedure here = procedures.get(id);
        if (here == null || !seen.add(id)) {
            return false;
        }
        for (StepPath path : here.procedure().paths()) {
            if (here.procedure().step(path) instanceof Step.Jump jump
                    && firstOf(here, path)
                    && comesBack(jump.procedure(), home, seen)) {
                return true;
            }
        }
        return false;
    }

    /** True where some way leads from the first step of the procedure to this one without waiting. */
    private boolean firstOf(ReadProcedure in, StepPath path) {
        for (StepPath before : onTheWay(path)) {
            if (waits(in.procedure().step(before), new HashSet<>())) {
                return false;
            }
        }
        return true;
    }

    /** The steps that surely come before a step: its elder siblings, and those of each step around it. */
    private static List<StepPath> onTheWay(StepPath path) {
        List<StepPath> before = new ArrayList<>();
        StepPath at = path;
        while (at != null) {
            for (int i = 0; i < at.index(); i++) {
                before.add(new StepPath(at.fork(), i));
            }
            StepPath.Fork fork = at.fork();
            if (fork != null && fork.branch() == Branch.ON_ERROR) {
                before.add(fork.step());
            }
            at = fork == null ? null : fork.step();
        }
        return before;
    }

    /** An ask does not count: on the second round its value is known. A yes or no is asked for anew. */
    private boolean waits(@Nullable Step step, Set<String> seen) {
        return switch (step) {
            case Step.Confirm ignored -> true;
            case Step.Call ignored -> true;
            case Step.Agent ignored -> true;
            case Step.If choice -> waits(choice.then(), seen) && waits(choice.otherwise(), seen);
            case Step.Jump jump -> {
                ReadProcedure to = procedures.get(jump.procedure());
                yield jump.returns()
                        && to != null
                        && seen.add(jump.procedure())
                        && waits(to.procedure().steps(), seen);
            }
            case null, default -> false;
        };
    }

    private boolean waits(List<Step> steps, Set<String> seen) {
        return steps.stream().anyMatch(step -> waits(step, seen));
    }
}
