package io.casebook.platform.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casebook.conversation.definition.ArgumentsTemplate;
import io.casebook.conversation.definition.Branch;
import io.casebook.conversation.definition.Condition;
import io.casebook.conversation.definition.Procedure;
import io.casebook.conversation.definition.Step;
import io.casebook.conversation.definition.StepPath;
import io.casebook.conversation.definition.Template;
import io.casebook.conversation.definition.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepNavigationTest {

    private static final Condition ANY = Condition.of("true", facts -> Verdict.of(true));

    @RepeatedTest(20)
    void walking_a_straight_procedure_visits_each_step_exactly_once(RepetitionInfo repetition) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < repetition.getCurrentRepetition(); i++) {
            steps.add(say(i));
        }
        Procedure procedure = Procedure.ofSteps("p", "always", steps);

        List<Step> visited = new ArrayList<>();
        for (StepPath at = procedure.first(); at != null; at = procedure.after(at)) {
            visited.add(step(procedure, at));
        }

        assertThat(visited).isEqualTo(steps);
    }

    /** Every way through any procedure goes forward in document order and comes to an end. */
    @RepeatedTest(200)
    void every_way_goes_forward_and_ends(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Procedure procedure = Procedure.ofSteps("p", "always", steps(random, 3));
        List<StepPath> order = procedure.paths();

        Set<StepPath> reached = new HashSet<>();
        for (int way = 0; way < 200; way++) {
            int last = -1;
            for (StepPath at = procedure.first(); at != null; at = next(procedure, at, random)) {
                assertThat(order.indexOf(at)).as(at.text()).isGreaterThan(last);
                last = order.indexOf(at);
                reached.add(at);
            }
        }

        assertThat(reached)
                .allSatisfy(path -> assertThat(StepPath.of(path.text())).isEqualTo(path));
    }

    @Test
    void the_end_of_a_branch_leads_to_what_follows_the_step_around_it() {
        Procedure procedure = Procedure.ofSteps(
                "p",
                "always",
                List.of(
                        new Step.If(ANY, List.of(new Step.If(ANY, List.of(say(1)), List.of())), List.of(say(2))),
                        say(3)));

        assertThat(procedure.after(StepPath.of("0.then.0.then.0"))).isEqualTo(StepPath.of("1"));
        assertThat(procedure.enter(StepPath.of("0.then.0"), Branch.ELSE)).isEqualTo(StepPath.of("1"));
        assertThat(procedure.enter(StepPath.of("0"), Branch.ELSE)).isEqualTo(StepPath.of("0.else.0"));
        assertThat(procedure.after(StepPath.of("1"))).isNull();
        assertThat(procedure.step(StepPath.of("0.on_error.0"))).isNull();
        assertThat(procedure.step(StepPath.of("7"))).isNull();
    }

    @Test
    void a_procedure_in_prose_has_no_steps() {
        assertThat(Procedure.ofProse("p", "always", List.of(), "Do it.").first())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1.", "1.then", "1.than.0", "-1", "1.then.x", "1..0", "99999999999"})
    void what_is_no_path_is_refused(String text) {
        assertThatThrownBy(() -> StepPath.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static @Nullable StepPath next(Procedure procedure, StepPath at, Random random) {
        Step step = step(procedure, at);
        Branch[] branches = Branch.values();
        return switch (step) {
            case Step.If choice -> procedure.enter(at, branches[random.nextInt(2)]);
            case Step.Call call when random.nextBoolean() -> procedure.enter(at, Branch.ON_ERROR);
            default -> step.ends() ? null : procedure.after(at);
        };
    }

    private static Step step(Procedure procedure, StepPath at) {
        Step step = procedure.step(at);
        if (step == null) {
            throw new AssertionError("nothing at " + at);
        }
        return step;
    }

    private static List<Step> steps(Random random, int depth) {
        List<Step> steps = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            steps.add(
                    switch (depth == 0 ? 3 : random.nextInt(4)) {
                        case 0 -> new Step.If(ANY, steps(random, depth - 1), List.of());
                        case 1 -> new Step.If(ANY, steps(random, depth - 1), steps(random, depth - 1));
                        case 2 -> new Step.Call("t", ArgumentsTemplate.fixed("{}"), "r", steps(random, depth - 1));
                        default -> random.nextInt(8) == 0 ? new Step.Finish(Step.Finish.OPEN) : say(i);
                    });
        }
        return steps;
    }

    private static Step say(int number) {
        return new Step.Say(Template.fixed("step " + number));
    }
}
