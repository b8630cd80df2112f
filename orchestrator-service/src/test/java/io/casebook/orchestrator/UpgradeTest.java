package io.casebook.orchestrator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.LogVerifier;
import io.casebook.conversation.StateComparison;
import io.casebook.conversation.States;
import io.casebook.platform.config.PlatformSettings;
import io.casebook.platform.definition.DefinitionCatalog;
import io.casebook.platform.definition.DefinitionIndex;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.RecordSerde;
import io.casebook.platform.kafka.Topic;
import io.casebook.platform.kafka.Topics;
import io.casebook.schemas.ContentHash;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.inbound.DecideToolApproval;
import io.casebook.vocabulary.inbound.InboundPayload;
import io.casebook.vocabulary.inbound.InboundRecord;
import io.casebook.vocabulary.inbound.ParticipantType;
import io.casebook.vocabulary.inbound.PostMessage;
import io.casebook.vocabulary.state.Answering;
import io.casebook.vocabulary.state.Cancelled;
import io.casebook.vocabulary.state.ConversationState;
import io.casebook.vocabulary.state.Debouncing;
import io.casebook.vocabulary.state.Finished;
import io.casebook.vocabulary.state.Observing;
import io.casebook.vocabulary.state.Waiting;
import io.casebook.vocabulary.state.WithHuman;
import io.casebook.vocabulary.tool.ToolCallRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * This code on the stores and the log that the release 0.1.0 left behind when it was killed under load: conversations in every phase, some
 * between a message and its turn, some in the middle of a turn.
 */
class UpgradeTest {
    private static final String RELEASE = "0.1.0";

    @TempDir
    java.nio.file.Path stateDir;

    private final Topics topics = new Topics("casebook.", 1);
    private final KafkaClients clients = KafkaClients.of(PlatformSettings.local("unused:9092"));
    private final List<SpecificRecord> early = new ArrayList<>();
    private final LogVerifier verifier = new LogVerifier();
    private ReleaseRecords release;
    private TopologyTestDriver driver;

    @BeforeEach
    void start() throws IOException {
        release = ReleaseRecords.of(RELEASE);
        var definitions = new DefinitionIndex();
        release.of("definitions", false)
                .forEach(record -> definitions.add(
                        topics.definitions().codec().decode(record.value().get())));
        driver = driver(new CatalogDefinitions(DefinitionCatalog.of(definitions), "shop"));
        for (var store : List.of(Stores.CONVERSATIONS, Stores.PASSAGES)) {
            var into = driver.<String, byte[]>getKeyValueStore(store);
            release.of(store, true)
                    .forEach(record -> into.put(
                            new String(record.key().get(), UTF_8),
                            record.value().get()));
        }
        var timers = driver.<byte[], byte[]>getKeyValueStore(Stores.TIMERS);
        release.of(Stores.TIMERS, true)
                .forEach(record -> timers.put(record.key().get(), record.value().get()));
        release.of("log", false)
                .forEach(record -> verifier.accept(
                        topics.log().codec().decode(record.value().get())));
    }

