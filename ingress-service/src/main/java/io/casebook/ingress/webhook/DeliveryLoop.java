package io.casebook.ingress.webhook;

import io.casebook.ingress.delivery.Notification;
import io.casebook.platform.kafka.DeadLetters;
import io.casebook.platform.kafka.Isolation;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.RecordSerde;
import io.casebook.platform.kafka.Topic;
import io.casebook.schemas.UnreadableRecordException;
import io.casebook.vocabulary.outbound.OutboundRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * The one thread that talks to the consumer. Each conversation is a line; the first in each line is being delivered on a virtual
 * thread of its own, the others wait behind it. Offsets are committed up to the first record that is not delivered.
 */
final class DeliveryLoop implements Runnable {
    /** So many records of a partition would come again after a restart, at most. */
    static final long MOST_AHEAD = 10_000;

    private static final Logger LOG = Logger.getLogger(DeliveryLoop.class);
    private static final Duration POLL = Duration.ofMillis(100);
    /** With lines to move on the next look comes soon. */
    private static final Duration POLL_WHEN_BUSY = Duration.ofMillis(10);

    private static final Duration DRAIN_WITHIN = Duration.ofSeconds(5);
    private static final Duration FINISH_BEFORE_REVOKED = Duration.ofSeconds(1);
    static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);
    private static final Duration START_AGAIN_AFTER = Duration.ofSeconds(1);

    private final String group;
    private final Topic<OutboundRecord> topic;
    private final KafkaClients clients;
    private final DeadLetters deadLetters;
    private final RecordSerde<OutboundRecord> serde;
    private final Delivery delivery;
    private final Backoff backoff;
    private final int most;
    private final Map<TopicPartition, Assigned> assigned = new HashMap<>();
    private final DeliveryCommits commits = new DeliveryCommits(assigned);
    private final LinkedBlockingQueue<Done> done = new LinkedBlockingQueue<>();
    private final ExecutorService threads;
    private volatile boolean stopping;
    private volatile boolean reading;
    private int inDelivery;

    DeliveryLoop(
            String group,
            Topic<OutboundRecord> topic,
            KafkaClients clients,
            DeadLetters deadLetters,
            Delivery delivery,
            Backoff backoff,
            int most) {
        this.group = group;
        this.topic = topic;
        this.clients = clients;
        this.deadLetters = deadLetters;
        this.serde = clients.serde(topic);
        this.delivery = delivery;
        this.backoff = backoff;
        this.most = most;
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(WebhookDelivery.NAME + "-", 0).factory());
    }

    void stop() {
        stopping = true;
        backoff.stop();
    }

    boolean reading() {
        return reading;
    }

    @Override
    public void run() {
        while (!stopping) {
            try {
                readUntilStopped();
            } catch (RuntimeException e) {
                reading = false;
                LOG.warnf(
                        "webhooks start again after a failure: %s", e.getClass().getName());
                assigned.values().forEach(Assigned::leave);
                assigned.clear();
                pause();
            }
        }
        reading = false;
        threads.shutdownNow();
    }

    private void readUntilStopped() {
        var consumer = clients.consumer(group, Isolation.READ_COMMITTED, Map.of());
        try {
            consumer.subscribe(List.of(topic.name()), new Rebalance(consumer));
            while (!stopping) {
                step(consumer);
            }
            settleWithin(DRAIN_WITHIN);
            DeliveryCommits.commitNow(consumer, assigned);
        } finally {
            closeQuietly(consumer);
        }
    }

    private void step(Consumer<String, byte[]> consumer) {
        settleAll();
        holdBack(consumer);
        take(consumer.poll(inDelivery > 0 ? POLL_WHEN_BUSY : POLL));
        commits.commitWhenDue(consumer);
    }

    /** Reads no further where too much is held, so that memory stays bounded however long the receiver is away. */
    private void holdBack(Consumer<String, byte[]> consumer) {
        var full = assigned.values().stream().mapToInt(Assigned::held).sum() >= most;
        var back = new HashSet<TopicPartition>();
        assigned.forEach((partition, part) -> {
            if (full || part.ahead() >= MOST_AHEAD) {
                back.add(partition);
            }
        });
        var on = new HashSet<>(consumer.paused());
        on.removeAll(back);
        consumer.resume(on);
        consumer.pause(back);
    }

    private void take(ConsumerRecords<String, byte[]> records) {
        for (var record : records) {
            var part = assigned.get(new TopicPartition(record.topic(), record.partition()));
            if (part != null) {
                take(part, record);
            }
        }
        records.nextOffsets().forEach((partition, next) -> {
            var part = assigned.get(partition);
            if (part != null) {
                part.readTo(next.offset());
            }
        });
    }

    private void take(Assigned part, ConsumerRecord<String, byte[]> raw) {
        OutboundRecord record;
        try {
            record = serde.decode(raw.value());
        } catch (UnreadableRecordException e) {
            deadLetters.add(WebhookDelivery.NAME, raw, e.reasonCode(), String.valueOf(e.getMessage()));
            part.readTo(raw.offset() + 1);
            return;
        }
        var notification = Notification.of(record);
        if (notification == null || notification.type().equals(Notification.TYPING)) {
            part.readTo(raw.offset() + 1);
            return;
        }
        var held = new Held(part, raw, record, notification);
        if (part.join(held)) {
            start(held);
        }
    }

    private void start(Held held) {
        inDelivery++;
        threads.execute(() -> {
            var complete = false;
            try {
                complete = delivery.complete(held);
            } finally {
                done.add(new Done(held, complete));
            }
        });
    }

    private void settleAll() {
        for (var next = done.poll(); next != null; next = done.poll()) {
            settle(next);
        }
    }

    private void settle(Done next) {
        inDelivery--;
        if (next.complete && !next.held.part().gone()) {
            var following = next.held.part().leave(next.held);
            if (following != null && !stopping) {
                start(following);
            }
        }
    }

    private void settleWithin(Duration limit) {
        var deadline = System.nanoTime() + limit.toNanos();
        try {
            settleAll();
            while (inDelivery > 0) {
                var next = done.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    return;
                }
                settle(next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(Consumer<String, byte[]> consumer) {
        try {
            consumer.close(CloseOptions.timeout(CLOSE_WITHIN));
        } catch (KafkaException e) {
            LOG.debugf(
                    "webhooks closed the consumer with a failure: %s",
                    e.getClass().getName());
        }
    }

    private void pause() {
        try {
            Thread.sleep(START_AGAIN_AFTER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }

    /** Reacts to partitions that come and go; called by the consumer within poll, on the loop's thread. */
    private final class Rebalance implements ConsumerRebalanceListener {
        private final Consumer<String, byte[]> consumer;

        Rebalance(Consumer<String, byte[]> consumer) {
            this.consumer = consumer;
        }

        /** The place where a partition is taken up is committed at once: what comes next is then never passed over. */
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            FirstPlace.seek(consumer, partitions, Instant.now());
            for (var partition : partitions) {
                var part = new Assigned();
                part.readTo(consumer.position(partition));
                assigned.put(partition, part);
            }
            reading = true;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            var leaving = leave(partitions);
            settleBeforeRevoked(leaving);
            DeliveryCommits.commitNow(consumer, leaving);
            leaving.values().forEach(Assigned::leave);
        }

        /** Somebody else has them already: nothing may be committed. */
        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            leave(partitions).values().forEach(Assigned::leave);
        }

        private Map<TopicPartition, Assigned> leave(Collection<TopicPartition> partitions) {
            var leaving = new HashMap<TopicPartition, Assigned>();
            for (var partition : partitions) {
                var part = assigned.remove(partition);
                if (part != null) {
                    leaving.put(partition, part);
                }
            }
            return leaving;
        }

        /** A moment for calls that are under way; what waits behind them is for the next owner. */
        private void settleBeforeRevoked(Map<TopicPartition, Assigned> leaving) {
            var deadline = System.nanoTime() + FINISH_BEFORE_REVOKED.toNanos();
            try {
                while (leaving.values().stream().anyMatch(part -> part.held() > 0)) {
                    var next = done.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                    if (next == null) {
                        return;
                    }
                    settle(next);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private record Done(Held held, boolean complete) {}
}
