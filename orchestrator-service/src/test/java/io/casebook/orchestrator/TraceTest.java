package io.casebook.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.Definitions;
import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.ChannelPolicy;
import io.casebook.conversation.definition.KnowledgePolicy;
import io.casebook.conversation.definition.ModelRole;
import io.casebook.conversation.definition.ModelRoles;
import io.casebook.conversation.definition.Triage;
import io.casebook.platform.kafka.RecordSerde;
import io.casebook.vocabulary.ActorType;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A trace goes through the orchestrator, also where time stands between the message and the request. */
class TraceTest extends RunningTopology {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final AgentDefinition AGENT = AgentDefinition.builder("shop")
            .version("0123456789ab")
            .channels(Map.of(
                    "web",
                    new ChannelPolicy(Duration.ofMillis(500), Duration.ofSeconds(5), Duration.ofSeconds(30), null)))
            .triage(Triage.OFF)
            .knowledge(KnowledgePolicy.OFF)
            .models(new ModelRoles(Map.of(ModelRole.REASON, List.of("big"))))
            .build();

    TraceTest() {
        super(Definitions.of(AGENT));
    }

    @BeforeAll
    static void propagate() {
        GlobalOpenTelemetry.resetForTest();
        GlobalOpenTelemetry.set(
                OpenTelemetry.propagating(ContextPropagators.create(W3CTraceContextPropagator.getInstance())));
    }

    @AfterAll
    static void forget() {
        GlobalOpenTelemetry.resetForTest();
    }

    private void sayWithin(String trace) {
        var headers = new RecordHeaders();
        headers.add("traceparent", ("00-" + trace + "-b7ad6b7169203331-01").getBytes(StandardCharsets.UTF_8));
        var topic = topics.inbound();
        driver.createInputTopic(topic.name(), new StringSerializer(), new RecordSerde<>(topic).serializer())
                .pipeInput(new TestRecord<>(
                        CASE, record(ActorType.CUSTOMER, message("m1", "Where is order 1001?")), headers));
    }

    @Test
    void The_request_to_a_model_belongs_to_the_trace_of_the_message_that_it_answers() {
        open();
        sayWithin(TRACE);
        assertThat(early.traces).isEmpty();

        driver.advanceWallClockTime(Duration.ofSeconds(1));

        only(topics.llmRequests());
        assertThat(early.traces).isNotEmpty().containsOnly(TRACE);
    }

    @Test
    void Every_event_of_the_decision_carries_the_trace_in_its_headers() {
        open();
        committed(topics.log());
        sayWithin(TRACE);

        var records = driver.createOutputTopic(
                        topics.log().name(), new StringDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
        assertThat(records)
                .isNotEmpty()
                .allSatisfy(record -> assertThat(new String(
                                record.headers().lastHeader("traceparent").value(), StandardCharsets.UTF_8))
                        .contains(TRACE));
    }

    @Test
    void Without_a_trace_nothing_is_added_to_the_log() {
        open();

        var records = driver.createOutputTopic(
                        topics.log().name(), new StringDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
        assertThat(records)
                .isNotEmpty()
                .allSatisfy(record -> assertThat(record.headers().toArray()).isEmpty());
    }
}
