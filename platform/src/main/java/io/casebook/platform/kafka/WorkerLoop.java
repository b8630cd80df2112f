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

    private final WorkerJob<Q, R> job;
    private final WorkerTask<Q, R> task;
    private final Map<TopicPartition, WorkerPartition> assigned = new HashMap<>();
    private final WorkerCommits commits;
    private final Deque<Polled> waiting = new ArrayDeque<>();
    private final LinkedBlockingQueue<Done> done = new LinkedBlockingQueue<>();
    private final AtomicInteger running = new AtomicInteger();
    private final ExecutorService threads;
    private final Retry retry;
    private final WorkerMetrics metrics;
    private volatile boolean stopping;
    private volatile boolean reading;
    private boolean paused;

    WorkerLoop(WorkerJob<Q, R> job) {
        this.job = job;
        this.retry = new Retry();
        this.commits = new WorkerCommits(job.name(), assigned, CLOSE_WITHIN);
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
            commits.now(consumer, assigned);
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
        commits.whenDue(consumer);
    }

    private void take(ConsumerRecords<String, byte[]> records) {
        for (var record : records) {
            var part = assigned.get(new TopicPartition(record.topic(), record.partition()));
            if (part != null) {
                part.tracker().begin(record.offset());
                waiting.add(new Polled(part, record));
            }
        }
        records.nextOffsets().forEach((partition, next) -> {
            var part = assigned.get(partition);
            if (part != null) {
                part.tracker().readTo(next.offset());
            }
        });
    }

    private void startWaiting() {
        while (running.get() < job.inFlight() && !waiting.isEmpty()) {
            var polled = waiting.remove();
            running.incrementAndGet();
            polled.part.begin();
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
        finished.part.end();
        if (finished.complete) {
            finished.part.tracker().finish(finished.offset);
        }
    }

    private void finishWithin(Collection<WorkerPartition> parts, Duration limit) {
        var deadline = System.nanoTime() + limit.toNanos();
        try {
            settleAll();
            while (parts.stream().anyMatch(WorkerPartition::isRunning)) {
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
            partitions.forEach(partition -> assigned.put(partition, new WorkerPartition()));
            tell(partitions);
            reading = true;
        }

        /** Gives handlers a moment, so that fewer requests come twice; then another worker continues where this one stood. */
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            var leaving = leave(partitions);
            finishWithin(leaving.values(), FINISH_BEFORE_REVOKED);
            commits.now(consumer, leaving);
        }

        /** Somebody else has them already: nothing may be committed. */
        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            leave(partitions);
        }

        private Map<TopicPartition, WorkerPartition> leave(Collection<TopicPartition> partitions) {
            var leaving = new HashMap<TopicPartition, WorkerPartition>();
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

    private record Polled(WorkerPartition part, ConsumerRecord<String, byte[]> record) {}

    private record Done(WorkerPartition part, long offset, boolean complete) {}
}
