package io.casebook.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.Limits;
import io.casebook.conversation.definition.ModelRole;
import io.casebook.conversation.definition.ModelRoles;
import io.casebook.conversation.definition.Procedure;
import io.casebook.conversation.definition.Step;
import io.casebook.conversation.definition.Template;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.ProposedToolCall;
import io.casebook.vocabulary.Usage;
import io.casebook.vocabulary.event.*;
import io.casebook.vocabulary.llm.CompletionFault;
import io.casebook.vocabulary.llm.ToolExchange;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Specialists work for the agent side by side, and never hold it up for longer than their time. */
class SpecialistTest {
    private static final String TASK = "{\"task\":\"Which size for 26 cm?\"}";

    private static ProposedToolCall asks(String specialist) {
        return new ProposedToolCall(specialist, "ask_" + specialist, Personal.text(TASK));
    }

    private static Story asked(AgentDefinition agent, String... specialists) {
        return Story.with(agent)
                .customerSays("m1", "Which boots fit, and are there any?")
                .modelAnswers(Story.answer()
                        .withToolCalls(Arrays.stream(specialists)
                                .map(SpecialistTest::asks)
                                .toList()));
    }

    private static Story both() {
        return asked(Agents.advised(), "sizing", "stock");
    }

    private static List<String> results(Story story) {
        return Objects.requireNonNull(States.answering(story.state())).exchanges().stream()
                .map(exchange -> exchange.tool() + " " + exchange.outcome() + ": " + Personal.plain(exchange.content()))
                .toList();
    }

    @Nested
    class Two_specialists {
        @Test
        void work_at_the_same_time_and_the_agent_goes_on_after_the_last() {
            var story = both().happens(
                            CompletionReceived.class,
                            SpecialistAsked.class,
                            CompletionRequested.class,
                            SpecialistAsked.class,
                            CompletionRequested.class);
            story.specialistSays("sizing", "Size 41.")
                    .happens(CompletionReceived.class, SpecialistAnswered.class)
                    .specialistSays("stock", "Two pairs.")
                    .happens(CompletionReceived.class, SpecialistAnswered.class, CompletionRequested.class);
            assertThat(results(story))
                    .containsExactly("ask_sizing succeeded: Size 41.", "ask_stock succeeded: Two pairs.");
            story.modelSays("big", "Size 41 fits, and there are two pairs.", 0.9)
                    .replies("Size 41 fits, and there are two pairs.")
                    .keepsItsPromises();
        }

        @Test
        void are_asked_with_their_own_tools_and_the_agent_with_all() {
            var story = both();
            var asked = story.latest().stream()
                    .map(ConversationEvent::payload)
                    .filter(CompletionRequested.class::isInstance)
                    .map(CompletionRequested.class::cast)
                    .map(CompletionRequested::tools)
                    .toList();
            assertThat(asked).containsExactly(List.of(), List.of("get_order"));
            var first = story.log().stream()
                    .map(ConversationEvent::payload)
                    .filter(CompletionRequested.class::isInstance)
                    .map(CompletionRequested.class::cast)
                    .findFirst();
            assertThat(first.orElseThrow().tools())
                    .containsExactlyInAnyOrder("get_order", "refund_order", "ask_sizing", "ask_stock", "make_plan");
        }

        @Test
        void of_which_one_is_late_do_not_hold_the_agent_up() {
            var story = both().specialistSays("sizing", "Size 41.")
                    .passes(Duration.ofSeconds(3))
                    .happens(SpecialistGaveUp.class, CompletionRequested.class);
            assertThat(results(story))
                    .containsExactly("ask_sizing succeeded: Size 41.", "ask_stock failed: no answer: late");
            story.modelSays("big", "Size 41 fits.", 0.9)
                    .happensToo(RecoveryChosen.class, ReplySent.class)
                    .keepsItsPromises();
        }

        @Test
        void that_are_both_late_do_not_either() {
            both().passes(Duration.ofSeconds(5))
                    .happens(SpecialistGaveUp.class, SpecialistGaveUp.class, CompletionRequested.class)
                    .keepsItsPromises();
        }

        @Test
        void are_left_to_themselves_once_the_turn_is_out_of_time() {
            both().passes(Duration.ofMinutes(1))
                    .happensNot(SpecialistGaveUp.class, CompletionRequested.class)
                    .handsOffBecauseOf(ReasonCode.TURN_DEADLINE)
                    .keepsItsPromises();
        }

        @Test
        void are_stale_once_the_customer_writes_again() {
            var story = both();
            var late = story.specialistAnswer("sizing", Story.answer().withText(Personal.text("Size 41.")));
            story.customerSays("m2", "Never mind.")
                    .happensToo(TurnSuperseded.class, CompletionRequested.class)
                    .when(late)
                    .happens(CompletionReceived.class)
                    .passes(Duration.ofSeconds(4))
                    .happens()
                    .keepsItsPromises();
        }
    }

