package io.casebook.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.casebook.conversation.Definitions;
import io.casebook.conversation.LogVerifier;
import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.ChannelPolicy;
import io.casebook.conversation.definition.KnowledgePolicy;
import io.casebook.conversation.definition.ModelRole;
import io.casebook.conversation.definition.ModelRoles;
import io.casebook.conversation.definition.Specialist;
import io.casebook.conversation.definition.Tool;
import io.casebook.conversation.definition.Triage;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.ProposedToolCall;
import io.casebook.vocabulary.Usage;
import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.event.ConversationFinished;
import io.casebook.vocabulary.inbound.ClaimHandOff;
import io.casebook.vocabulary.inbound.Finish;
import io.casebook.vocabulary.llm.CompletionAnswer;
import io.casebook.vocabulary.llm.CompletionResult;
import io.casebook.vocabulary.llm.ToolExchange;
import io.casebook.vocabulary.outbound.AgentMessage;
import io.casebook.vocabulary.outbound.HandOffNotice;
import io.casebook.vocabulary.tool.ToolCallRequest;
import io.casebook.vocabulary.tool.ToolCallResult;
import io.casebook.vocabulary.tool.ToolSuccess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.junit.jupiter.api.Test;

class ConversationTopologyTest extends RunningTopology {
    private static final AgentDefinition AGENT = AgentDefinition.builder("shop")
            .version("0123456789ab")
            .channels(Map.of("web", new ChannelPolicy(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(30), null)))
            .triage(Triage.OFF)
            .knowledge(KnowledgePolicy.OFF)
            .models(new ModelRoles(Map.of(ModelRole.REASON, List.of("big"))))
            .generalTools(List.of("get_order", "note_order"))
            .tools(Tool.reading("get_order").build(), Tool.writing("note_order").build())
            .specialists(Map.of(
                    "sizing",
                    new Specialist("sizing", "Sizes.", "You know sizes.", List.of(), Specialist.DEFAULT_TIMEOUT)))
            .build();

    ConversationTopologyTest() {
        super(Definitions.of(AGENT));
    }

    /** More than a portion. */
    private static final int WAITING_CASES = 600;

    @Test
    void A_turn_goes_from_the_message_over_a_model_and_a_tool_to_the_reply() {
        open();
        say("m1", "Where is order 1001?");
        var asked = only(topics.llmRequests());
        assertThat(asked.transcript()).hasSize(1);
        assertThat(asked.models()).containsExactly("big");

        answer(
                asked,
                new CompletionAnswer("big", new Usage())
                        .withToolCalls(List.of(
                                new ProposedToolCall("ref", "get_order", Personal.text("{\"order_id\":\"1001\"}")))));
        ToolCallRequest called = only(topics.toolRequests());
        assertThat(Personal.plain(called.arguments())).isEqualTo("{\"order_id\":\"1001\"}");
        write(
                topics.toolResults(),
                new ToolCallResult(
                        called.callId(), "default", CASE, "get_order", START, 3, new ToolSuccess(Personal.text("{}"))));

        var askedAgain = only(topics.llmRequests());
        assertThat(askedAgain.toolExchanges()).hasSize(1);
        answer(
                askedAgain,
                new CompletionAnswer("big", new Usage())
                        .withText(Personal.text("It is on its way."))
                        .withConfidence(0.9));
        assertThat(messages()).containsExactly("It is on its way.");
        assertTheStateIsTheFoldOfTheLog();
    }

    @Test
    void What_must_not_run_twice_waits_for_the_commit_and_what_may_does_not() {
        open();
        say("m1", "Where is order 1001, and please note that I called?");
        var asked = early(topics.llmRequests());
        answer(
                asked,
                new CompletionAnswer("big", new Usage())
                        .withToolCalls(List.of(
                                new ProposedToolCall("read", "get_order", Personal.text("{\"order_id\":\"1001\"}")),
                                new ProposedToolCall("write", "note_order", Personal.text("{}")))));
        assertThat(early(topics.toolRequests()).tool()).isEqualTo("get_order");
        assertThat(committed(topics.toolRequests()))
                .extracting(ToolCallRequest::tool)
                .containsExactly("note_order");
    }

    @Test
    void A_turn_that_nobody_answers_is_handed_off_when_its_time_is_over() {
        open();
        say("m1", "Hello?");
        driver.advanceWallClockTime(Duration.ofSeconds(29));
        assertThat(read(topics.escalations())).isEmpty();
        driver.advanceWallClockTime(Duration.ofSeconds(2));
        assertThat(read(topics.escalations())).hasSize(1);
        assertThat(read(topics.outbound())).anyMatch(sent -> sent.payload() instanceof HandOffNotice);
        assertTheStateIsTheFoldOfTheLog();
    }

