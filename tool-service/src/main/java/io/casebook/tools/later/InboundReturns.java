package io.casebook.tools.later;

import io.casebook.platform.kafka.DeadLetters;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.Topic;
import io.casebook.platform.kafka.TopicFollower;
import io.casebook.tools.run.Returns;
import io.casebook.vocabulary.inbound.InboundRecord;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Listens on the inbound topic, from the first call on whose result comes back later. Thread-safe. */
public final class InboundReturns implements AutoCloseable {
    private final Topic<InboundRecord> inbound;
    private final KafkaClients clients;
    private final DeadLetters deadLetters;
    private final PendingReturns pending = new PendingReturns(this::listen);
    private @Nullable TopicFollower<InboundRecord> follower;

    /** @param inbound the topic on which results come back */
    public InboundReturns(Topic<InboundRecord> inbound, KafkaClients clients, DeadLetters deadLetters) {
        this.inbound = inbound;
        this.clients = clients;
        this.deadLetters = deadLetters;
    }

    /** What came back. */
    public Returns returns() {
        return pending;
    }

    private void listen(Duration within) throws InterruptedException {
        try {
            var _ = following().caughtUp().toCompletableFuture().get(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // Then the result may be missed, and the call is in doubt when its time is up.
        }
    }

    private synchronized TopicFollower<InboundRecord> following() {
        if (follower == null) {
            follower = TopicFollower.of(inbound, clients, deadLetters)
                    .from(TopicFollower.Start.END)
                    .named("tool-returns")
                    .start(record -> pending.take(record.value()));
        }
        return follower;
    }

    @Override
    public synchronized void close() {
        if (follower != null) {
            follower.close();
        }
    }
}
