package io.casebook.platform.kafka;

import io.casebook.platform.Faults;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Tells Kafka how far a worker has come: now and then on the way, and before partitions go to somebody else. For one thread. */
final class WorkerCommits {
    private static final Logger LOG = Logger.getLogger(WorkerCommits.class);
    private static final long EVERY_NANOS = Duration.ofMillis(100).toNanos();

    private final String worker;
    private final Map<TopicPartition, WorkerPartition> assigned;
    private final Duration within;
    private long last = System.nanoTime();

    /**
     * The commits of a worker.
     *
     * @param assigned its partitions, as they are at any time
     * @param within how long a commit may take that is waited for
     */
    WorkerCommits(String worker, Map<TopicPartition, WorkerPartition> assigned, Duration within) {
        this.worker = worker;
        this.assigned = assigned;
        this.within = within;
    }

    /** Commits what is done and waits for nothing, unless it has just done so. */
    void whenDue(Consumer<String, byte[]> consumer) {
        if (System.nanoTime() - last < EVERY_NANOS) {
            return;
        }
        last = System.nanoTime();
        var offsets = progress(assigned);
        if (!offsets.isEmpty()) {
            consumer.commitAsync(offsets, (committed, fault) -> {
                if (fault != null) {
                    repeat(committed.keySet(), fault);
                }
            });
        }
    }

    private void repeat(Collection<TopicPartition> partitions, Exception fault) {
        LOG.debugf("worker=%s commits again: %s", worker, Faults.describe(fault));
        for (var partition : partitions) {
            var part = assigned.get(partition);
            if (part != null) {
                part.tracker().commitFailed();
            }
        }
    }

    /** Commits what is done of these partitions and waits for it. */
    void now(Consumer<String, byte[]> consumer, Map<TopicPartition, WorkerPartition> parts) {
        var offsets = progress(parts);
        if (offsets.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(offsets, within);
        } catch (KafkaException e) {
            LOG.warnf("worker=%s could not commit, some requests will come again: %s", worker, Faults.describe(e));
        }
    }

    private static Map<TopicPartition, OffsetAndMetadata> progress(Map<TopicPartition, WorkerPartition> parts) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        parts.forEach((partition, part) -> {
            var tracker = part.tracker();
            if (tracker.advanced()) {
                var next = tracker.next();
                tracker.committing(next);
                offsets.put(partition, new OffsetAndMetadata(next));
            }
        });
        return offsets;
    }
}
