package io.casebook.platform.kafka;

import io.casebook.schemas.RecordCodec;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * A topic: its name, what stands on it, how wide it is and how long it is kept. Keys are strings on every topic.
 *
 * @param name full name, with the installation's prefix
 * @param codec the value's record type to bytes and back
 * @param partitions how many partitions it is created with
 * @param settings Kafka's topic settings, such as {@code retention.ms}
 * @param <V> the value
 */
public record Topic<V extends SpecificRecord>(
        String name, RecordCodec<V> codec, int partitions, Map<String, String> settings) {

    public Topic {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a topic needs a name");
        }
        if (partitions < 1) {
            throw new IllegalArgumentException(
                    "topic %s needs at least 1 partition, not %d".formatted(name, partitions));
        }
        settings = Map.copyOf(settings);
    }

    /** The subject under which a schema registry files the value's schema (TopicNameStrategy). */
    public String subject() {
        return name + "-value";
    }
}
