package io.casebook.escalation;

import io.casebook.escalation.queue.CaseFilter;
import io.casebook.escalation.queue.CaseQueue;
import io.casebook.platform.health.ServiceReadiness;
import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.Code;
import io.casebook.platform.kafka.DeadLetters;
import io.casebook.platform.kafka.Isolation;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.TopicFollower;
import io.casebook.platform.kafka.Topics;
import io.casebook.vocabulary.escalation.EscalationRecord;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Fills the queue from the escalations topic, from its oldest record on, and stops with the service. */
@ApplicationScoped
public class QueueFollowing {
    private static final String SERVICE = "escalation";

    private final EscalationSettings settings;
    private final Topics topics;
    private final KafkaClients clients;
    private final DeadLetters deadLetters;
    private final ServiceReadiness readiness;
    private final CaseQueue queue;
    private volatile @Nullable TopicFollower<EscalationRecord> follower;

    @Inject
    QueueFollowing(
            EscalationSettings settings,
            Topics topics,
            KafkaClients clients,
            DeadLetters deadLetters,
            ServiceReadiness readiness,
            CaseQueue queue) {
        this.settings = settings;
        this.topics = topics;
        this.clients = clients;
        this.deadLetters = deadLetters;
        this.readiness = readiness;
        this.queue = queue;
    }

    void start(@Observes StartupEvent event) {
        if (!settings.enabled()) {
            return;
        }
        follower = TopicFollower.of(topics.escalations(), clients, deadLetters)
                .named(SERVICE)
                .from(TopicFollower.Start.BEGINNING)
                .isolation(Isolation.READ_COMMITTED)
                .start(record -> queue.accept(record.value()));
        readiness.register(SERVICE, this::isComplete, this::detail);
    }

    void stop(@Observes ShutdownEvent event) {
        readiness.unregister(SERVICE);
        var running = follower;
        if (running != null) {
            running.close();
        }
    }

    /** True once the queue holds everything that waited when the service started. */
    public boolean isComplete() {
        var running = follower;
        return running == null || running.isCaughtUp();
    }

    /**
     * Refuses to answer from half a queue.
     *
     * @throws ApiException unavailable while the queue is being read
     */
    public void requireComplete() {
        if (!isComplete()) {
            throw new ApiException(
                    Code.UNAVAILABLE, "the queue is still being read from Kafka; repeat the call in a moment");
        }
    }

    private String detail() {
        return isComplete()
                ? "%d cases wait".formatted(queue.list(CaseFilter.WAITING).size())
                : "reading what waits for people";
    }
}
