package io.casebook.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.Procedure;
import io.casebook.conversation.definition.Step;
import io.casebook.conversation.definition.Template;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.ProposedToolCall;
import io.casebook.vocabulary.event.*;
import io.casebook.vocabulary.llm.CompletionAnswer;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the log says of how an agent means to go on, and of how it goes on when something failed. */
class PlanTest {
    private static CompletionAnswer plan(String text) {
        return Story.answer().withPlan(Personal.text(text));
    }

    private static CompletionAnswer plan(String text, String tool, String arguments) {
        return plan(text).withToolCalls(List.of(new ProposedToolCall("a", tool, Personal.text(arguments))));
    }

    private static Story asked() {
        return Story.with(Agents.modelled()).customerSays("m1", "Where is it?");
    }

    private static PlanMade made(Story story) {
        return Objects.requireNonNull(story.latest(PlanMade.class));
    }

    private static RecoveryChosen recovery(Story story) {
        return Objects.requireNonNull(story.latest(RecoveryChosen.class));
    }

    @Nested
    class A_plan {
        @Test
        void is_on_record_and_the_model_goes_on_with_it() {
            var story = asked().modelAnswers(plan("1. look up 2. tell"))
                    .happens(CompletionReceived.class, PlanMade.class, CompletionRequested.class);
            assertThat(made(story)).isEqualTo(new PlanMade(Personal.text("1. look up 2. tell"), 1, null));
            var event = story.latest().getLast();
            var request = Requests.completion(
                    story.state(), Agents.modelled(), event, (CompletionRequested) event.payload(), List.of());
            assertThat(Personal.plain(Objects.requireNonNull(request.plan()))).isEqualTo("1. look up 2. tell");
            story.keepsItsPromises();
        }

        @Test
        void may_come_with_its_first_action() {
            asked().modelAnswers(plan("1. look up 2. tell", "get_order", "{}"))
                    .happens(CompletionReceived.class, PlanMade.class, ToolCallRequested.class)
                    .keepsItsPromises();
        }

        @Test
        void is_revised_when_a_result_contradicts_it() {
            var story = asked().modelAnswers(plan("1. look up 2. tell", "get_order", "{}"))
                    .toolFails("not_found")
                    .modelAnswers(plan("Ask for the number"));
            assertThat(made(story))
                    .isEqualTo(new PlanMade(Personal.text("Ask for the number"), 2, "get_order: not_found"));
            var third = story.modelAnswers(plan("Look for another", "get_order", "{\"n\":2}"))
                    .toolReturns("{}")
                    .modelAnswers(plan("Tell"));
            assertThat(made(third)).isEqualTo(new PlanMade(Personal.text("Tell"), 4, "get_order: succeeded"));
            third.keepsItsPromises();
        }

        @Test
        void that_is_the_same_again_is_nothing_new() {
            asked().modelAnswers(plan("Look up", "get_order", "{}"))
                    .toolReturns("{}")
                    .modelAnswers(plan("Look up"))
                    .happens(CompletionReceived.class, CompletionRequested.class);
        }

        @Test
        void without_action_does_not_go_on_for_ever() {
            var story = asked();
            for (var n = 0; n < 10; n++) {
                story.modelAnswers(plan("Plan " + n));
            }
            story.handsOffBecauseOf(ReasonCode.STEP_LIMIT).keepsItsPromises();
            assertThat(Personal.plain(Objects.requireNonNull(story.latest(HandedOff.class))
                            .summary()))
                    .contains("The agent's plan: Plan 9");
        }

        @Test
        void stays_bounded_in_the_state() {
            var story = asked().modelAnswers(plan("x".repeat(100_000), "get_order", "{}"));
            var kept = Objects.requireNonNull(
                    Objects.requireNonNull(States.answering(story.state())).plan());
            assertThat(Personal.plain(kept.plan())).hasSizeLessThanOrEqualTo(Bounds.PLAN_CHARACTERS + 1);
        }

