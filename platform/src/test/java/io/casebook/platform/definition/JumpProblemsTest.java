package io.casebook.platform.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.OnDigression;
import io.casebook.conversation.definition.Step;
import io.casebook.conversation.definition.StepPath;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the compiler makes of procedures that jump, stand still and confirm values. */
class JumpProblemsTest {
    private static final String FIRST = "procedures/first.md";
    private static final String SECOND = "procedures/second.md";

    private static SmallAgent agent(String first, String second) {
        return SmallAgent.whole().with(FIRST, procedure(first)).with(SECOND, procedure(second));
    }

    private static String procedure(String rest) {
        return "---\nwhen: now and then\nexamples: [\"x%d\"]\n%s---\n".formatted(rest.hashCode(), rest);
    }

    private static void refused(SmallAgent agent, String said) {
        assertThat(agent.compile()).isInstanceOf(Compilation.Refused.class);
        said(agent, said);
    }

    private static void said(SmallAgent agent, String said) {
        assertThat(agent.problems())
                .extracting(Problem::toString)
                .anySatisfy(problem -> assertThat(problem).startsWith(said));
    }

    @Test
    void a_jump_that_returns_brings_names_along() {
        var definition = agent("""
                on_digression: resume
                steps:
                  - jump: {procedure: second, return: on}
                  - say: {en: "Yours is {size}.", de: "Ihre ist {size}."}
                """, """
                steps:
                  - ask: {slot: size, text: {en: "Which size?", de: "Welche?"}, pattern: "\\\\d+"}
                  - confirm: {slot: sure, text: {en: "{size}?", de: "{size}?"}, of: size}
                """);
        assertThat(definition.problems()).isEmpty();
        var first = definition.definition().procedure("first");
        assertThat(first).isNotNull();
        assertThat(first.onDigression()).isEqualTo(OnDigression.RESUME);
        assertThat(first.step(StepPath.top(0))).isEqualTo(new Step.Jump("second", true));
        var second = definition.definition().procedure("second");
        assertThat(second).isNotNull();
        assertThat(second.step(StepPath.top(1)))
                .isInstanceOfSatisfying(
                        Step.Confirm.class, confirm -> assertThat(confirm.of()).isEqualTo("size"));
    }

    @Test
    void a_jump_without_return_brings_no_names_along() {
        refused(
                agent("steps:\n  - say: \"Yours is {size}.\"\n  - jump: second\n", "steps:\n  - say: Well\n"),
                FIRST + ":5: error: nothing fills size");
    }

    @Test
    void jumps_in_a_circle_on_which_nothing_waits_are_found() {
        refused(
                agent(
                        "steps:\n  - say: One\n  - jump: second\n",
                        "steps:\n  - if: {when: \"channel == 'web'\", then: [{jump: first}]}\n  - finish: open\n"),
                FIRST + ":6: error: jumps lead from here back to here");
        refused(
                agent("steps:\n  - ask: {slot: size, text: Which}\n  - jump: first\n", "steps:\n  - say: Well\n"),
                FIRST + ":6: error: jumps lead from here back to here");
    }

    @Test
    void jumps_in_a_circle_that_ask_for_a_yes_are_a_menu() {
        var menu = agent(
                "steps:\n  - confirm: {slot: more, text: {en: More, de: Mehr}}\n  - jump: {procedure: second}\n",
                "steps:\n  - say: {en: Well, de: Gut}\n  - jump: first\n");
        assertThat(menu.problems()).isEmpty();
        var comesBackFromAQuestion = agent(
                "steps:\n  - jump: {procedure: second, return: on}\n  - jump: first\n",
                "steps:\n  - confirm: {slot: more, text: {en: More, de: Mehr}}\n");
        assertThat(comesBackFromAQuestion.problems()).isEmpty();
    }

    @Test
    void a_procedure_in_plain_language_never_returns() {
        refused(
                agent(
                        "steps:\n  - jump: {procedure: returns, return: on}\n  - finish: open\n",
                        "steps:\n  - say: Well\n"),
                FIRST + ":5: error: the procedure returns is in plain language");
    }

    @Test
    void one_slot_for_the_yes_of_two_procedures_is_a_warning() {
        said(
                agent(
                        "steps:\n  - confirm: {slot: sure, text: Sure}\n  - jump: {procedure: second, return: on}\n",
                        "steps:\n  - confirm: {slot: sure, text: Really}\n"),
                FIRST + ":6: warning: both procedures confirm sure");
    }

    @Test
    void what_is_wrong_is_said_with_its_line() {
        var fine = "steps:\n  - say: Well\n";
        refused(agent("steps:\n  - jump: [a]\n", fine), FIRST + ":5: error: jump must name a procedure");
        refused(agent("steps:\n  - jump: {return: on}\n", fine), FIRST + ":5: error: procedure is missing");
        refused(
                agent("steps:\n  - jump: {procedure: second, returns: on}\n", fine),
                FIRST + ":5: error: unknown key returns");
        refused(
                agent("steps:\n  - jump: {procedure: secund}\n", fine),
                FIRST + ":5: error: no procedure is called secund (did you mean second?)");
        refused(
                agent("steps:\n  - confirm: {slot: sure, text: Sure, of: size}\n", fine),
                FIRST + ":5: error: no ask with a pattern fills size");
        refused(
                agent("on_digression: stay\n" + fine, fine),
                FIRST + ":4: error: on_digression must be resume or leave");
    }

    @Test
    void a_broken_front_matter_is_told_once() {
        var broken = new SmallAgent(Map.of("agent.yaml", "id: a\nlanguages: en\n", FIRST, "---\nsteps: [\n---\n"));
        assertThat(broken.problems()).hasSize(1);
    }
}