    @Nested
    class A_specialist {
        @Test
        void looks_things_up_with_its_own_tools() {
            var story = asked(Agents.advised(), "stock")
                    .specialistAnswers(
                            "stock",
                            Story.answer()
                                    .withToolCalls(
                                            List.of(new ProposedToolCall("a", "get_order", Personal.text("{}")))))
                    .happens(CompletionReceived.class, ToolCallRequested.class)
                    .toolReturns("{\"pairs\":2}")
                    .happens(ToolCallSucceeded.class, CompletionRequested.class);
            assertThat(story.latest(CompletionRequested.class))
                    .satisfies(request -> assertThat(
                                    Objects.requireNonNull(request).toolCallIds())
                            .hasSize(1));
            story.specialistSays("stock", "Two pairs.").happensToo(SpecialistAnswered.class, CompletionRequested.class);
            assertThat(results(story))
                    .containsExactly("get_order succeeded: {\"pairs\":2}", "ask_stock succeeded: Two pairs.");
            story.keepsItsPromises();
        }

        @Test
        void that_is_late_has_its_tools_results_recorded_and_no_more() {
            var story = asked(Agents.advised(), "stock")
                    .specialistAnswers(
                            "stock",
                            Story.answer()
                                    .withToolCalls(
                                            List.of(new ProposedToolCall("a", "get_order", Personal.text("{}")))))
                    .passes(Duration.ofSeconds(3))
                    .happensToo(SpecialistGaveUp.class)
                    .toolReturns("{}")
                    .happens(ToolCallSucceeded.class);
            assertThat(results(story)).containsExactly("ask_stock failed: no answer: late");
            story.keepsItsPromises();
        }

        @Test
        void may_call_neither_what_is_not_its_own_nor_what_writes_nor_a_colleague() {
            var story = asked(Agents.advised(), "stock");
            for (var tool : List.of("refund_order", "hand_off", "ask_sizing", "no_such_tool")) {
                story.specialistAnswers(
                                "stock",
                                Story.answer()
                                        .withToolCalls(List.of(
                                                new ProposedToolCall("a", tool, Personal.text("{\"amount\":1}")))))
                        .happens(CompletionReceived.class, ToolCallDenied.class, CompletionRequested.class);
            }
            assertThat(results(story)).isEmpty();
            story.keepsItsPromises();
        }

        @Test
        void that_only_says_so_backs_no_fact_of_a_reply() {
            asked(Agents.advised(), "stock")
                    .specialistSays("stock", "There are 4711 pairs.")
                    .modelSays("big", "There are 4711 pairs.", 0.9)
                    .happensNot(ReplySent.class)
                    .happensToo(ReplyChecked.class, CompletionRequested.class)
                    .keepsItsPromises();
        }

        @Test
        void that_looked_it_up_backs_a_fact_of_a_reply() {
            asked(Agents.advised(), "stock")
                    .specialistAnswers(
                            "stock",
                            Story.answer()
                                    .withToolCalls(
                                            List.of(new ProposedToolCall("a", "get_order", Personal.text("{}")))))
                    .toolReturns("{\"pairs\":4711}")
                    .specialistSays("stock", "There are 4711 pairs.")
                    .modelSays("big", "There are 4711 pairs.", 0.9)
                    .happensToo(ReplySent.class)
                    .keepsItsPromises();
        }

        @Test
        void gives_up_after_five_steps() {
            var story = asked(Agents.advised(), "stock");
            for (var n = 0; n < Bounds.SPECIALIST_STEPS; n++) {
                story.specialistAnswers(
                        "stock",
                        Story.answer()
                                .withToolCalls(List.of(
                                        new ProposedToolCall("a", "get_order", Personal.text("{\"n\":" + n + "}")))));
                story.toolReturns("{}");
            }
            story.happens(ToolCallSucceeded.class, SpecialistGaveUp.class, CompletionRequested.class)
                    .keepsItsPromises();
        }

        @Test
        void that_repeats_itself_is_told_so() {
            var story = asked(Agents.advised(), "stock");
            var again =
                    Story.answer().withToolCalls(List.of(new ProposedToolCall("a", "get_order", Personal.text("{}"))));
            story.specialistAnswers("stock", again).toolReturns("{}");
            story.specialistAnswers("stock", again).toolReturns("{}");
            story.specialistAnswers("stock", again)
                    .happens(CompletionReceived.class, ToolCallDenied.class, CompletionRequested.class)
                    .keepsItsPromises();
        }

        @Test
        void whose_model_fails_or_says_nothing_is_gone_on_without() {
            var story = both().specialistAnswers("sizing", new CompletionFault("unavailable", "scripted"))
                    .happens(CompletionFailed.class, SpecialistGaveUp.class)
                    .specialistSays("stock", " ")
                    .happens(CompletionReceived.class, SpecialistGaveUp.class, CompletionRequested.class);
            assertThat(results(story))
                    .containsExactly(
                            "ask_sizing failed: no answer: unavailable", "ask_stock failed: no answer: no_answer");
            story.keepsItsPromises();
        }