    @Test
    void A_specialist_that_is_late_is_gone_on_without() {
        open();
        say("m1", "Which boots fit?");
        answer(
                only(topics.llmRequests()),
                new CompletionAnswer("big", new Usage())
                        .withToolCalls(List.of(new ProposedToolCall(
                                "ref", "ask_sizing", Personal.text("{\"task\":\"Which size?\"}")))));
        var asked = only(topics.llmRequests());
        assertThat(asked.specialist()).isEqualTo("sizing");
        assertThat(asked.deadlineAt()).isBefore(START.plusSeconds(4));
        driver.advanceWallClockTime(Duration.ofSeconds(2));
        assertThat(read(topics.llmRequests())).isEmpty();
        driver.advanceWallClockTime(Duration.ofSeconds(2));
        var goesOn = only(topics.llmRequests());
        assertThat(goesOn.specialist()).isNull();
        assertThat(goesOn.toolExchanges())
                .extracting(ToolExchange::tool, ToolExchange::outcome)
                .containsExactly(tuple("ask_sizing", "failed"));
        answer(goesOn, new CompletionAnswer("big", new Usage()).withText(Personal.text("Please try them on.")));
        assertThat(messages()).containsExactly("Please try them on.");
        assertTheStateIsTheFoldOfTheLog();
    }

    @Test
    void A_timer_that_was_overtaken_does_not_fire() {
        open();
        say("m1", "Hello?");
        outside(ActorType.HUMAN, new ClaimHandOff("anna"));
        var before = events().size();
        driver.advanceWallClockTime(Duration.ofMinutes(5));
        assertThat(events()).hasSize(before);
    }

    @Test
    void Timers_that_come_due_during_an_outage_fire_once_each_in_the_order_of_their_time() {
        for (var number = 1; number <= WAITING_CASES; number++) {
            var id = CASE + "-" + number;
            write(
                    topics.inbound(),
                    id,
                    record(ActorType.CUSTOMER, opening()).withConversationId(id).withRecordId("opening-" + id));
            driver.advanceWallClockTime(Duration.ofSeconds(1));
        }
        read(topics.log());
        driver.advanceWallClockTime(Duration.ofDays(30));
        // A tick fires what its time allows.
        var events = new ArrayList<>(read(topics.log()));
        while (events.size() < 2 * WAITING_CASES) {
            driver.advanceWallClockTime(Duration.ofSeconds(1));
            var more = read(topics.log());
            assertThat(more).isNotEmpty();
            events.addAll(more);
        }
        assertThat(events)
                .filteredOn(event -> event.payload() instanceof ConversationFinished)
                .extracting(ConversationEvent::conversationId)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, WAITING_CASES)
                        .mapToObj(number -> CASE + "-" + number)
                        .toList());
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(read(topics.log())).isEmpty();
        assertThat(read(topics.deadLetters())).isEmpty();
    }

    @Test
    void A_late_return_is_another_case_that_answers_under_the_known_id() {
        open();
        outside(ActorType.SYSTEM, new Finish());
        read(topics.outbound());
        driver.advanceWallClockTime(Duration.ofDays(8));
        say("m1", "Hello again?");
        var asked = only(topics.llmRequests());
        assertThat(asked.conversationId()).startsWith(CASE + ":");
        write(
                topics.llmResults(),
                asked.conversationId(),
                new CompletionResult(
                        asked.requestId(),
                        "default",
                        asked.conversationId(),
                        asked.turn(),
                        asked.epoch(),
                        START,
                        5,
                        new CompletionAnswer("big", new Usage())
                                .withText(Personal.text("Hello!"))
                                .withConfidence(0.9)));
        var sent = read(topics.outbound()).stream()
                .filter(record -> record.payload() instanceof AgentMessage)
                .toList();
        assertThat(sent).hasSize(1);
        assertThat(sent.getFirst().conversationId()).isEqualTo(CASE);
        assertThat(sent.getFirst().caseId()).isEqualTo(asked.conversationId());
        var verifier = new LogVerifier();
        read(topics.log()).forEach(verifier::accept);
        assertThat(verifier.conversations()).isEqualTo(2);
        assertThat(verifier.finish(START.plus(Duration.ofDays(9)))).isEmpty();
        assertThat(read(topics.deadLetters())).isEmpty();
    }

    @Test
    void A_record_that_cannot_be_read_is_set_aside_and_the_stream_goes_on() {
        TestInputTopic<String, byte[]> inbound =
                driver.createInputTopic(topics.inbound().name(), new StringSerializer(), new ByteArraySerializer());
        inbound.pipeInput(CASE, "no Avro at all".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        inbound.pipeInput(new org.apache.kafka.streams.test.TestRecord<>(CASE, null));
        inbound.pipeInput(CASE, new byte[] {0, 1, 2, 3, 4, 5});
        open();
        say("m1", "Hello?");
        assertThat(read(topics.deadLetters()))
                .extracting(letter -> letter.reasonCode() + " " + letter.offset())
                .containsExactly("unreadable 0", "unreadable 1", "unknown_schema 2");
        assertThat(read(topics.llmRequests())).hasSize(1);
    }

    @Test
    void A_record_under_another_key_or_of_an_unknown_conversation_is_set_aside() {
        write(topics.inbound(), "other", record(ActorType.CUSTOMER, new ClaimHandOff("anna")));
        say("m1", "Hello?");
        assertThat(read(topics.deadLetters()))
                .extracting(letter -> letter.reasonCode())
                .containsExactly("invalid", "invalid");
        assertThat(events()).isEmpty();
    }

    @Test
    void The_same_record_twice_is_one_message() {
        open();
        var message = record(ActorType.CUSTOMER, message("m1", "Hello?"));
        write(topics.inbound(), CASE, message);
        write(topics.inbound(), CASE, message);
        assertThat(read(topics.llmRequests())).hasSize(1);
    }
}
