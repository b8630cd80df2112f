package io.casebook.platform.kafka;

import io.casebook.platform.Faults;
import io.casebook.schemas.UnreadableRecordException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The thread of a follower: finds the partitions, takes its place in each, reads and hands on, and begins again after a failure. */
final class FollowerLoop<V extends SpecificRecord> implements Runnable {
    private static final Logger LOG = Logger.getLogger(FollowerLoop.class);
    /** Also how long a question for the end of the topic may wait when nothing is written. */
    private static final Duration POLL = Duration.ofMillis(50);

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private final FollowerJob<V> job;
    private final RecordSerde<V> serde;
    private final Retry retry = new Retry();
    private final Positions positions = new Positions();
    private final CompletableFuture<@Nullable Void> caughtUp = new CompletableFuture<>();
    private final Queue<CompletableFuture<@Nullable Void>> asked = new ConcurrentLinkedQueue<>();
    private final List<Waiting> waiting = new ArrayList<>();

    FollowerLoop(FollowerJob<V> job) {
        this.job = job;
        this.serde = job.clients().serde(job.topic());
        asked.add(caughtUp);
    }

    void stop() {
        retry.stop();
    }

    CompletableFuture<@Nullable Void> caughtUp() {
        return caughtUp;
    }

    Positions positions() {
        return positions;
    }

    /** Completes when everything has been handled that the topic holds now. */
    CompletableFuture<@Nullable Void> reachEnd() {
        var reached = new CompletableFuture<@Nullable Void>();
        asked.add(reached);
        return reached;
    }

    @Override
    public void run() {
        for (var failures = 0; !retry.isStopped(); failures++) {
            try {
                followUntilStopped();
            } catch (RuntimeException | Error e) {
                LOG.warnf("follower=%s begins again after a failure: %s", job.name(), Faults.describe(e));
                retry.pause(failures);
            }
        }
    }

    private void followUntilStopped() {
        var consumer = job.clients().consumer(null, job.isolation(), settings());
        try {
            if (!takePlaces(consumer)) {
                return;
            }
            while (!retry.isStopped()) {
                lookForEnds(consumer);
                handle(consumer.poll(POLL));
                job.handler().afterBatch();
                waiting.removeIf(Waiting::completeIfReached);
            }
        } finally {
            closeQuietly(consumer);
        }
    }

    private Map<String, Object> settings() {
        var settings = new HashMap<String, Object>();
        settings.put(
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                job.start() == TopicFollower.Start.BEGINNING ? "earliest" : "latest");
        settings.putAll(job.overrides());
        return settings;
    }

    /** False when the follower was stopped before the topic was there. */
    private boolean takePlaces(Consumer<String, byte[]> consumer) {
        var partitions = partitions(consumer);
        if (partitions.isEmpty()) {
            return false;
        }
        consumer.assign(partitions);
        positions.widen(partitions.size());
        var fresh = new ArrayList<TopicPartition>();
        for (var partition : partitions) {
            var offset = job.offsets().get(partition.partition());
            if (positions.known(partition.partition())) {
                consumer.seek(partition, positions.next(partition.partition()));
            } else if (offset != null) {
                consumer.seek(partition, offset);
            } else {
                fresh.add(partition);
            }
        }
        if (job.start() == TopicFollower.Start.BEGINNING) {
            consumer.seekToBeginning(fresh);
        } else {
            consumer.seekToEnd(fresh);
        }
        partitions.forEach(partition -> positions.advance(partition.partition(), consumer.position(partition)));
        return true;
    }

    private List<TopicPartition> partitions(Consumer<String, byte[]> consumer) {
        for (var failures = 0; ; failures++) {
            List<PartitionInfo> known = consumer.partitionsFor(job.topic().name());
            if (known != null && !known.isEmpty()) {
                return known.stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
            }
            LOG.infof(
                    "follower=%s waits for the topic %s",
                    job.name(), job.topic().name());
            if (!retry.pause(failures)) {
                return List.of();
            }
        }
    }

    private void lookForEnds(Consumer<String, byte[]> consumer) {
        if (asked.isEmpty()) {
            return;
        }
        var ends = consumer.endOffsets(consumer.assignment());
        for (var next = asked.poll(); next != null; next = asked.poll()) {
            waiting.add(new Waiting(positions, ends, next));
        }
        waiting.removeIf(Waiting::completeIfReached);
    }

    private void handle(ConsumerRecords<String, byte[]> records) {
        for (var record : records) {
            if (retry.isStopped()) {
                return;
            }
            handle(record);
            positions.advance(record.partition(), record.offset() + 1);
        }
        // Where transactions end there are offsets without records.
        records.nextOffsets().forEach((partition, next) -> positions.advance(partition.partition(), next.offset()));
    }

    private void handle(ConsumerRecord<String, byte[]> record) {
        try {
            job.handler().accept(typed(record, serde.decode(record.value())));
        } catch (UnreadableRecordException e) {
            job.deadLetters().add(job.name(), record, e.reasonCode(), String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            job.deadLetters().add(job.name(), record, "failed", Faults.describe(e));
        }
    }

    private ConsumerRecord<String, V> typed(ConsumerRecord<String, byte[]> record, V value) {
        return new ConsumerRecord<>(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.timestampType(),
                record.serializedKeySize(),
                record.serializedValueSize(),
                record.key(),
                value,
                record.headers(),
                record.leaderEpoch());
    }

    private void closeQuietly(Consumer<String, byte[]> consumer) {
        try {
            consumer.close(CloseOptions.timeout(CLOSE_WITHIN));
        } catch (KafkaException e) {
            LOG.debugf("follower=%s closed its consumer with a failure: %s", job.name(), Faults.describe(e));
        }
    }

    /** Somebody who waits until the follower has come this far. */
    private record Waiting(
            Positions positions, Map<TopicPartition, Long> ends, CompletableFuture<@Nullable Void> reached) {
        boolean completeIfReached() {
            return positions.reached(ends) && (reached.complete(null) || reached.isDone());
        }
    }
}