        @Test
        void of_a_turn_ends_with_it() {
            var story = asked().modelAnswers(plan("Look up", "get_order", "{}"))
                    .toolReturns("{}")
                    .modelSays("big", "It is on its way.", 0.9)
                    .customerSays("m2", "And the other one?")
                    .modelAnswers(plan("Look up", "get_order", "{}"));
            assertThat(made(story).revision()).isEqualTo(1);
        }
    }

    @Nested
    class After_a_failure_the_agent {
        private Story failed() {
            return asked().modelProposes("get_order", "{}").toolFails("unavailable");
        }

        @Test
        void tries_again() {
            var story = failed().modelProposes("get_order", "{}");
            assertThat(recovery(story)).isEqualTo(new RecoveryChosen("retry", "get_order: unavailable"));
            story.happens(CompletionReceived.class, RecoveryChosen.class, ToolCallRequested.class);
        }

        @Test
        void takes_another_tool() {
            assertThat(recovery(failed().modelProposes("refund_order", "{\"amount\":5}")))
                    .isEqualTo(new RecoveryChosen("another_tool", "get_order: unavailable"));
        }

        @Test
        void asks() {
            assertThat(recovery(failed().modelSays("big", "Which order is it?", 0.9)))
                    .isEqualTo(new RecoveryChosen("question", "get_order: unavailable"));
        }

        @Test
        void answers_less() {
            assertThat(recovery(failed().modelSays("big", "I cannot see your order now.", 0.9)))
                    .isEqualTo(new RecoveryChosen("smaller_answer", "get_order: unavailable"));
        }

        @Test
        void hands_off() {
            var story = failed().modelProposes("hand_off", "{}");
            assertThat(recovery(story)).isEqualTo(new RecoveryChosen("hand_off", "get_order: unavailable"));
            story.handsOffBecauseOf(ReasonCode.MODEL_REQUESTED).keepsItsPromises();
        }

        @Test
        void that_was_refused_a_tool_recovers_from_that_too() {
            assertThat(recovery(asked().modelProposes("launch_rocket", "{}").modelProposes("get_order", "{}")))
                    .isEqualTo(new RecoveryChosen("another_tool", "launch_rocket: not_allowed"));
        }

        @Test
        void recovers_once_for_all_that_failed() {
            var story = asked().modelAnswers(Story.answer()
                            .withToolCalls(List.of(
                                    new ProposedToolCall("a", "get_order", Personal.text("{\"n\":1}")),
                                    new ProposedToolCall("b", "get_order", Personal.text("{\"n\":2}")))))
                    .toolFails("not_found")
                    .toolFails("timeout")
                    .modelSays("big", "I could not find them.", 0.9);
            assertThat(recovery(story).reason()).isEqualTo("get_order: not_found, get_order: timeout");
        }

        @Test
        void whose_procedure_knows_what_to_do_does_that() {
            var procedure = Procedure.ofSteps(
                    "order_status",
                    "The customer wants to know where an order is.",
                    List.of(new Step.Call(
                            "get_order",
                            Agents.arguments(facts -> "{}"),
                            "order",
                            List.of(new Step.Say(Template.fixed("I cannot see it."))))));
            var story = Story.with(Jobs.agent(procedure))
                    .customerSays("m1", "Where is it?")
                    .searchFinds(0)
                    .modelClassifies("order_status", 0.95)
                    .toolFails("unavailable");
            assertThat(recovery(story)).isEqualTo(new RecoveryChosen("on_error", "get_order: unavailable"));
            story.replies("I cannot see it.").keepsItsPromises();
        }

        @Test
        void says_nothing_of_recovery_where_all_went_well() {
            asked().modelProposes("get_order", "{}")
                    .toolReturns("{}")
                    .modelProposes("hand_off", "{}")
                    .happensNot(RecoveryChosen.class);
        }
    }
}
