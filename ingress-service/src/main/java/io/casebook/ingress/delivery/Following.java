package io.casebook.ingress.delivery;

import io.casebook.platform.kafka.DeadLetters;
import io.casebook.platform.kafka.Isolation;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.Topic;
import io.casebook.platform.kafka.TopicFollower;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows a topic from some time ago on. Begins on a thread of its own and keeps trying, because Kafka may start later than this
 * service.
 *
 * @param <V> the topic's value
 */
public final class Following<V extends SpecificRecord> implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Following.class);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final Duration TRY_AGAIN_AFTER = Duration.ofMillis(500);

    private final String name;
    private final Topic<V> topic;
    private final Duration window;
    private final KafkaClients clients;
    private final DeadLetters deadLetters;
    private final Consumer<V> handler;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable TopicFollower<V> follower;

    /**
     * @param name who follows, for logs and dead letters
     * @param topic what is followed
     * @param window how far back following begins
     * @param clients makes clients of the cluster
     * @param deadLetters takes what cannot be read
     * @param handler gets each value, on the follower's thread
     */
    public Following(
            String name,
            Topic<V> topic,
            Duration window,
            KafkaClients clients,
            DeadLetters deadLetters,
            Consumer<V> handler) {
        this.name = name;
        this.topic = topic;
        this.window = window;
        this.clients = clients;
        this.deadLetters = deadLetters;
        this.handler = handler;
    }

    /** Begins to follow as soon as Kafka answers. */
    public Following<V> start() {
        Thread.ofVirtual().name(name + "-start").start(this::begin);
        return this;
    }

    /** True when everything has been handled that the topic held when following began. */
    public boolean isCaughtUp() {
        var current = follower;
        return current != null && current.isCaughtUp();
    }

    @Override
    public synchronized void close() {
        stopped.countDown();
        var current = follower;
        if (current != null) {
            current.close();
        }
    }

    private void begin() {
        var since = Instant.now().minus(window);
        while (stopped.getCount() > 0) {
            try (var admin = clients.admin()) {
                follow(offsets(admin, since));
                return;
            } catch (ExecutionException | TimeoutException | RuntimeException e) {
                LOG.debugf("follower=%s waits for Kafka: %s", name, e.getClass().getName());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            pause();
        }
    }

    private synchronized void follow(Map<Integer, Long> offsets) {
        if (stopped.getCount() > 0) {
            follower = TopicFollower.of(topic, clients, deadLetters)
                    .named(name)
                    .isolation(Isolation.READ_COMMITTED)
                    .fromOffsets(offsets)
                    .start(record -> handler.accept(record.value()));
        }
    }

    /** The first offset of each partition that is not older than a time, or its end where nothing is that new. */
    private Map<Integer, Long> offsets(Admin admin, Instant since)
            throws ExecutionException, TimeoutException, InterruptedException {
        var described = admin.describeTopics(java.util.List.of(topic.name()))
                .allTopicNames()
                .get(ANSWER_WITHIN.toSeconds(), TimeUnit.SECONDS);
        var byTime = new HashMap<TopicPartition, OffsetSpec>();
        var byEnd = new HashMap<TopicPartition, OffsetSpec>();
        described
                .values()
                .forEach(description -> description.partitions().forEach(partition -> {
                    var place = new TopicPartition(topic.name(), partition.partition());
                    byTime.put(place, OffsetSpec.forTimestamp(since.toEpochMilli()));
                    byEnd.put(place, OffsetSpec.latest());
                }));
        // The ends are asked first: a record that comes in between is then found by its time.
        var ends = ask(admin, byEnd);
        var offsets = new HashMap<Integer, Long>();
        ask(admin, byTime).forEach((place, found) -> {
            var end = ends.get(place);
            var offset = found.offset() >= 0 || end == null ? found.offset() : end.offset();
            offsets.put(place.partition(), Math.max(0, offset));
        });
        return offsets;
    }

    private static Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> ask(
            Admin admin, Map<TopicPartition, OffsetSpec> places)
            throws ExecutionException, TimeoutException, InterruptedException {
        return admin.listOffsets(places).all().get(ANSWER_WITHIN.toSeconds(), TimeUnit.SECONDS);
    }

    private void pause() {
        try {
            var _ = stopped.await(TRY_AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
