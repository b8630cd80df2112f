package io.casebook.standalone.up;

import io.casebook.platform.config.PlatformSettings;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.TopicSetup;
import io.casebook.platform.kafka.Topics;
import io.casebook.standalone.program.CommandFailure;
import io.casebook.standalone.publish.AgentPublisher;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * What the services stand on, laid before any of them begins: the broker serves and the topics exist. The agent is published while
 * they begin.
 */
@ApplicationScoped
class Groundwork {
    private static final Logger LOG = Logger.getLogger(Groundwork.class);
    private static final int BEFORE_ALL_SERVICES = 1;
    private static final short SAFE_REPLICATION = 3;

    private final KafkaClients clients;
    private final Topics topics;
    private final PlatformSettings settings;
    private final CompletableFuture<Void> published = new CompletableFuture<>();

    Groundwork(KafkaClients clients, Topics topics, PlatformSettings settings) {
        this.clients = clients;
        this.topics = topics;
        this.settings = settings;
    }

    void lay(@Observes @Priority(BEFORE_ALL_SERVICES) StartupEvent event) {
        var launch = Launch.current();
        if (launch == null) {
            return;
        }
        launch.kafka().awaitServing();
        createTopics(launch.kafka());
        Thread.ofPlatform().name("casebook-publish").daemon().start(() -> {
            try {
                publish(launch);
                published.complete(null);
            } catch (IOException | RuntimeException e) {
                published.completeExceptionally(e);
            }
        });
    }

    /** Completes when the agent and its articles are on their topics. */
    CompletableFuture<Void> published() {
        return published;
    }

    private void createTopics(KafkaPart kafka) {
        try (var admin = clients.admin()) {
            var report = TopicSetup.create(admin, topics, kafka.ownBroker() ? 1 : replication(admin));
            report.differences().forEach(difference -> LOG.warnf("topic %s; left as it is", difference));
        } catch (KafkaException e) {
            throw CommandFailure.failed(
                    "Kafka at %s does not create the topics (%s); check the address, and that this user may create topics with the prefix %s"
                            .formatted(kafka.bootstrap(), e.getMessage(), settings.prefix()));
        }
    }

    private static short replication(Admin admin) {
        try {
            var brokers = admin.describeCluster().nodes().get().size();
            return (short) Math.min(SAFE_REPLICATION, brokers);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    private void publish(Launch launch) throws IOException {
        try (var publisher = new AgentPublisher(clients, topics, settings.tenantId(), "casebook up")) {
            var outcome = publisher.release(launch.agent());
            if (outcome.published()) {
                LOG.infof(
                        "agent %s: version %s is new",
                        launch.agent().definition().agentId(), outcome.version());
            }
            var articles = publisher.articles(launch.agent());
            articles.problems().forEach(problem -> LOG.warnf("article skipped: %s", problem));
        }
    }
}
