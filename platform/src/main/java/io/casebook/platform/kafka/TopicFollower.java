package io.casebook.platform.kafka;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads all of a topic, every partition, on one thread and outside of any group: for whoever builds something of his own from
 * the whole, such as an index or a catalogue. Offsets are the follower's own affair, nothing is committed.
 *
 * <p>Partitions that a topic gets later are followed after the next start.
 *
 * @param <V> the value
 */
public final class TopicFollower<V extends SpecificRecord> implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TopicFollower.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final String name;
    private final FollowerLoop<V> loop;
    private final Thread thread;

    TopicFollower(FollowerJob<V> job) {
        name = job.name();
        loop = new FollowerLoop<>(job);
        thread = Thread.ofPlatform().name(name + "-follow").daemon().start(loop);
    }

    /** Begins the description of a follower. */
    public static <V extends SpecificRecord> TopicFollowerBuilder<V> of(
            Topic<V> topic, KafkaClients clients, DeadLetters deadLetters) {
        return new TopicFollowerBuilder<>(topic, clients, deadLetters);
    }

    /** Completes when everything has been handled that the topic held when following began. */
    public CompletionStage<@Nullable Void> caughtUp() {
        return loop.caughtUp().minimalCompletionStage();
    }

    /** True when everything has been handled that the topic held when following began. */
    public boolean isCaughtUp() {
        return loop.caughtUp().isDone();
    }

    /** The offset that is handled next in a partition: all before it are. 0 before following began. */
    public long position(int partition) {
        return loop.positions().next(partition);
    }

    /**
     * Waits until everything has been handled that the topic holds now.
     *
     * @return false when it took longer than that
     */
    public boolean awaitEnd(Duration limit) {
        try {
            loop.reachEnd().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Finishes the record in hand and stops. */
    @Override
    public void close() {
        loop.stop();
        try {
            if (!thread.join(CLOSE_WITHIN)) {
                LOG.warnf("follower=%s did not stop within %d s", name, CLOSE_WITHIN.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where following begins. */
    public enum Start {
        /** With the oldest record. */
        BEGINNING,
        /** With the next record that is written. */
        END
    }

    /**
     * What happens with the records, on the follower's thread.
     *
     * @param <V> the value
     */
    @FunctionalInterface
    public interface Handler<V> {

        /** Handles a record; what it throws makes the record a dead letter, and following goes on. */
        void accept(ConsumerRecord<String, V> record);

        /** Called after each batch of records, and every now and then when there are none: a moment to write things out. */
        default void afterBatch() {}
    }
}
