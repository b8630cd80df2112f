package io.casebook.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.Tool;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.event.*;
import io.casebook.vocabulary.event.DeadlinePassed;
import io.casebook.vocabulary.event.HandedOff;
import io.casebook.vocabulary.event.ToolCallRequested;
import io.casebook.vocabulary.event.ToolCallSucceeded;
import io.casebook.vocabulary.event.TurnEnded;
import io.casebook.vocabulary.state.RequestKind;
import io.casebook.vocabulary.state.WithHuman;
import io.casebook.vocabulary.tool.ToolSuccess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RaceTest {
    @Nested
    class A_new_message {
        @Test
        void during_a_model_call_makes_its_answer_stale() {
            var story = Story.with(Agents.modelled()).customerSays("m1", "Hi");
            var first = story.open(open -> true);
            story.customerSays("m2", "Wait, another thing")
                    .happens(
                            CustomerMessageReceived.class,
                            TurnSuperseded.class,
                            TurnStarted.class,
                            CompletionRequested.class);
            assertThat(story.latest(TurnStarted.class))
                    .isNotNull()
                    .extracting(TurnStarted::messageIds)
                    .asString()
                    .isEqualTo("[m1, m2]");
            story.when(answerTo(first, story))
                    .happens(CompletionReceived.class)
                    .modelSays("big", "Both answered.", 1)
                    .replies("Both answered.")
                    .keepsItsPromises();
        }

        private Input answerTo(io.casebook.vocabulary.state.OpenRequest open, Story story) {
            return new Input.ModelAnswered(new io.casebook.vocabulary.llm.CompletionResult(
                    open.requestId(),
                    "default",
                    Story.ID,
                    open.turn(),
                    open.epoch(),
                    story.now(),
                    5,
                    Story.answer().withText(Personal.text("Stale.")).withConfidence(1.0)));
        }

        @Test
        void during_an_action_waits_for_it_and_never_begins_it_again() {
            var story = Story.with(Agents.shop())
                    .customerSays("m1", "Refund 50 for order 1002")
                    .searchFinds(0)
                    .modelClassifies("refund", 0.9)
                    .customerSays("m2", "yes")
                    .happensToo(ToolCallRequested.class);
            var refund = story.open(open -> open.kind() == RequestKind.TOOL_WRITE);
            story.customerSays("m3", "Hello?")
                    .searchFinds(0)
                    .modelClassifies("refund", 0.5)
                    .happensNot(ToolCallRequested.class, ReplySent.class)
                    .when(story.toolAnswer(refund, new ToolSuccess(Personal.text("{}"))))
                    .replies("It is refunded.")
                    .keepsItsPromises();
        }

        @Test
        void finds_an_action_done_that_came_back_before_its_turn_got_there() {
            var story = Story.with(Agents.shop())
                    .customerSays("m1", "Refund 50 for order 1002")
                    .searchFinds(0)
                    .modelClassifies("refund", 0.9)
                    .customerSays("m2", "yes");
            var refund = story.open(open -> open.kind() == RequestKind.TOOL_WRITE);
            story.customerSays("m3", "Hello?")
                    .when(story.toolAnswer(refund, new ToolSuccess(Personal.text("{}"))))
                    .happens(ToolCallSucceeded.class)
                    .searchFinds(0)
                    .modelClassifies("refund", 0.5)
                    .happensNot(ToolCallRequested.class)
                    .replies("It is refunded.")
                    .keepsItsPromises();
        }

        @Test
        void after_the_reply_starts_a_turn_of_its_own() {
            Story.with(Agents.modelled())
                    .customerSays("m1", "Hi")
                    .modelSays("big", "Hello!", 1)
                    .customerSays("m2", "Bye")
                    .happens(CustomerMessageReceived.class, TurnStarted.class, CompletionRequested.class);
        }
    }

    @Nested
    class A_human {
        @Test
        void who_claims_while_the_agent_thinks_has_the_conversation() {
            var story = Story.with(Agents.modelled())
                    .customerSays("m1", "Hi")
                    .humanClaims()
                    .happens(TurnSuperseded.class, HandOffClaimed.class)
                    .modelSays("big", "Too late.", 1)
                    .happens(CompletionReceived.class)
                    .humanSays("h1", "Anna here.")
                    .happens(HumanReplied.class)
                    .customerSays("m2", "Thanks")
                    .happens(CustomerMessageReceived.class)
                    .keepsItsPromises();
            assertThat(story.state().phase()).isInstanceOf(WithHuman.class);
        }

        @Test
        void who_replies_without_a_claim_takes_over_too() {
            Story.with(Agents.modelled())
                    .customerSays("m1", "Hi")
                    .humanSays("h1", "Anna here.")
                    .happens(TurnSuperseded.class, HumanReplied.class);
        }

        @Test
        void who_comes_second_changes_nothing() {
            Story.with(Agents.shop())
                    .customerSays("m1", "I need a human")
                    .humanClaims()
                    .humanClaims()
                    .happens();
        }

        @Test
        void who_hands_back_while_the_customer_writes_lets_the_agent_answer() {
            Story.with(Agents.modelled())
                    .humanClaims()
                    .customerSays("m1", "One question")
                    .humanHandsBack()
                    .happens(HandedBack.class, TurnStarted.class, CompletionRequested.class)
                    .modelSays("big", "Yes?", 1)
                    .replies("Yes?")
                    .keepsItsPromises();
        }

        @Test
        void who_hands_back_a_request_for_a_human_is_not_handed_it_again() {
            Story.with(Agents.shop())
                    .customerSays("m1", "I want to talk to a human")
                    .humanClaims()
                    .humanHandsBack()
                    .happensNot(TurnStarted.class);
        }
    }

    @Nested
    class A_result {
        @Test
        void that_comes_twice_counts_once() {
            var story = Story.with(Agents.modelled()).customerSays("m1", "Hi");
            var open = story.open(request -> true);
            var answer = new Input.ModelAnswered(new io.casebook.vocabulary.llm.CompletionResult(
                    open.requestId(),
                    "default",
                    Story.ID,
                    open.turn(),
                    open.epoch(),
                    story.now(),
                    5,
                    Story.answer().withText(Personal.text("Hello!")).withConfidence(1.0)));
            story.when(answer).replies("Hello!").when(answer).happens();
        }

        @Test
        void that_nobody_asked_for_gives_nothing() {
            var story = Story.with(Agents.modelled());
            story.when(new Input.ModelAnswered(new io.casebook.vocabulary.llm.CompletionResult(
                            "unknown", "default", Story.ID, 1, 0, story.now(), 5, Story.answer())))
                    .happens();
        }
    }

    @Test
    void A_result_that_a_tool_brings_after_the_turn_s_deadline_is_recorded_and_the_customer_has_a_person_by_then() {
        var repair = Tool.writing("order_repair")
                .answersLater(Duration.ofMinutes(10))
                .build();
        var agent = Agents.modelled().toBuilder()
                .tools(Map.of("order_repair", repair))
                .generalTools(List.of("order_repair"))
                .build();
        var story =
                Story.with(agent).customerSays("m1", "Please have it repaired.").modelProposes("order_repair", "{}");
        var asked = story.now();
        var requested = (ToolCallRequested) story.latest().getLast().payload();
        assertThat(requested.deadlineAt()).isEqualTo(asked.plus(repair.longestTry()));

        story.passes(Duration.ofSeconds(31)).happens(DeadlinePassed.class, TurnEnded.class, HandedOff.class);
        story.passes(Duration.ofMinutes(5)).toolReturns("{\"repair\":7}").happens(ToolCallSucceeded.class);
        story.keepsItsPromises();
    }
}
