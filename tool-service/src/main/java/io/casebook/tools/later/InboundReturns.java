package io.casebook.tools.later;

import io.casebook.platform.kafka.DeadLetters;
import io.casebook.platform.kafka.Isolation;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.Topic;
import io.casebook.platform.kafka.TopicFollower;
import io.casebook.platform.kafka.TopicFollowerBuilder;
import io.casebook.tools.run.Returns;
import io.casebook.vocabulary.inbound.InboundRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Listens on the inbound topic, from the first call on whose result comes back later. Thread-safe. */
public final class InboundReturns implements AutoCloseable {
    private final Topic<InboundRecord> inbound;
    private final KafkaClients clients;
    private final DeadLetters deadLetters;
    private final PendingReturns pending = new PendingReturns(new Listening());
    private final CatchUps catchUps = new CatchUps(this::readSince);
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

    private final class Listening implements PendingReturns.Listening {
        @Override
        public void begin(Duration within) throws InterruptedException {
            awaitCaughtUp(following(), within);
        }

        /** First all that comes from now on, then what came before: nothing lies between. */
        @Override
        public void beginSince(Instant since, Duration within) throws InterruptedException {
            begin(within);
            catchUps.read(since, within);
        }
    }

    private void readSince(Instant since, Duration within) throws InterruptedException {
        try (var earlier = builder()
                .fromOffsets(offsets(since))
                .named("tool-returns-since")
                .start(record -> pending.take(record.value()))) {
            awaitCaughtUp(earlier, within);
        }
    }

    private static void awaitCaughtUp(TopicFollower<InboundRecord> follower, Duration within)
            throws InterruptedException {
        try {
            var _ = follower.caughtUp().toCompletableFuture().get(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // Then the result may be missed, and the call is in doubt when its time is up.
        }
    }

    /** Where what was written from then on begins; a partition with nothing of it is not named. */
    private Map<Integer, Long> offsets(Instant since) {
        var offsets = new HashMap<Integer, Long>();
        try (var consumer = clients.consumer(null, Isolation.READ_COMMITTED, Map.of())) {
            var wanted = new HashMap<TopicPartition, Long>();
            for (var partition : consumer.partitionsFor(inbound.name())) {
                wanted.put(new TopicPartition(partition.topic(), partition.partition()), since.toEpochMilli());
            }
            consumer.offsetsForTimes(wanted).forEach((partition, found) -> {
                if (found != null) {
                    offsets.put(partition.partition(), found.offset());
                }
            });
        }
        return offsets;
    }

    private TopicFollowerBuilder<InboundRecord> builder() {
        return TopicFollower.of(inbound, clients, deadLetters).from(TopicFollower.Start.END);
    }

    private synchronized TopicFollower<InboundRecord> following() {
        if (follower == null) {
            follower = builder().named("tool-returns").start(record -> pending.take(record.value()));
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
