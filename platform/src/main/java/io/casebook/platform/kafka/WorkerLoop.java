package io.casebook.platform.kafka;

import io.casebook.platform.Faults;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * The one thread of a worker that talks to its consumer: it polls, hands records out, gathers what is done and commits. It never
 * waits for a handler, except for a moment when partitions are taken away.
 */
final class WorkerLoop<Q extends SpecificRecord, R extends SpecificRecord> implements Runnable {
    static final Duration DRAIN_WITHIN = Duration.ofSeconds(5);
    private static final Logger LOG = Logger.getLogger(WorkerLoop.class);
    private static final Duration POLL = Duration.ofMillis(100);
    /** With no room left the next look comes soon, because room appears as soon as any handler is done. */
    private static final Duration POLL_WHEN_FULL = Duration.ofMillis(5);

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);
    private static final Duration FINISH_BEFORE_REVOKED = Duration.ofSeconds(1);
    private static final long COMMIT_EVERY_NANOS = Duration.ofMillis(100).toNanos();

    private final WorkerJob<Q, R> job;
    private final WorkerTask<Q, R> task;
    private final Map<TopicPartition, Assigned> assigned = new HashMap<>();
    private final Deque<Polled> waiting = new ArrayDeque<>();
    private final LinkedBlockingQueue<Done> done = new LinkedBlockingQueue<>();
    private final AtomicInteger running = new AtomicInteger();
    private final ExecutorService threads;
    private final Retry retry;
    private final WorkerMetrics metrics;
    private volatile boolean stopping;
    private volatile boolean reading;
    private boolean paused;
    private long lastCommit = System.nanoTime();

    WorkerLoop(WorkerJob<Q, R> job) {
        this.job = job;
        this.retry = new Retry();
        this.metrics = new WorkerMetrics(job.name(), running);
        this.task = new WorkerTask<>(job, retry);
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(job.name() + "-", 0).factory());
    }

    void stop() {
        stopping = true;
        retry.stop();
    }

    boolean reading() {
        return reading;
    }

    int inFlight() {
        return running.get();
    }

    @Override
    public void run() {
        for (var failures = 0; !stopping; failures++) {
            try {
                readUntilStopped();
            } catch (RuntimeException | Error e) {
                reading = false;
                LOG.warnf("worker=%s reads again after a failure: %s", job.name(), Faults.describe(e));
                forgetAll();
                retry.pause(failures);
            }
        }
        reading = false;
        threads.shutdownNow();
        task.close();
        metrics.close();
    }

    private void readUntilStopped() {
        var consumer = job.clients().consumer(job.groupId(), job.isolation(), Map.of());
        try {
            consumer.subscribe(job.topicNames(), new Rebalance(consumer));
            while (!stopping) {
                step(consumer);
            }
            waiting.clear();
            finishWithin(assigned.values(), DRAIN_WITHIN);
            commitNow(consumer, assigned);
        } finally {
            closeQuietly(consumer);
        }
    }

    private void step(Consumer<String, byte[]> consumer) {
        settleAll();
        startWaiting();
        var full = !waiting.isEmpty();
        if (full) {
            consumer.pause(consumer.assignment());
        } else if (paused) {
            consumer.resume(consumer.assignment());
        }
        paused = full;
        take(consumer.poll(full ? POLL_WHEN_FULL : POLL));
        startWaiting();
        commitWhenDue(consumer);
    }

    private void take(ConsumerRecords<String, byte[]> records) {
        for (var record : records) {
            var part = assigned.get(new TopicPartition(record.topic(), record.partition()));
            if (part != null) {
                part.tracker.begin(record.offset());
                waiting.add(new Polled(part, record));
            }
        }
        records.nextOffsets().forEach((partition, next) -> {
            var part = assigned.get(partition);
            if (part != null) {
                part.tracker.readTo(next.offset());
            }
        });
    }

    private void startWaiting() {
        while (running.get() < job.inFlight() && !waiting.isEmpty()) {
            var polled = waiting.remove();
            running.incrementAndGet();
            polled.part.running++;
            threads.execute(() -> {
                var complete = false;
                var began = metrics.began();
                try {
                    complete = task.complete(polled.record);
                } finally {
                    running.decrementAndGet();
                    metrics.ended(began, complete);
                    done.add(new Done(polled.part, polled.record.offset(), complete));
                }
            });
        }
    }

    private void settleAll() {
        for (var next = done.poll(); next != null; next = done.poll()) {
            settle(next);
        }
    }

    private static void settle(Done finished) {
        finished.part.running--;
        if (finished.complete) {
            finished.part.tracker.finish(finished.offset);
        }
    }

    private void finishWithin(Collection<Assigned> parts, Duration limit) {
        var deadline = System.nanoTime() + limit.toNanos();
        try {
            settleAll();
            while (parts.stream().anyMatch(part -> part.running > 0)) {
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

    private void commitWhenDue(Consumer<String, byte[]> consumer) {
        if (System.nanoTime() - lastCommit < COMMIT_EVERY_NANOS) {
            return;
        }
        lastCommit = System.nanoTime();
        var offsets = progress(assigned);
        if (!offsets.isEmpty()) {
            consumer.commitAsync(offsets, (committed, fault) -> {
                if (fault != null) {
                    repeatCommit(committed.keySet(), fault);
                }
            });
        }
    }

    private void repeatCommit(Collection<TopicPartition> partitions, Exception fault) {
        LOG.debugf("worker=%s commits again: %s", job.name(), Faults.describe(fault));
        for (var partition : partitions) {
            var part = assigned.get(partition);
            if (part != null) {
                part.tracker.commitFailed();
            }
        }
    }

    private void commitNow(Consumer<String, byte[]> consumer, Map<TopicPartition, Assigned> parts) {
        var offsets = progress(parts);
        if (offsets.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(offsets, CLOSE_WITHIN);
        } catch (KafkaException e) {
            LOG.warnf("worker=%s could not commit, some requests will come again: %s", job.name(), Faults.describe(e));
        }
    }

    private static Map<TopicPartition, OffsetAndMetadata> progress(Map<TopicPartition, Assigned> parts) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        parts.forEach((partition, part) -> {
            if (part.tracker.advanced()) {
                var next = part.tracker.next();
                part.tracker.committing(next);
                offsets.put(partition, new OffsetAndMetadata(next));
            }
        });
        return offsets;
    }

    private void forgetAll() {
        waiting.clear();
        assigned.clear();
    }

    private void closeQuietly(Consumer<String, byte[]> consumer) {
        try {
            consumer.close(CloseOptions.timeout(CLOSE_WITHIN));
        } catch (KafkaException e) {
            LOG.debugf("worker=%s closed its consumer with a failure: %s", job.name(), Faults.describe(e));
        }
    }

    /** Reacts to partitions that come and go; called by the consumer within poll, on the loop's thread. */
    private final class Rebalance implements ConsumerRebalanceListener {
        private final Consumer<String, byte[]> consumer;

        Rebalance(Consumer<String, byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            partitions.forEach(partition -> assigned.put(partition, new Assigned()));
            tell(partitions);
            reading = true;
        }

        /** Gives handlers a moment, so that fewer requests come twice; then another worker continues where this one stood. */
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            var leaving = leave(partitions);
            finishWithin(leaving.values(), FINISH_BEFORE_REVOKED);
            commitNow(consumer, leaving);
        }

        /** Somebody else has them already: nothing may be committed. */
        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            leave(partitions);
        }

        private Map<TopicPartition, Assigned> leave(Collection<TopicPartition> partitions) {
            var leaving = new HashMap<TopicPartition, Assigned>();
            for (var partition : partitions) {
                var part = assigned.remove(partition);
                if (part != null) {
                    leaving.put(partition, part);
                }
            }
            waiting.removeIf(polled -> leaving.containsValue(polled.part));
            tell(List.of());
            return leaving;
        }

        private void tell(Collection<TopicPartition> added) {
            var all = job.topicNames().stream()
                    .mapToInt(topic -> consumer.partitionsFor(topic).size())
                    .sum();
            job.onAssignment()
                    .accept(new Assignment(
                            assigned.keySet(), Set.copyOf(added), all == 0 ? 0 : (double) assigned.size() / all));
        }
    }

    /** A partition for as long as this worker has it; a new assignment of the same partition is another object. */
    private static final class Assigned {
        private final PartitionTracker tracker = new PartitionTracker();
        private int running;
    }

    private record Polled(Assigned part, ConsumerRecord<String, byte[]> record) {}

    private record Done(Assigned part, long offset, boolean complete) {}
}
