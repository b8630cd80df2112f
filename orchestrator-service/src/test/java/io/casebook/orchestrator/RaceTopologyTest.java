package io.casebook.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.Definitions;
import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.ChannelPolicy;
import io.casebook.conversation.definition.Condition;
import io.casebook.conversation.definition.KnowledgePolicy;
import io.casebook.conversation.definition.ModelRole;
import io.casebook.conversation.definition.ModelRoles;
import io.casebook.conversation.definition.Tool;
import io.casebook.conversation.definition.Triage;
import io.casebook.conversation.definition.Verdict;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.DefinitionRef;
import io.casebook.vocabulary.ProposedToolCall;
import io.casebook.vocabulary.Usage;
import io.casebook.vocabulary.event.ConversationFinished;
import io.casebook.vocabulary.event.ConversationResumed;
import io.casebook.vocabulary.event.ReplySent;
import io.casebook.vocabulary.event.ToolCallRequested;
import io.casebook.vocabulary.event.TurnStarted;
import io.casebook.vocabulary.event.TurnSuperseded;
import io.casebook.vocabulary.inbound.Cancel;
import io.casebook.vocabulary.inbound.ClaimHandOff;
import io.casebook.vocabulary.inbound.DecideToolApproval;
import io.casebook.vocabulary.inbound.Finish;
import io.casebook.vocabulary.inbound.HandBack;
import io.casebook.vocabulary.llm.CompletionAnswer;
import io.casebook.vocabulary.llm.CompletionRequest;
import io.casebook.vocabulary.tool.ToolCallRequest;
import io.casebook.vocabulary.tool.ToolCallResult;
import io.casebook.vocabulary.tool.ToolSuccess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The races of docs/races.md once more, in the running topology: records on topics, transactions, stores and timers. Each ends with the
 * whole log in front of the verifier.
 */
class RaceTopologyTest extends RunningTopology {
    private static final Duration DEBOUNCE = Duration.ofSeconds(1);
    private static final AtomicReference<AgentDefinition> LIVE = new AtomicReference<>(agent("0123456789ab"));

    RaceTopologyTest() {
        super(new Definitions() {
            @Override
            public String defaultAgentId() {
                return "shop";
            }

            @Override
            public AgentDefinition live(String agentId, String conversationId) {
                return LIVE.get();
            }

            @Override
            public @Nullable AgentDefinition version(DefinitionRef definition) {
                return agent(definition.version());
            }
        });
        LIVE.set(agent("0123456789ab"));
    }

    private static AgentDefinition agent(String version) {
        return AgentDefinition.builder("shop")
                .version(version)
                .channels(Map.of("web", new ChannelPolicy(DEBOUNCE, DEBOUNCE, Duration.ofSeconds(30), null)))
                .triage(Triage.OFF)
                .knowledge(KnowledgePolicy.OFF)
                .models(new ModelRoles(Map.of(ModelRole.REASON, List.of("big"))))
                .generalTools(List.of("get_order", "note_order", "refund_order"))
                .tools(
                        Tool.reading("get_order").build(),
                        Tool.writing("note_order").build(),
                        Tool.writing("refund_order")
                                .approve(Condition.of("true", facts -> Verdict.of(true)))
                                .build())
                .build();
    }

    @AfterEach
    void everyPromiseIsKept() {
        assertTheStateIsTheFoldOfTheLog();
        assertThat(read(topics.deadLetters())).isEmpty();
    }

    @Test
    void A_burst_is_one_turn() {
        open();
        say("m1", "Where is");
        driver.advanceWallClockTime(DEBOUNCE.dividedBy(2));
        say("m2", "my order?");
        assertThat(read(topics.llmRequests())).isEmpty();
        quiet();
        var request = only(topics.llmRequests());
        assertThat(request.transcript()).hasSize(2);
        replies(request, "It is on its way.");
        assertThat(happened(TurnStarted.class)).isEqualTo(1);
    }