        @Test
        void is_not_asked_the_same_for_ever() {
            var story = asked(Agents.advised(), "sizing").specialistSays("sizing", "It depends.");
            story.modelAnswers(Story.answer().withToolCalls(List.of(asks("sizing"))))
                    .specialistSays("sizing", "It depends.")
                    .modelAnswers(Story.answer().withToolCalls(List.of(asks("sizing"))))
                    .handsOffBecauseOf(ReasonCode.IDENTICAL_TOOL_CALLS)
                    .keepsItsPromises();
        }

        @Test
        void works_for_the_budget_of_the_answer() {
            var agent = Agents.advised().toBuilder()
                    .limits(new Limits(10, 2, 2, 100, 1_000, 1_000_000, 1_000_000, Duration.ofMinutes(15)))
                    .build();
            asked(agent, "stock")
                    .specialistAnswers(
                            "stock",
                            Story.answer()
                                    .withUsage(new Usage(80, 0, 20, 5_000))
                                    .withToolCalls(
                                            List.of(new ProposedToolCall("a", "get_order", Personal.text("{}")))))
                    .toolReturns("{}")
                    .happensToo(SpecialistGaveUp.class)
                    .handsOffBecauseOf(ReasonCode.TURN_BUDGET_EXHAUSTED)
                    .keepsItsPromises();
        }
    }

    @Nested
    class An_answer_of_a_model {
        @Test
        void with_specialists_and_tools_waits_for_all_of_them() {
            Story.with(Agents.advised())
                    .customerSays("m1", "Which boots fit my order?")
                    .modelAnswers(Story.answer()
                            .withToolCalls(List.of(
                                    new ProposedToolCall("a", "get_order", Personal.text("{}")), asks("sizing"))))
                    .toolReturns("{}")
                    .happens(ToolCallSucceeded.class)
                    .specialistSays("sizing", "Size 41.")
                    .happensToo(SpecialistAnswered.class, CompletionRequested.class)
                    .keepsItsPromises();
        }

        @Test
        void with_more_specialists_than_may_work_at_once_is_told_so() {
            var story = Story.with(Agents.advised())
                    .customerSays("m1", "Which boots fit?")
                    .modelAnswers(Story.answer()
                            .withToolCalls(java.util.stream.IntStream.range(0, 6)
                                    .mapToObj(n -> new ProposedToolCall(
                                            "r" + n, "ask_sizing", Personal.text("{\"task\":\"" + n + "\"}")))
                                    .toList()));
            assertThat(Objects.requireNonNull(States.answering(story.state())).specialists())
                    .hasSize(Bounds.SPECIALISTS);
            assertThat(results(story)).hasSize(2).allMatch(result -> result.contains("denied"));
            story.keepsItsPromises();
        }

        @Test
        void with_a_specialist_that_is_not_there_is_told_so() {
            Story.with(Agents.modelled())
                    .customerSays("m1", "Which boots fit?")
                    .modelAnswers(Story.answer().withToolCalls(List.of(asks("sizing"))))
                    .happens(CompletionReceived.class, ToolCallDenied.class, CompletionRequested.class);
        }
    }

    @Test
    void a_procedure_goes_on_at_the_step_that_asked() {
        var procedure = Procedure.ofSteps(
                "advice",
                "The customer wants advice.",
                List.of(new Step.Agent("Advise.", List.of()), new Step.Say(Template.fixed("Good bye."))));
        var agent = Agents.advised().toBuilder()
                .triage(Agents.shop().triage())
                .models(new ModelRoles(
                        Map.of(ModelRole.CLASSIFY, List.of("builtin"), ModelRole.REASON, List.of("big"))))
                .procedures(Map.of("advice", procedure))
                .build();
        Story.with(agent)
                .customerSays("m1", "Which boots fit?")
                .modelClassifies("advice", 0.95)
                .modelAnswers(Story.answer().withToolCalls(List.of(asks("sizing"))))
                .specialistSays("sizing", "Size 41.")
                .happensToo(CompletionRequested.class)
                .modelSays("big", "Size 41 fits.", 0.9)
                .replies("Size 41 fits.\n\nGood bye.")
                .keepsItsPromises();
    }

    @Test
    void what_a_specialist_is_told_is_its_task_and_its_own_results_until_its_own_deadline() {
        var story = both();
        var event = story.latest().getLast();
        var request = Requests.completion(
                story.state(), Agents.advised(), event, (CompletionRequested) event.payload(), List.of());
        assertThat(request.specialist()).isEqualTo("stock");
        assertThat(Personal.plain(Objects.requireNonNull(request.task()))).isEqualTo(TASK);
        assertThat(request.deadlineAt()).isEqualTo(story.now().plusSeconds(3));
        assertThat(request.toolExchanges()).extracting(ToolExchange::tool).isEmpty();
        assertThat(request.procedureId()).isNull();
    }
}
