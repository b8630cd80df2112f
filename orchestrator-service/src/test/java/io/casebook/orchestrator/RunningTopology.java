package io.casebook.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.Definitions;
import io.casebook.conversation.Evolver;
import io.casebook.conversation.LogVerifier;
import io.casebook.conversation.States;
import io.casebook.platform.config.PlatformSettings;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.RecordSerde;
import io.casebook.platform.kafka.Topic;
import io.casebook.platform.kafka.Topics;
import io.casebook.schemas.ContentHash;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.AssigneeType;
import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.inbound.InboundPayload;
import io.casebook.vocabulary.inbound.InboundRecord;
import io.casebook.vocabulary.inbound.OpenConversation;
import io.casebook.vocabulary.inbound.ParticipantType;
import io.casebook.vocabulary.inbound.PostMessage;
import io.casebook.vocabulary.llm.CompletionAnswer;
import io.casebook.vocabulary.llm.CompletionRequest;
import io.casebook.vocabulary.llm.CompletionResult;
import io.casebook.vocabulary.outbound.AgentMessage;
import io.casebook.vocabulary.state.ConversationState;
import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The topology with an agent, its time in the test's hands, and somebody for each of its neighbours. */
abstract class RunningTopology {
    static final String CASE = "case-1";
    static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    private final Definitions definitions;

    /** Topics that only early records go to. */
    private static final Set<String> SINKLESS =
            Set.of("casebook.llm.requests", "casebook.llm.background", "casebook.knowledge.requests");

    @TempDir
    java.nio.file.Path stateDir;

    final Topics topics = new Topics("casebook.", 1);
    private final KafkaClients clients = KafkaClients.of(PlatformSettings.local("unused:9092"));
    final EarlyRecords early = new EarlyRecords();
    TopologyTestDriver driver;
    private int records;

    RunningTopology(Definitions definitions) {
        this.definitions = definitions;
    }

    @BeforeEach
    void start() {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        driver = new TopologyTestDriver(
                ConversationTopology.of(
                        topics,
                        clients,
                        definitions,
                        new Pace(Duration.ofMillis(25), Duration.ofMillis(2), 0.25),
                        early,
                        1),
                settings,
                START);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    void open() {
        outside(ActorType.CUSTOMER, opening());
    }

    static OpenConversation opening() {
        return new OpenConversation("customer-1", "web", START)
                .withAgentId("shop")
                .withAssigneeType(AssigneeType.AI_AGENT);
    }

    void say(String messageId, String text) {
        outside(ActorType.CUSTOMER, message(messageId, text));
    }

    static PostMessage message(String messageId, String text) {
        return new PostMessage(
                messageId, Personal.text(text), ContentHash.of(text, null), ParticipantType.CUSTOMER, START);
    }

    void outside(ActorType who, InboundPayload payload) {
        write(topics.inbound(), CASE, record(who, payload));
    }

    InboundRecord record(ActorType who, InboundPayload payload) {
        records++;
        return new InboundRecord("record-" + records, "default", CASE, START, new Actor(who), payload);
    }

    void answer(CompletionRequest asked, CompletionAnswer answer) {
        write(
                topics.llmResults(),
                new CompletionResult(
                        asked.requestId(), "default", CASE, asked.turn(), asked.epoch(), START, 5, answer));
    }

    <V extends SpecificRecord> void write(Topic<V> topic, V value) {
        write(topic, CASE, value);
    }

    <V extends SpecificRecord> void write(Topic<V> topic, String key, V value) {
        driver.createInputTopic(topic.name(), new StringSerializer(), new RecordSerde<>(topic).serializer())
                .pipeInput(key, value);
    }

    private final List<ConversationEvent> log = new ArrayList<>();

    /** What left beside the transaction, in its order; read once, as from a topic. */
    static final class EarlyRecords implements RequestSender {
        private final Map<String, List<SpecificRecord>> sent = new HashMap<>();
        /** The trace that was current as each left. */
        final List<String> traces = new ArrayList<>();

        @Override
        public <V extends SpecificRecord> void send(Topic<V> topic, String key, V value) {
            assertThat(key).startsWith(CASE);
            traces.add(Span.current().getSpanContext().getTraceId());
            sent.computeIfAbsent(topic.name(), name -> new ArrayList<>()).add(value);
        }

        @SuppressWarnings("unchecked")
        <V extends SpecificRecord> List<V> take(Topic<V> topic) {
            var taken = (List<V>) sent.remove(topic.name());
            return taken == null ? List.of() : taken;
        }
    }

    <V extends SpecificRecord> List<V> read(Topic<V> topic) {
        var all = new ArrayList<>(early.take(topic));
        if (!SINKLESS.contains(topic.name())) {
            all.addAll(committed(topic));
        }
        return all;
    }

    <V extends SpecificRecord> List<V> committed(Topic<V> topic) {
        return driver
                .createOutputTopic(
                        topic.name(),
                        new org.apache.kafka.common.serialization.StringDeserializer(),
                        new RecordSerde<>(topic).deserializer())
                .readKeyValuesToList()
                .stream()
                .map((KeyValue<String, V> record) -> record.value)
                .toList();
    }

    <V extends SpecificRecord> V only(Topic<V> topic) {
        var all = read(topic);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    List<ConversationEvent> events() {
        log.addAll(read(topics.log()));
        return log;
    }

    List<String> messages() {
        return read(topics.outbound()).stream()
                .map(sent -> sent.payload())
                .filter(AgentMessage.class::isInstance)
                .map(message -> Personal.plain(((AgentMessage) message).body()))
                .toList();
    }

    void assertTheStateIsTheFoldOfTheLog() {
        var verifier = new LogVerifier();
        events().forEach(verifier::accept);
        assertThat(verifier.finish(START.plusSeconds(3600))).isEmpty();
        var stored =
                driver.<String, byte[]>getKeyValueStore(Stores.CONVERSATIONS).get(CASE);
        assertThat(Stores.STATE_CODEC.decode(stored)).isEqualTo(Evolver.fold(States.unborn("default", CASE), events()));
    }

    <V extends SpecificRecord> V early(Topic<V> topic) {
        var all = early.take(topic);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    /** The stored state. */
    ConversationState state() {
        return Stores.STATE_CODEC.decode(
                driver.<String, byte[]>getKeyValueStore(Stores.CONVERSATIONS).get(CASE));
    }
}
