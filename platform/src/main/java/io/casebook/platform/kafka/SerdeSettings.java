package io.casebook.platform.kafka;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which serializer writes and reads the values.
 *
 * @param serializer class name of a Kafka serializer of Avro records; null for Casebook's own
 * @param deserializer class name of a Kafka deserializer that gives Avro records; null for Casebook's own
 * @param properties what both are configured with, such as {@code schema.registry.url}
 */
public record SerdeSettings(
        @Nullable String serializer, @Nullable String deserializer, Map<String, String> properties) {

    /** Casebook's own serializer and deserializer. */
    public static final SerdeSettings OWN = new SerdeSettings(null, null, Map.of());

    public SerdeSettings {
        properties = Map.copyOf(properties);
    }
}
