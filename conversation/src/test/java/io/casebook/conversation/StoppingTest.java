package io.casebook.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.DailyLimit;
import io.casebook.conversation.definition.Limits;
import io.casebook.conversation.definition.ModelRole;
import io.casebook.conversation.definition.ModelRoles;
import io.casebook.conversation.definition.OnDigression;
import io.casebook.conversation.definition.Procedure;
import io.casebook.conversation.definition.Step;
import io.casebook.conversation.definition.Template;
import io.casebook.conversation.definition.Tool;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.ProposedToolCall;
import io.casebook.vocabulary.Usage;
import io.casebook.vocabulary.event.*;
import io.casebook.vocabulary.inbound.DecideToolApproval;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Where the work on an answer stops, each time with its reason. Steps, time and repetition are told in TurnTest. */
class StoppingTest {
    private static Story asked(AgentDefinition agent) {
        return Story.with(agent).customerSays("m1", "Where is it?");
    }

    private static ProposedToolCall call(String ref, String tool, String arguments) {
        return new ProposedToolCall(ref, tool, Personal.text(arguments));
    }

    private static Stream<ToolCallDenied> denied(Story story) {
        return story.latest().stream()
                .map(ConversationEvent::payload)
                .filter(ToolCallDenied.class::isInstance)
                .map(ToolCallDenied.class::cast);
    }

    @Nested
    class A_budget {
        private AgentDefinition limited(long tokensPerTurn, long usdPerTurn, long tokens, long usd) {
            return Agents.modelled().toBuilder()
                    .limits(new Limits(10, 2, 2, tokensPerTurn, tokens, usdPerTurn, usd, Duration.ofMinutes(15)))
                    .build();
        }

        private Story afterACall(AgentDefinition agent) {
            return asked(agent)
                    .modelAnswers(Story.answer()
                            .withUsage(new Usage(80, 0, 20, 5_000))
                            .withToolCalls(List.of(call("a", "get_order", "{}"))))
                    .toolReturns("{}");
        }

        @Test
        void of_tokens_for_an_answer() {
            afterACall(limited(100, 1_000_000, 1_000, 1_000_000))
                    .handsOffBecauseOf(ReasonCode.TURN_BUDGET_EXHAUSTED)
                    .keepsItsPromises();
        }

        @Test
        void of_money_for_an_answer() {
            afterACall(limited(1_000, 5_000, 1_000, 1_000_000)).handsOffBecauseOf(ReasonCode.TURN_BUDGET_EXHAUSTED);
        }

        @Test
        void of_tokens_for_the_conversation() {
            afterACall(limited(1_000, 1_000_000, 100, 1_000_000)).handsOffBecauseOf(ReasonCode.BUDGET_EXHAUSTED);
        }

        @Test
        void of_money_for_the_conversation() {
            afterACall(limited(1_000, 1_000_000, 1_000, 5_000)).handsOffBecauseOf(ReasonCode.BUDGET_EXHAUSTED);
        }

        @Test
        void of_an_answer_begins_anew_with_the_next() {
            afterACall(limited(150, 1_000_000, 1_000, 1_000_000))
                    .modelAnswers(Story.answer()
                            .withUsage(new Usage(80, 0, 20, 5_000))
                            .withText(Personal.text("It is on its way.")))
                    .replies("It is on its way.")
                    .customerSays("m2", "And now?")
                    .happensToo(CompletionRequested.class);
        }

        @Test
        void that_is_used_up_pays_for_no_triage_either() {
            var agent = Agents.shop().toBuilder()
                    .models(new ModelRoles(
                            Map.of(ModelRole.CLASSIFY, List.of("big"), ModelRole.REASON, List.of("big"))))
                    .limits(new Limits(10, 2, 2, 1_000, 100, 1_000_000, 1_000_000, Duration.ofMinutes(15)))
                    .build();
            asked(agent)
                    .searchFinds(0)
                    .modelClassifies("order_status", 0.2)
                    .modelAnswers(Story.answer()
                            .withUsage(new Usage(80, 0, 20, 5_000))
                            .withText(Personal.text("Which order is it?")))
                    .customerSays("m2", "1001")
                    .happensNot(CompletionRequested.class)
                    .handsOffBecauseOf(ReasonCode.BUDGET_EXHAUSTED)
                    .keepsItsPromises();
        }
    }

