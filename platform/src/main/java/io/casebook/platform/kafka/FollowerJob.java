package io.casebook.platform.kafka;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** What a follower does, complete: see {@link TopicFollowerBuilder} for each part. */
record FollowerJob<V extends SpecificRecord>(
        String name,
        Topic<V> topic,
        KafkaClients clients,
        DeadLetters deadLetters,
        Isolation isolation,
        TopicFollower.Start start,
        Map<Integer, Long> offsets,
        Map<String, Object> overrides,
        TopicFollower.Handler<V> handler) {

    FollowerJob {
        offsets = Map.copyOf(offsets);
        overrides = Map.copyOf(overrides);
    }
}
