package io.casebook.projections.follow;

import io.casebook.platform.Faults;
import io.casebook.platform.kafka.Isolation;
import io.casebook.platform.kafka.RecordSerde;
import io.casebook.projections.follow.ProjectorLoop.Question;
import io.casebook.projections.follow.ProjectorLoop.Rebuild;
import io.casebook.projections.store.ProjectionException;
import io.casebook.projections.store.ProjectionStore;
import io.casebook.projections.table.LoggedEvent;
import io.casebook.schemas.UnreadableRecordException;
import io.casebook.vocabulary.event.ConversationEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One connection to the log, from where the tables end. Gathers events and writes them together. */
final class LogReading implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LogReading.class);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(1);
    private static final Duration TOPIC_RETRY = Duration.ofMillis(500);
    /** How long an event may wait for others. */
    private static final Duration GATHER = Duration.ofMillis(200);
    /** Events that are written together while events come as they happen. */
    private static final int BATCH = 2_000;
    /** Events that are written together while there is a backlog. */
    private static final int LARGE_BATCH = 20_000;

    private final ProjectorJob job;
    private final ProjectionStore store;
    private final Consumer<String, byte[]> consumer;
    private final RecordSerde<ConversationEvent> serde;
    private final Waiting waiting;
    private final List<LoggedEvent> gathered = new ArrayList<>();
    private final List<TopicPartition> partitions = new ArrayList<>();
    private final Map<Integer, Long> reported = new HashMap<>();
    private CatchUp catchUp = CatchUp.NOTHING;
    private long gatheringSince;
    private volatile Map<Integer, Long> positions = Map.of();
    private volatile long lag;

    LogReading(ProjectorJob job, ProjectionStore store, Queue<Question> questions) {
        this.job = job;
        this.store = store;
        this.serde = job.clients().serde(job.log());
        this.waiting = new Waiting(questions);
        this.consumer = job.clients()
                .consumer(
                        null,
                        Isolation.READ_COMMITTED,
                        Map.of(
                                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH,
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                                ConsumerConfig.CLIENT_ID_CONFIG, "casebook-projections"));
    }

    /**
     * Takes its place in each partition.
     *
     * @param unfinished a rebuild that another connection began; null where there is none
     * @return false when it was stopped before the topic was there
     */
    boolean begin(BooleanSupplier stopped, @Nullable Rebuild unfinished) {
        while (!stopped.getAsBoolean()) {
            try {
                var known = consumer.partitionsFor(job.log().name());
                if (known != null && !known.isEmpty()) {
                    known.forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
                    consumer.assign(partitions);
                    takePlaces(unfinished);
                    return true;
                }
                LockSupport.parkNanos(TOPIC_RETRY.toNanos());
            } catch (WakeupException e) {
                LOG.trace("woken while waiting for the log");
            }
        }
        return false;
    }

    private void takePlaces(@Nullable Rebuild unfinished) {
        var ends = undisturbed(() -> consumer.endOffsets(partitions));
        var saved = store.positions();
        if (isAnotherLog(saved, ends)) {
            LOG.warnf(
                    "the tables tell of another log than %s; they are computed anew from its beginning",
                    job.log().name());
            store.clear();
            saved = Map.of();
        }
        store.remember("topic", job.log().name());
        var fresh = new ArrayList<TopicPartition>();
        for (var partition : partitions) {
            var offset = saved.get(partition.partition());
            if (offset == null) {
                fresh.add(partition);
            } else {
                consumer.seek(partition, offset);
            }
        }
        consumer.seekToBeginning(fresh);
        positions = places();
        catchUp = new CatchUp(positions, ends, unfinished);
    }

    /** A log that was made anew is shorter than what was read of it, or has another name. */
    private boolean isAnotherLog(Map<Integer, Long> saved, Map<TopicPartition, Long> ends) {
        var topic = store.about("topic");
        if (topic != null && !topic.equals(job.log().name())) {
            return true;
        }
        for (var place : saved.entrySet()) {
            var end = ends.get(new TopicPartition(job.log().name(), place.getKey()));
            if (end == null || end < place.getValue()) {
                return true;
            }
        }
        return false;
    }

    /** Empties the tables and goes back to the beginning. */
    void restart(Rebuild rebuild) {
        gathered.clear();
        positions.forEach(
                (partition, offset) -> reported.merge(partition, offset, (before, now) -> Math.max(before, now)));
        store.clear();
        store.remember("topic", job.log().name());
        consumer.seekToBeginning(partitions);
        positions = places();
        catchUp = new CatchUp(positions, undisturbed(() -> consumer.endOffsets(partitions)), rebuild);
        catchUp.tell(positions);
    }

    /** Reads a little, writes when it is time to, and answers who waits. */
    void step() {
        try {
            waiting.look(() -> consumer.endOffsets(partitions, ANSWER_WITHIN), partitions.size());
            // On a quiet log the place is reached already, and the poll would wait for nothing.
            tell();
            var records = consumer.poll(patience());
            for (var record : records) {
                gather(record);
            }
            if (isDue(records.count() >= BATCH)) {
                flush();
            }
        } catch (WakeupException e) {
            LOG.trace("woken by a question");
        } catch (TimeoutException e) {
            waiting.giveUp(e);
        }
        tell();
        lag = partitions.stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum();
    }

    /** Everything up to the consumer's places is written, unless something is gathered. */
    private void tell() {
        if (gathered.isEmpty()) {
            positions = places();
            catchUp.tell(positions);
            waiting.answer(positions);
        }
    }

    /** Writes what was gathered, with the place after it. */
    void flush() {
        if (gathered.isEmpty()) {
            return;
        }
        var places = places();
        try {
            store.apply(gathered, places);
        } catch (ProjectionException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warnf("a batch of events cannot be written, so each is tried alone: %s", Faults.describe(e));
            gathered.forEach(this::writeAlone);
            store.apply(List.of(), places);
        }
        gathered.clear();
    }

    /** One event that cannot be written must not keep the others out. */
    private void writeAlone(LoggedEvent logged) {
        try {
            store.apply(List.of(logged), Map.of(logged.partition(), logged.offset() + 1));
        } catch (ProjectionException e) {
            throw e;
        } catch (RuntimeException e) {
            setAside(
                    new ConsumerRecord<>(
                            job.log().name(),
                            logged.partition(),
                            logged.offset(),
                            logged.event().conversationId(),
                            null),
                    "failed",
                    Faults.describe(e));
        }
    }

    boolean caughtUp() {
        return catchUp.isOver();
    }

    Map<Integer, Long> positions() {
        return positions;
    }

    long lag() {
        return lag + gathered.size();
    }

    Progress progress() {
        return catchUp.progress();
    }

    void wake() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        try {
            consumer.close(CloseOptions.timeout(ANSWER_WITHIN));
        } catch (KafkaException e) {
            LOG.debugf(
                    "the log's consumer closed with a failure: %s", e.getClass().getName());
        }
    }

    private Duration patience() {
        if (gathered.isEmpty()) {
            return IDLE;
        }
        var left = GATHER.toNanos() - (System.nanoTime() - gatheringSince);
        return waiting.isEmpty() && left > 0 ? Duration.ofNanos(left) : Duration.ZERO;
    }

    private boolean isDue(boolean backlog) {
        if (!waiting.isEmpty()) {
            return true;
        }
        return backlog
                ? gathered.size() >= LARGE_BATCH
                : gathered.size() >= BATCH || System.nanoTime() - gatheringSince >= GATHER.toNanos();
    }

    private void gather(ConsumerRecord<String, byte[]> record) {
        if (gathered.isEmpty()) {
            gatheringSince = System.nanoTime();
        }
        try {
            gathered.add(new LoggedEvent(record.partition(), record.offset(), serde.decode(record.value())));
        } catch (UnreadableRecordException e) {
            setAside(record, e.reasonCode(), String.valueOf(e.getMessage()));
        }
    }

    private void setAside(ConsumerRecord<?, ?> record, String reasonCode, String detail) {
        // A rebuild reads the same records again; they are set aside once.
        if (record.offset() >= reported.getOrDefault(record.partition(), 0L)) {
            job.deadLetters().add("projections", record, reasonCode, detail);
        }
    }

    private Map<Integer, Long> places() {
        var places = new HashMap<Integer, Long>();
        partitions.forEach(
                partition -> places.put(partition.partition(), undisturbed(() -> consumer.position(partition))));
        return places;
    }

    /** Repeats a call that somebody's question broke off; the question is heard with the next step. */
    private static <T> T undisturbed(Supplier<T> call) {
        while (true) {
            try {
                return call.get();
            } catch (WakeupException e) {
                LOG.trace("woken by a question");
            }
        }
    }
}