    @Test
    void A_message_during_a_model_call_makes_its_answer_stale() {
        var stale = asked("m1", "Where is order 1001?");
        say("m2", "Wait, I mean 1002");
        quiet();
        var fresh = only(topics.llmRequests());
        replies(stale, "1001 is on its way.");
        assertThat(messages()).isEmpty();
        replies(fresh, "1002 is on its way.");
        assertThat(messages()).containsExactly("1002 is on its way.");
        assertThat(happened(TurnSuperseded.class)).isEqualTo(1);
    }

    @Test
    void A_message_during_a_lookup_makes_its_result_stale() {
        var called = called("get_order");
        say("m2", "Never mind");
        quiet();
        var fresh = only(topics.llmRequests());
        returned(called);
        assertThat(read(topics.llmRequests())).isEmpty();
        replies(fresh, "All right.");
        assertThat(messages()).containsExactly("All right.");
    }

    @Test
    void A_message_during_an_action_neither_repeats_it_nor_cuts_it_off() {
        var called = called("note_order");
        say("m2", "Did you note it?");
        quiet();
        returned(called);
        assertThat(read(topics.toolRequests())).isEmpty();
        assertThat(happened(ToolCallRequested.class)).isEqualTo(1);
        // Whoever answers the new turn knows of the action: its request stands beside those before it.
        read(topics.llmRequests()).forEach(request -> replies(request, "Yes."));
        assertThat(messages()).hasSize(1);
    }

    @Test
    void A_message_while_an_approval_waits_is_answered_and_what_was_approved_runs_once() {
        replies(
                asked("m1", "Refund order 1002"),
                new ProposedToolCall("call", "refund_order", Personal.text("{\"amount\":500}")));
        assertThat(read(topics.toolRequests())).isEmpty();
        var waiting = java.util.Objects.requireNonNull(state().approval()).request();
        read(topics.outbound());
        say("m2", "Is it done?");
        quiet();
        // The customer hears that the decision is still out; nothing else begins beside it.
        assertThat(messages()).hasSize(1);
        assertThat(read(topics.toolRequests())).isEmpty();

        var decision = new DecideToolApproval(waiting.callId(), true, waiting.argumentsHash(), "anna");
        outside(ActorType.HUMAN, decision);
        outside(ActorType.HUMAN, decision);
        var runs = committed(topics.toolRequests());
        assertThat(runs).extracting(ToolCallRequest::arguments).containsExactly(waiting.arguments());
        returned(runs.getFirst());
        replies(only(topics.llmRequests()), "The money is on its way.");
        assertThat(messages()).containsExactly("The money is on its way.");
    }

    @Test
    void A_message_after_the_reply_has_a_turn_of_its_own() {
        replies(asked("m1", "Hello"), "Hello!");
        replies(asked("m2", "And now?"), "Now this.");
        assertThat(messages()).containsExactly("Hello!", "Now this.");
        assertThat(happened(TurnStarted.class)).isEqualTo(2);
    }

    @Test
    void A_person_who_claims_while_the_agent_thinks_has_the_conversation() {
        var request = asked("m1", "Hello?");
        outside(ActorType.HUMAN, new ClaimHandOff("anna"));
        replies(request, "Too late.");
        driver.advanceWallClockTime(Duration.ofMinutes(1));
        assertThat(messages()).isEmpty();
        assertThat(happened(ReplySent.class)).isZero();
    }

    @Test
    void A_person_who_hands_back_while_the_customer_writes_lets_the_agent_answer() {
        open();
        outside(ActorType.HUMAN, new ClaimHandOff("anna"));
        say("m1", "One more thing");
        outside(ActorType.HUMAN, new HandBack("anna"));
        quiet();
        replies(only(topics.llmRequests()), "Go on.");
        assertThat(messages()).containsExactly("Go on.");
    }

    @Test
    void A_finish_with_work_in_flight_makes_its_result_stale() {
        var request = asked("m1", "Hello?");
        outside(ActorType.SYSTEM, new Finish());
        replies(request, "Too late.");
        driver.advanceWallClockTime(Duration.ofMinutes(1));
        assertThat(messages()).isEmpty();
    }