    private TopologyTestDriver driver(CatalogDefinitions definitions) {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        var topology = ConversationTopology.of(
                topics,
                clients,
                definitions,
                new Pace(Duration.ofMillis(25), Duration.ofMillis(2), 0.25),
                new RequestSender() {
                    @Override
                    public <V extends SpecificRecord> void send(Topic<V> topic, String key, V value) {
                        early.add(value);
                    }
                },
                1);
        return new TopologyTestDriver(topology, settings, release.end());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void Every_phase_is_there_and_every_stored_state_is_the_fold_of_its_events() {
        assertThat(states())
                .extracting(state -> (Object) state.phase().getClass())
                .contains(
                        Answering.class,
                        Cancelled.class,
                        Debouncing.class,
                        Finished.class,
                        Observing.class,
                        Waiting.class,
                        WithHuman.class);
        for (var state : states()) {
            assertThat(StateComparison.differences(
                            Objects.requireNonNull(verifier.state(state.conversationId())), state))
                    .as(state.conversationId())
                    .isEmpty();
        }
    }

    @Test
    void A_question_that_was_asked_before_takes_its_answer() {
        say("asked", "It is 1001");
        assertThat(early)
                .filteredOn(ToolCallRequest.class::isInstance)
                .singleElement()
                .satisfies(called -> {
                    assertThat(((ToolCallRequest) called).tool()).isEqualTo("get_order");
                    assertThat(Personal.plain(((ToolCallRequest) called).arguments()))
                            .contains("1001");
                });
        assertThatEveryPromiseIsKept();
    }

    @Test
    void What_a_person_was_asked_to_approve_is_what_runs() {
        var waiting = state("approving");
        var request = Objects.requireNonNull(waiting.approval()).request();
        outside(
                "approving",
                ActorType.HUMAN,
                new DecideToolApproval(request.callId(), true, request.argumentsHash(), "anna"));
        assertThat(committed(topics.toolRequests())).singleElement().satisfies(called -> {
            assertThat(called.tool()).isEqualTo("refund_order");
            assertThat(called.callId()).isEqualTo(request.callId());
            assertThat(called.arguments()).isEqualTo(request.arguments());
        });
        assertThatEveryPromiseIsKept();
    }

    @Test
    void A_turn_that_the_end_of_the_old_process_cut_off_ends() {
        var cutOff = states().stream()
                .filter(state -> state.phase() instanceof Answering || state.phase() instanceof Debouncing)
                .map(ConversationState::conversationId)
                .toList();
        assertThat(cutOff).isNotEmpty();
        // Whatever was asked for is lost, and nobody answers what is asked for now.
        driver.advanceWallClockTime(Duration.ofSeconds(5));
        driver.advanceWallClockTime(Duration.ofMinutes(2));
        for (var id : cutOff) {
            assertThat(state(id).phase()).as(id).isNotInstanceOf(Answering.class);
        }
        assertThatEveryPromiseIsKept();
    }

    @Test
    void Every_timer_is_armed_and_in_the_end_every_conversation_is_over_or_with_people() {
        for (var day = 0; day < 60; day++) {
            driver.advanceWallClockTime(Duration.ofDays(1));
        }
        assertThat(states())
                .filteredOn(state -> States.nextDeadline(state) != null)
                .isEmpty();
        try (var timers = driver.<byte[], byte[]>getKeyValueStore(Stores.TIMERS).all()) {
            assertThat(timers.hasNext()).isFalse();
        }
        assertThatEveryPromiseIsKept();
    }

    /** A renamed store or processor would leave what is stored under the old name behind. */
    @Test
    void The_names_that_carry_data_are_those_of_the_release() {
        var description = ConversationTopology.of(
                        topics,
                        clients,
                        new CatalogDefinitions(DefinitionCatalog.of(new DefinitionIndex()), "shop"),
                        new Pace(Duration.ofMillis(25), Duration.ofMillis(2), 0.25),
                        new RequestSender() {
                            @Override
                            public <V extends SpecificRecord> void send(Topic<V> topic, String key, V value) {
                                throw new AssertionError("nothing is sent while a topology is described");
                            }
                        },
                        1)
                .describe();
        assertThat(description.subtopologies()).hasSize(1);
        assertThat(description.globalStores()).isEmpty();
        assertThat(description.subtopologies().iterator().next().nodes())
                .filteredOn(TopologyDescription.Processor.class::isInstance)
                .singleElement()
                .satisfies(node -> {
                    assertThat(node.name()).isEqualTo("conversation");
                    assertThat(((TopologyDescription.Processor) node).stores())
                            .containsExactlyInAnyOrder("conversations", "entries", "passages", "timers");
                });
        var settings = new OrchestratorSettings(
                Duration.ofMillis(200),
                Duration.ofMillis(1),
                new Pace(Duration.ofMillis(25), Duration.ofMillis(2), 0.25),
                1,
                0,
                1,
                "test",
                stateDir,
                Map.of());
        // The application's id is in the names of the changelogs and of the consumer group.
        assertThat(settings.properties(PlatformSettings.local("unused:9092")))
                .containsEntry(StreamsConfig.APPLICATION_ID_CONFIG, "casebook.orchestrator");
    }

    private void assertThatEveryPromiseIsKept() {
        committed(topics.log()).forEach(verifier::accept);
        assertThat(verifier.finish(release.end())).isEmpty();
        for (var state : states()) {
            assertThat(StateComparison.differences(
                            Objects.requireNonNull(verifier.state(state.conversationId())), state))
                    .as(state.conversationId())
                    .isEmpty();
        }
        assertThat(committed(topics.deadLetters())).isEmpty();
    }

    private List<ConversationState> states() {
        var all = new ArrayList<ConversationState>();
        try (var stored =
                driver.<String, byte[]>getKeyValueStore(Stores.CONVERSATIONS).all()) {
            stored.forEachRemaining(state -> all.add(Stores.STATE_CODEC.decode(state.value)));
        }
        return all;
    }

    private ConversationState state(String conversationId) {
        return Stores.STATE_CODEC.decode(
                driver.<String, byte[]>getKeyValueStore(Stores.CONVERSATIONS).get(conversationId));
    }

    private void say(String conversationId, String text) {
        outside(
                conversationId,
                ActorType.CUSTOMER,
                new PostMessage(
                        "after-the-upgrade",
                        Personal.text(text),
                        ContentHash.of(text, null),
                        ParticipantType.CUSTOMER,
                        release.end()));
        driver.advanceWallClockTime(Duration.ofSeconds(2));
    }

    private void outside(String conversationId, ActorType who, InboundPayload payload) {
        driver.createInputTopic(
                        topics.inbound().name(),
                        new StringSerializer(),
                        new RecordSerde<>(topics.inbound()).serializer())
                .pipeInput(
                        conversationId,
                        new InboundRecord(
                                "after-the-upgrade",
                                "default",
                                conversationId,
                                release.end(),
                                new Actor(who),
                                payload));
    }

    private <V extends SpecificRecord> List<V> committed(Topic<V> topic) {
        return driver.createOutputTopic(topic.name(), new StringDeserializer(), new RecordSerde<>(topic).deserializer())
                .readValuesToList();
    }
}