    @Nested
    class A_tool {
        @Test
        void without_which_the_agent_must_not_go_on_stops_it_by_failing() {
            var agent = Agents.modelled().toBuilder()
                    .tools(Tool.reading("get_order").critical(true).build())
                    .generalTools(List.of("get_order"))
                    .build();
            asked(agent)
                    .modelProposes("get_order", "{}")
                    .toolFails("unavailable")
                    .handsOffBecauseOf(ReasonCode.CRITICAL_TOOL_FAILED)
                    .keepsItsPromises();
        }
    }

    @Nested
    class A_limit_a_day {
        private final Procedure limited = new Procedure(
                "order_status",
                "The customer wants to know where an order is.",
                List.of(),
                null,
                List.of(),
                "billing",
                new DailyLimit(200),
                OnDigression.LEAVE,
                "",
                List.of(new Step.Say(Template.fixed("On its way."))));

        private Story wanted(Story story) {
            return story.customerSays("m1", "Where is it?").searchFinds(0).modelClassifies("order_status", 0.95);
        }

        @Test
        void lets_the_last_entry_through() {
            wanted(Story.with(Jobs.agent(limited)).entriesLeft(1))
                    .happensToo(ProcedureEntered.class)
                    .replies("On its way.");
        }

        @Test
        void hands_off_once_it_is_reached() {
            wanted(Story.with(Jobs.agent(limited)).entriesLeft(0))
                    .happensToo(PolicyTriggered.class)
                    .happensNot(ProcedureEntered.class)
                    .handsOffBecauseOf(ReasonCode.PROCEDURE_LIMIT)
                    .keepsItsPromises();
        }

        @Test
        void counts_the_entries_of_the_decision_itself() {
            var twice = Jobs.procedure(
                    "twice",
                    null,
                    OnDigression.LEAVE,
                    new Step.Jump("order_status", true),
                    new Step.Jump("order_status", true));
            Story.with(Jobs.agent(limited, twice))
                    .entriesLeft(1)
                    .customerSays("m1", "Twice")
                    .searchFinds(0)
                    .modelClassifies("twice", 0.95)
                    .handsOffBecauseOf(ReasonCode.PROCEDURE_LIMIT);
        }

        @Test
        void says_nothing_of_procedures_without_one() {
            wanted(Story.with(Agents.shop()).entriesLeft(0)).happensToo(ProcedureEntered.class);
        }
    }

    @Nested
    class An_answer_of_a_model {
        @Test
        void with_several_calls_runs_them_at_once_and_goes_on_after_the_last() {
            asked(Agents.modelled())
                    .modelAnswers(Story.answer()
                            .withToolCalls(
                                    List.of(call("a", "get_order", "{\"n\":1}"), call("b", "get_order", "{\"n\":2}"))))
                    .happens(CompletionReceived.class, ToolCallRequested.class, ToolCallRequested.class)
                    .toolReturns("{}")
                    .happens(ToolCallSucceeded.class)
                    .toolReturns("{}")
                    .happens(ToolCallSucceeded.class, CompletionRequested.class)
                    .keepsItsPromises();
        }

