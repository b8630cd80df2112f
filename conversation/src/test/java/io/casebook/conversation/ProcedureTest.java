package io.casebook.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.Condition;
import io.casebook.conversation.definition.OnDigression;
import io.casebook.conversation.definition.Step;
import io.casebook.conversation.definition.Template;
import io.casebook.conversation.definition.Verdict;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.event.*;
import io.casebook.vocabulary.state.RequestKind;
import io.casebook.vocabulary.tool.ToolSuccess;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ProcedureTest {
    private static Story begun(AgentDefinition agent, String procedure, String words) {
        return Story.with(agent).customerSays("m1", words).searchFinds(0).modelClassifies(procedure, 0.95);
    }

    private static Story wants(Story story, String messageId, String words, String procedure) {
        return story.customerSays(messageId, words).searchFinds(0).modelClassifies(procedure, 0.95);
    }

    @Nested
    class A_jump {
        private Story exchanging() {
            return begun(Jobs.tailor(), "exchange", "Exchange 1001");
        }

        @Test
        void comes_back_with_what_the_other_procedure_learnt() {
            exchanging()
                    .happensToo(ProcedurePaused.class, ProcedureEntered.class)
                    .replies("What is your post code?")
                    .customerSays("m2", "54321")
                    .happensToo(ProcedureLeft.class, ProcedureResumed.class)
                    .replies("Thank you.\n\nExchange order 1001 for 54321?")
                    .customerSays("m3", "yes")
                    .replies("It is exchanged.")
                    .keepsItsPromises();
        }

        @Test
        void leaves_nothing_behind_when_the_conversation_is_handed_off() {
            var story = exchanging().customerSays("m2", "I want a human");
            assertThat(story.state().paused()).isEmpty();
            assertThat(story.state().procedure()).isNull();
        }

        @Test
        void is_refused_where_the_other_procedure_requires_what_is_not_certain() {
            var gated = Jobs.agent(
                    Jobs.exchange(OnDigression.LEAVE),
                    Jobs.verify(Condition.of("identity.ok", facts -> new Verdict.Undecided("not attached"))));
            begun(gated, "exchange", "Exchange 1001")
                    .handsOffBecauseOf(ReasonCode.REQUIREMENT_FAILED)
                    .keepsItsPromises();
        }

        @Test
        void does_not_take_the_yes_that_another_procedure_was_given() {
            var asking = Jobs.procedure(
                    "first",
                    null,
                    OnDigression.LEAVE,
                    new Step.Confirm("sure", Template.fixed("Begin?"), null),
                    new Step.Jump("second", false));
            var doing = Jobs.procedure(
                    "second",
                    null,
                    OnDigression.LEAVE,
                    new Step.Confirm("sure", Template.fixed("Really do it?"), null),
                    new Step.Say(Template.fixed("Done.")));
            begun(Jobs.agent(asking, doing), "first", "Begin")
                    .customerSays("m2", "yes")
                    .happensToo(SlotsForgotten.class)
                    .replies("Really do it?");
        }

        @Test
        void in_a_circle_ends_with_the_steps_of_the_turn() {
            begun(Jobs.circle(), "one", "Round and round")
                    .handsOffBecauseOf(ReasonCode.STEP_LIMIT)
                    .keepsItsPromises();
        }

        @Test
        void that_goes_ever_deeper_is_stopped() {
            begun(Jobs.spiral(), "down", "Down")
                    .handsOffBecauseOf(ReasonCode.PROCEDURE_LOOP)
                    .keepsItsPromises();
        }

        @Test
        void in_a_circle_over_many_turns_is_stopped_too() {
            var story = begun(Jobs.menu(), "menu", "Menu");
            for (var i = 0; i < Bounds.JUMPS; i++) {
                story.customerSays("y" + i, "yes").replies("Once more?");
            }
            story.customerSays("last", "yes")
                    .handsOffBecauseOf(ReasonCode.PROCEDURE_LOOP)
                    .keepsItsPromises();
        }
    }

    @Nested
    class A_digression {
        @Test
        void to_another_procedure_comes_back_where_the_definition_says_so() {
            var story = begun(Jobs.tailor(), "exchange", "I want another size");
            wants(story, "m2", "Which size fits me?", "size_advice")
                    .happensToo(ProcedurePaused.class)
                    .replies("How long is your foot?")
                    .customerSays("m3", "42")
                    .happensToo(ProcedureResumed.class)
                    .replies("Then size 42 fits.\n\nWhich order is it?")
                    .customerSays("m4", "1001")
                    .replies("What is your post code?")
                    .keepsItsPromises();
        }

        @Test
        void to_another_procedure_leaves_the_first_one_by_default() {
            var agent = Jobs.agent(Jobs.exchange(OnDigression.LEAVE), Jobs.verify(null), Jobs.sizeAdvice());
            var story = begun(agent, "exchange", "I want another size");
            wants(story, "m2", "Which size fits me?", "size_advice")
                    .happensToo(ProcedureLeft.class)
                    .customerSays("m3", "42")
                    .replies("Then size 42 fits.");
            assertThat(story.state().procedure()).isNull();
        }

        @Test
        void out_of_a_jump_comes_back_to_the_whole_job() {
            var story = begun(Jobs.tailor(), "exchange", "Exchange 1001").replies("What is your post code?");
            wants(story, "m2", "Which size fits me?", "size_advice")
                    .customerSays("m3", "42")
                    .replies("Then size 42 fits.\n\nWhat is your post code?")
                    .customerSays("m4", "54321")
                    .replies("Thank you.\n\nExchange order 1001 for 54321?")
                    .keepsItsPromises();
        }

        @Test
        void back_to_the_procedure_that_stands_still_goes_on_with_it() {
            var story = begun(Jobs.tailor(), "exchange", "Exchange 1001");
            wants(story, "m2", "Which size fits me?", "size_advice");
            wants(story, "m3", "Let us go on with the exchange", "exchange")
                    .happensToo(ProcedureLeft.class, ProcedureResumed.class)
                    .happensNot(ProcedureEntered.class);
        }

        @Test
        void while_an_action_is_under_way_gives_its_outcome_to_the_procedure_that_began_it() {
            var resuming = Jobs.procedure(
                    "refund",
                    null,
                    OnDigression.RESUME,
                    new Step.Call("refund_order", Agents.arguments(facts -> "{\"amount\":5}"), "refund", null),
                    new Step.Say(Template.fixed("It is refunded.")));
            var story = begun(Jobs.agent(resuming, Jobs.sizeAdvice()), "refund", "Refund please");
            var refund = story.open(open -> open.kind() == RequestKind.TOOL_WRITE);
            wants(story, "m2", "Which size fits me?", "size_advice");
            story.when(story.toolAnswer(refund, new ToolSuccess(Personal.text("{}"))))
                    .happens(ToolCallSucceeded.class)
                    .customerSays("m3", "42")
                    .happensNot(ToolCallRequested.class)
                    .replies("Then size 42 fits.\n\nIt is refunded.")
                    .keepsItsPromises();
        }
    }

    @Nested
    class A_question {
        @Test
        void that_the_first_message_already_answered_is_not_put_two_turns_later() {
            begun(Jobs.cashier(), "refund", "Refund 50 please")
                    .replies("Which order is it?")
                    .customerSays("m2", "1001")
                    .toolReturns("{}")
                    .replies("Refund 50 for order 1001?")
                    .keepsItsPromises();
        }

        @Test
        void is_answered_by_what_was_said_last() {
            begun(Jobs.cashier(), "refund", "Refund 50 please")
                    .customerSays("m2", "1001, and make it 20")
                    .toolReturns("{}")
                    .replies("Refund 20 for order 1001?");
        }

        @Test
        void is_not_answered_by_what_was_said_before_the_procedure_began() {
            var tracked = begun(Jobs.careful(), "track", "Where is 1001?")
                    .customerSays("m2", "yes")
                    .replies("Order 1001 is on its way.");
            wants(tracked, "m3", "Where is my parcel?", "track").replies("Which order is it?");
        }
    }

    @Nested
    class A_correction {
        private Story aboutToRefund() {
            return begun(Jobs.cashier(), "refund", "Refund 50 for order 1001")
                    .toolReturns("{}")
                    .replies("Refund 50 for order 1001?");
        }

        @Test
        void of_an_earlier_answer_is_looked_up_and_confirmed_again() {
            aboutToRefund()
                    .customerSays("m2", "No, order 1002")
                    .happensToo(SlotsForgotten.class, SlotFilled.class, ToolCallRequested.class)
                    .toolReturns("{}")
                    .replies("Refund 50 for order 1002?")
                    .keepsItsPromises();
        }

        @Test
        void of_two_answers_at_once_counts_for_both() {
            aboutToRefund()
                    .customerSays("m2", "Sorry, I meant 20 for order 1002")
                    .toolReturns("{}")
                    .replies("Refund 20 for order 1002?");
        }

        @Test
        void that_leaves_a_doubt_is_none() {
            aboutToRefund().customerSays("m2", "No, 1002 or 1003").happensNot(SlotsForgotten.class);
        }

        @Test
        void is_not_read_into_an_ordinary_answer() {
            aboutToRefund()
                    .customerSays("m2", "yes, I have 3 children")
                    .happensNot(SlotsForgotten.class)
                    .happensToo(ToolCallRequested.class);
        }

        @Test
        void comes_too_late_once_something_is_done() {
            aboutToRefund()
                    .customerSays("m2", "yes")
                    .toolReturns("{}")
                    .replies("It is refunded. Anything else?")
                    .customerSays("m3", "No, order 1002")
                    .happensNot(SlotsForgotten.class, ToolCallRequested.class)
                    .keepsItsPromises();
        }

        @Test
        void of_the_value_that_is_read_back_needs_no_further_words() {
            begun(Jobs.careful(), "track", "Where is 1001?")
                    .replies("Order 1001?")
                    .customerSays("m2", "1002")
                    .replies("Order 1002?")
                    .customerSays("m3", "yes")
                    .replies("Order 1002 is on its way.");
        }

        @Test
        void without_the_right_value_is_asked_for_it() {
            begun(Jobs.careful(), "track", "Where is 1001?")
                    .customerSays("m2", "no")
                    .happensToo(SlotsForgotten.class)
                    .replies("Which order is it?")
                    .customerSays("m3", "1002")
                    .replies("Order 1002?");
        }
    }

    @Nested
    class A_new_version {
        private final AgentDefinition next = Jobs.cashier().toBuilder()
                .version("ba9876543210")
                .procedures(java.util.Map.of())
                .tools(java.util.Map.of())
                .build();

        @Test
        void does_not_change_a_procedure_in_progress() {
            var story = begun(Jobs.cashier(), "refund", "Refund 50 for order 1001")
                    .toolReturns("{}")
                    .publishes(next)
                    .customerSays("m2", "yes")
                    .happensToo(ToolCallRequested.class)
                    .toolReturns("{}")
                    .replies("It is refunded. Anything else?")
                    .customerSays("m3", "no")
                    .keepsItsPromises();
            assertThat(story.state().procedure()).isNull();
            var started = story.customerSays("m4", "Hello").latest().stream()
                    .filter(event -> event.payload() instanceof TurnStarted)
                    .findFirst();
            assertThat(started).isPresent();
            assertThat(String.valueOf(started.get().definition())).contains("ba9876543210");
        }

        @Test
        void that_took_the_place_of_a_vanished_one_hands_off_what_was_in_progress() {
            begun(Jobs.cashier(), "refund", "Refund 50 for order 1001")
                    .toolReturns("{}")
                    .publishes(next)
                    .loses(Jobs.cashier().version())
                    .customerSays("m2", "yes")
                    .handsOffBecauseOf(ReasonCode.VERSION_MISSING)
                    .keepsItsPromises();
        }

        @Test
        void that_vanishes_within_a_turn_hands_off() {
            begun(Jobs.cashier(), "refund", "Refund 50 for order 1001")
                    .loses(Jobs.cashier().version())
                    .toolReturns("{}")
                    .handsOffBecauseOf(ReasonCode.VERSION_MISSING)
                    .keepsItsPromises();
        }

        @Test
        void that_was_never_published_is_handed_off() {
            Story.with(Jobs.cashier())
                    .loses(Jobs.cashier().version())
                    .customerSays("m1", "Hello")
                    .passes(Duration.ofSeconds(1))
                    .handsOffBecauseOf(ReasonCode.AGENT_UNAVAILABLE)
                    .keepsItsPromises();
        }
    }
}
