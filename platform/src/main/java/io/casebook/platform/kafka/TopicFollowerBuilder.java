package io.casebook.platform.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * Gathers how a {@link TopicFollower} follows.
 *
 * @param <V> the value
 */
public final class TopicFollowerBuilder<V extends SpecificRecord> {
    private final Topic<V> topic;
    private final KafkaClients clients;
    private final DeadLetters deadLetters;
    private final Map<String, Object> overrides = new HashMap<>();
    private String name;
    private Isolation isolation = Isolation.READ_COMMITTED;
    private TopicFollower.Start start = TopicFollower.Start.BEGINNING;
    private Map<Integer, Long> offsets = Map.of();

    TopicFollowerBuilder(Topic<V> topic, KafkaClients clients, DeadLetters deadLetters) {
        this.topic = topic;
        this.clients = clients;
        this.deadLetters = deadLetters;
        this.name = topic.name();
    }

    /** Who follows, for logs and dead letters; the topic's name by default. */
    public TopicFollowerBuilder<V> named(String follower) {
        name = follower;
        return this;
    }

    /** Where following begins; with the oldest record by default. */
    public TopicFollowerBuilder<V> from(TopicFollower.Start chosen) {
        start = chosen;
        return this;
    }

    /** The offset to begin at for each partition; a partition that is not named begins where {@link #from} says. */
    public TopicFollowerBuilder<V> fromOffsets(Map<Integer, Long> nextByPartition) {
        offsets = Map.copyOf(nextByPartition);
        return this;
    }

    /** Whether records are read before their transaction is committed; by default they are not. */
    public TopicFollowerBuilder<V> isolation(Isolation chosen) {
        isolation = chosen;
        return this;
    }

    /** A Kafka consumer setting that differs from the usual. */
    public TopicFollowerBuilder<V> override(String setting, Object value) {
        overrides.put(setting, value);
        return this;
    }

    /** Starts to follow; it keeps trying until Kafka and the topic are there. */
    public TopicFollower<V> start(TopicFollower.Handler<V> handler) {
        return new TopicFollower<>(
                new FollowerJob<>(name, topic, clients, deadLetters, isolation, start, offsets, overrides, handler));
    }
}