    @Test
    void A_cancel_with_a_lookup_in_flight_ends_it_for_good() {
        var called = called("get_order");
        outside(ActorType.SYSTEM, new Cancel());
        returned(called);
        driver.advanceWallClockTime(Duration.ofMinutes(1));
        assertThat(read(topics.llmRequests())).isEmpty();
        assertThat(messages()).isEmpty();
    }

    @Test
    void Finish_then_a_message_then_finish_again_is_told_in_that_order() {
        open();
        outside(ActorType.SYSTEM, new Finish());
        say("m1", "Wait!");
        outside(ActorType.SYSTEM, new Finish());
        driver.advanceWallClockTime(Duration.ofMinutes(1));
        assertThat(events().stream()
                        .map(event -> (Object) event.payload().getClass())
                        .filter(List.of(ConversationFinished.class, ConversationResumed.class)::contains))
                .containsExactly(ConversationFinished.class, ConversationResumed.class, ConversationFinished.class);
        assertThat(messages()).isEmpty();
    }

    @Test
    void A_result_that_comes_twice_counts_once() {
        var request = asked("m1", "Hello?");
        replies(request, "Hello!");
        replies(request, "Hello!");
        assertThat(messages()).containsExactly("Hello!");
    }

    @Test
    void A_lookup_that_comes_twice_and_again_after_the_reply_counts_once() {
        var called = called("get_order");
        returned(called);
        returned(called);
        replies(only(topics.llmRequests()), "It is on its way.");
        returned(called);
        assertThat(read(topics.llmRequests())).isEmpty();
        assertThat(messages()).containsExactly("It is on its way.");
    }

    @Test
    void A_turn_keeps_the_version_that_it_began_with_and_the_next_one_has_the_new_one() {
        var first = asked("m1", "Hello?");
        LIVE.set(agent("ba9876543210"));
        replies(first, new ProposedToolCall("call", "get_order", Personal.text("{\"order_id\":\"1001\"}")));
        returned(only(topics.toolRequests()));
        var second = only(topics.llmRequests());
        assertThat(second.definition()).isEqualTo(first.definition());
        replies(second, "It is on its way.");
        assertThat(asked("m2", "And now?").definition().version()).isEqualTo("ba9876543210");
        driver.advanceWallClockTime(Duration.ofMinutes(1));
    }

    @Test
    void A_customer_who_never_comes_back_is_let_go_once() {
        replies(asked("m1", "Hello?"), "Hello!");
        driver.advanceWallClockTime(Duration.ofDays(2));
        driver.advanceWallClockTime(Duration.ofDays(2));
        assertThat(happened(ConversationFinished.class)).isEqualTo(1);
    }

    /** The customer says something, waits, and the model is asked. */
    private CompletionRequest asked(String messageId, String text) {
        if (events().isEmpty()) {
            open();
        }
        say(messageId, text);
        quiet();
        return only(topics.llmRequests());
    }

    /** The model wants this tool called. */
    private ToolCallRequest called(String tool) {
        replies(
                asked("m1", "Where is order 1001?"),
                new ProposedToolCall("call", tool, Personal.text("{\"order_id\":\"1001\"}")));
        return only(topics.toolRequests());
    }

    private void quiet() {
        driver.advanceWallClockTime(DEBOUNCE.multipliedBy(2));
    }

    private void replies(CompletionRequest request, String text) {
        answer(
                request,
                new CompletionAnswer("big", new Usage())
                        .withText(Personal.text(text))
                        .withConfidence(0.9));
    }

    private void replies(CompletionRequest request, ProposedToolCall call) {
        answer(request, new CompletionAnswer("big", new Usage()).withToolCalls(List.of(call)));
    }

    private void returned(ToolCallRequest called) {
        write(
                topics.toolResults(),
                new ToolCallResult(
                        called.callId(),
                        "default",
                        CASE,
                        called.tool(),
                        START,
                        3,
                        new ToolSuccess(Personal.text("{\"status\":\"shipped\"}"))));
    }

    private long happened(Class<?> payload) {
        return events().stream()
                .filter(event -> payload.isInstance(event.payload()))
                .count();
    }
}
