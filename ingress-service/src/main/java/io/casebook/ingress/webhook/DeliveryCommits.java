package io.casebook.ingress.webhook;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Commits how far each partition is delivered, now and then. For the loop's thread alone. */
final class DeliveryCommits {
    private static final Logger LOG = Logger.getLogger(DeliveryCommits.class);
    private static final long EVERY_NANOS = Duration.ofMillis(200).toNanos();

    private final Map<TopicPartition, Assigned> assigned;
    private long last = System.nanoTime();

    /**
     * @param assigned the partitions that the loop has, as they come and go
     */
    DeliveryCommits(Map<TopicPartition, Assigned> assigned) {
        this.assigned = assigned;
    }

    /** Commits without waiting, at most so often. */
    void commitWhenDue(Consumer<String, byte[]> consumer) {
        if (System.nanoTime() - last < EVERY_NANOS) {
            return;
        }
        last = System.nanoTime();
        var offsets = progress(assigned);
        if (!offsets.isEmpty()) {
            consumer.commitAsync(offsets, (committed, fault) -> {
                if (fault != null) {
                    repeat(committed.keySet());
                }
            });
        }
    }

    private void repeat(Collection<TopicPartition> partitions) {
        for (var partition : partitions) {
            var part = assigned.get(partition);
            if (part != null) {
                part.committing(-1);
            }
        }
    }

    /** Commits some partitions and waits for it: the last time before others get them. */
    static void commitNow(Consumer<String, byte[]> consumer, Map<TopicPartition, Assigned> parts) {
        var offsets = progress(parts);
        if (offsets.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(offsets, DeliveryLoop.CLOSE_WITHIN);
        } catch (KafkaException e) {
            LOG.warnf(
                    "webhooks could not commit, some calls will come again: %s",
                    e.getClass().getName());
        }
    }

    private static Map<TopicPartition, OffsetAndMetadata> progress(Map<TopicPartition, Assigned> parts) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        parts.forEach((partition, part) -> {
            var next = part.toCommit();
            if (next >= 0) {
                part.committing(next);
                offsets.put(partition, new OffsetAndMetadata(next));
            }
        });
        return offsets;
    }
}