        @Test
        void with_hundreds_of_calls_is_cut_short_and_told_so() {
            var story = asked(Agents.modelled())
                    .modelAnswers(Story.answer()
                            .withToolCalls(IntStream.range(0, 300)
                                    .mapToObj(n -> call("r" + n, "get_order", "{\"n\":" + n + "}"))
                                    .toList()));
            assertThat(story.state().openRequests()).hasSize(Bounds.CALLS_OF_AN_ANSWER);
            assertThat(denied(story)).singleElement().satisfies(denial -> {
                assertThat(denial.reasonCode()).isEqualTo("too_many_calls");
                assertThat(denial.detail()).contains("283 after it");
            });
            story.keepsItsPromises();
        }

        @Test
        void with_a_tool_that_is_not_there_is_told_so_and_may_go_on() {
            var story = asked(Agents.modelled()).modelProposes("launch_rocket", "not JSON at all");
            assertThat(denied(story))
                    .singleElement()
                    .satisfies(denial -> assertThat(denial.reasonCode()).isEqualTo("not_allowed"));
            story.happensToo(CompletionRequested.class)
                    .modelSays("big", "I cannot do that.", 0.9)
                    .replies("I cannot do that.")
                    .keepsItsPromises();
        }

        @Test
        void that_wants_a_person_gets_one_whatever_else_it_wants() {
            asked(Agents.modelled())
                    .modelAnswers(Story.answer()
                            .withToolCalls(List.of(call("a", "get_order", "{}"), call("b", "hand_off", "{}"))))
                    .happensNot(ToolCallRequested.class)
                    .handsOffBecauseOf(ReasonCode.MODEL_REQUESTED);
        }

        @Test
        void with_a_call_that_needs_approval_runs_nothing_beside_it() {
            var story = asked(Agents.modelled())
                    .modelAnswers(Story.answer()
                            .withToolCalls(List.of(
                                    call("a", "get_order", "{\"n\":1}"),
                                    call("b", "refund_order", "{\"amount\":500}"),
                                    call("c", "refund_order", "{\"amount\":600}"))))
                    .asksForApproval()
                    .happensNot(ToolCallRequested.class);
            assertThat(denied(story).map(ToolCallDenied::reasonCode))
                    .containsExactly("approval_pending", "approval_pending");
            story.keepsItsPromises();
        }
    }

    @Nested
    class A_second_approval {
        private final AgentDefinition agent = Agents.modelled().toBuilder()
                .knowledge(Agents.shop().knowledge())
                .build();

        private Story waiting() {
            return Story.with(agent)
                    .customerSays("m1", "Refund 500")
                    .searchFinds(0.2)
                    .modelProposes("refund_order", "{\"amount\":500}")
                    .asksForApproval()
                    .customerSays("m2", "Make it 600. And what does shipping cost?")
                    .searchFinds(0.9);
        }

        @Test
        void for_another_payload_takes_the_place_of_the_first() {
            var story = waiting();
            var first =
                    java.util.Objects.requireNonNull(story.state().approval()).request();
            story.modelProposes("refund_order", "{\"amount\":600}").asksForApproval();
            assertThat(denied(story)).singleElement().satisfies(denial -> {
                assertThat(denial.callId()).isEqualTo(first.callId());
                assertThat(denial.reasonCode()).isEqualTo("approval_withdrawn");
            });
            story.outside(
                            io.casebook.vocabulary.ActorType.HUMAN,
                            new DecideToolApproval(first.callId(), true, first.argumentsHash(), "anna"))
                    .happens()
                    .humanDecides(true)
                    .happensToo(ToolCallRequested.class)
                    .keepsItsPromises();
        }

        @Test
        void for_the_same_payload_leaves_the_first_to_whoever_decides_on_it() {
            var story = waiting();
            var first = java.util.Objects.requireNonNull(story.state().approval());
            story.modelProposes("refund_order", "{\"amount\":500}")
                    .happensNot(ToolApprovalRequested.class, ToolCallDenied.class)
                    .repliesWith("still waiting");
            assertThat(story.state().approval()).isEqualTo(first);
            story.humanDecides(true).happensToo(ToolCallRequested.class).keepsItsPromises();
        }
    }
}
