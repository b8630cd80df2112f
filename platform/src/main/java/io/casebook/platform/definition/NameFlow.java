package io.casebook.platform.definition;

import io.casebook.conversation.definition.Branch;
import io.casebook.conversation.definition.Step;
import io.casebook.conversation.definition.StepPath;
import io.casebook.platform.definition.expression.Reference;
import io.casebook.platform.definition.expression.Scope;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Follows a procedure along every way through it: a step that no way reaches is an error; a value that is used where
 * some way has not filled it yet is a warning, since it may be known from an earlier message.
 */
final class NameFlow {

    private final ReadProcedure procedure;
    private final BorrowedNames names;
    private final Problems.InFile problems;

    private NameFlow(ReadProcedure procedure, BorrowedNames names, Problems.InFile problems) {
        this.procedure = procedure;
        this.names = names;
        this.problems = problems;
    }

    static void check(ReadProcedure procedure, BorrowedNames names, Problems all) {
        new NameFlow(procedure, names, all.in(procedure.file()))
                .walk(procedure.procedure().steps(), StepPath::top, Set.of());
    }

    /** The names that are filled after the steps; null where nothing comes after them. */
    private @Nullable Set<String> walk(List<Step> steps, Function<Integer, StepPath> path, Set<String> before) {
        Set<String> filled = before;
        for (int i = 0; i < steps.size(); i++) {
            StepPath here = path.apply(i);
            uses(here, filled);
            Set<String> after = after(steps.get(i), here, filled);
            if (after == null) {
                if (i + 1 < steps.size()) {
                    problems.error(
                            procedure.line(path.apply(i + 1)),
                            "no way leads to this step",
                            "every way before it ends with handoff, finish or jump");
                }
                return null;
            }
            filled = after;
        }
        return filled;
    }

    private void uses(StepPath here, Set<String> filled) {
        StepNote note = procedure.notes().get(here);
        if (note == null) {
            return;
        }
        note.references().stream()
                .filter(reference -> !reference.guarded() && !filled.contains(reference.name()))
                .filter(reference -> !Scope.RESERVED.contains(reference.path().getFirst()) || own(reference))
                .map(Reference::name)
                .distinct()
                .forEach(name -> problems.warning(
                        note.line(),
                        name + " may not be filled yet when this step uses it",
                        "fill it on every way that leads here"));
    }

    /** True for {@code slots.x} and {@code results.x}, which name what a step of the procedure fills. */
    private static boolean own(Reference reference) {
        return reference.path().size() > 1
                && (reference.path().getFirst().equals("slots")
                        || reference.path().getFirst().equals("results"));
    }

    private @Nullable Set<String> after(Step step, StepPath here, Set<String> filled) {
        return switch (step) {
            case Step.Ask ask -> plus(filled, ask.slot());
            case Step.Confirm confirm -> plus(filled, confirm.slot());
            case Step.Call call -> {
                Set<String> done = plus(filled, call.as());
                yield call.onError() == null
                        ? done
                        : common(done, walk(call.onError(), i -> here.child(Branch.ON_ERROR, i), filled));
            }
            case Step.If choice ->
                common(
                        walk(choice.then(), i -> here.child(Branch.THEN, i), filled),
                        walk(choice.otherwise(), i -> here.child(Branch.ELSE, i), filled));
            case Step.Say say -> filled;
            case Step.Agent agent -> filled;
            case Step.HandOff handOff -> null;
            case Step.Finish finish -> null;
            case Step.Jump jump -> jump.returns() ? plus(filled, names.filledBy(jump.procedure())) : null;
        };
    }

    private static Set<String> plus(Set<String> names, String name) {
        return plus(names, Set.of(name));
    }

    private static Set<String> plus(Set<String> names, Set<String> others) {
        Set<String> more = new HashSet<>(names);
        more.addAll(others);
        return more;
    }

    /** What is filled whichever of two ways was taken; a way that ends does not count. */
    private static @Nullable Set<String> common(@Nullable Set<String> one, @Nullable Set<String> other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        Set<String> both = new HashSet<>(one);
        both.retainAll(other);
        return both;
    }
}
