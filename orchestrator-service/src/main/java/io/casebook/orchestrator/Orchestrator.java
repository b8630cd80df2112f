package io.casebook.orchestrator;

import io.casebook.platform.config.PlatformSettings;
import io.casebook.platform.definition.DefinitionCatalog;
import io.casebook.platform.health.ServiceReadiness;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs the topology: starts it when Kafka and the definitions are there, stops it cleanly, says when it is ready. */
@ApplicationScoped
public class Orchestrator {
    private static final Logger LOG = Logger.getLogger(Orchestrator.class);
    private static final String SERVICE = "orchestrator";
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
    private static final Duration KAFKA_WITHIN = Duration.ofSeconds(10);
    private static final long RETRY_MILLIS = 500;

    private final OrchestratorConfig config;
    private final OrchestratorSettings settings;
    private final PlatformSettings platform;
    private final Topics topics;
    private final KafkaClients clients;
    private final DefinitionCatalog catalog;
    private final ServiceReadiness readiness;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable EarlyRequests requests;
    private volatile @Nullable KafkaStreams streams;

    Orchestrator(
            OrchestratorConfig config,
            PlatformSettings platform,
            Topics topics,
            KafkaClients clients,
            DefinitionCatalog catalog,
            ServiceReadiness readiness) {
        this.config = config;
        this.settings = OrchestratorSettings.of(config, platform);
        this.platform = platform;
        this.topics = topics;
        this.clients = clients;
        this.catalog = catalog;
        this.readiness = readiness;
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled()) {
            readiness.register(SERVICE, this::ready, this::detail);
            Thread.ofVirtual().name("orchestrator-start").start(this::startWhenPossible);
        }
    }

    /** Kafka may come up later than this process, and no decision may be taken before the definitions are read. */
    private void startWhenPossible() {
        try {
            while (!stopped.await(0, TimeUnit.MILLISECONDS)) {
                if (catalog.awaitEnd(Duration.ofSeconds(5)) && tryStart()) {
                    return;
                }
                if (stopped.await(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean tryStart() {
        if (stopped.getCount() == 0) {
            return true;
        }
        KafkaStreams made = null;
        try {
            var sender = requests == null ? new EarlyRequests(clients) : requests;
            requests = sender;
            var topology = ConversationTopology.of(
                    topics,
                    clients,
                    new CatalogDefinitions(catalog, platform.defaultAgentId()),
                    settings.pace(),
                    sender,
                    partitions());
            made = new KafkaStreams(topology, settings.properties(platform), new StreamsClients(sender));
            made.setUncaughtExceptionHandler(fault -> {
                LOG.error("a thread of the orchestrator died and is replaced", fault);
                return StreamThreadExceptionResponse.REPLACE_THREAD;
            });
            made.start();
            streams = made;
            return true;
        } catch (KafkaException e) {
            LOG.warnf("the orchestrator cannot start yet: %s", e.getMessage());
            if (made != null) {
                made.close(CLOSE_WITHIN);
            }
            return false;
        }
    }

    /** The topic's own number: an installation may be older than the setting. */
    private int partitions() {
        var name = topics.inbound().name();
        try (var admin = clients.admin()) {
            return admin
                    .describeTopics(List.of(name))
                    .allTopicNames()
                    .get(KAFKA_WITHIN.toSeconds(), TimeUnit.SECONDS)
                    .values()
                    .stream()
                    .mapToInt(topic -> topic.partitions().size())
                    .sum();
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the topic " + name + " could not be looked up", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("stopped while the topic " + name + " was looked up", e);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopped.countDown();
        KafkaStreams running;
        EarlyRequests sender;
        synchronized (this) {
            running = streams;
            sender = requests;
            streams = null;
            requests = null;
        }
        if (running != null && !running.close(CLOSE_WITHIN)) {
            LOG.warnf("the orchestrator did not stop within %d s", CLOSE_WITHIN.toSeconds());
        }
        if (sender != null) {
            sender.close();
        }
    }

    /**
     * The store of conversations' states, for reading.
     *
     * @throws InvalidStateStoreException while it is being moved or restored
     */
    ReadOnlyKeyValueStore<String, byte[]> conversations() {
        var running = streams;
        if (running == null) {
            throw new InvalidStateStoreException("the orchestrator is not running");
        }
        return running.store(
                StoreQueryParameters.fromNameAndType(Stores.CONVERSATIONS, QueryableStoreTypes.keyValueStore()));
    }

    /** True when the topology runs and its partitions are assigned and restored: RUNNING alone comes before the first reply. */
    boolean ready() {
        var running = streams;
        return running != null && running.state() == KafkaStreams.State.RUNNING && activeTasks(running) > 0;
    }

    private static int activeTasks(KafkaStreams running) {
        return running.metadataForLocalThreads().stream()
                .mapToInt(thread -> thread.activeTasks().size())
                .sum();
    }

    private String detail() {
        var running = streams;
        return running == null
                ? "waiting for Kafka and the definitions"
                : "%s, %d partitions".formatted(running.state(), activeTasks(running));
    }
}
