package io.casebook.platform.kafka;

import io.casebook.platform.config.PlatformSettings;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/** Makes clients of the configured cluster. Whoever asks for one closes it. */
public interface KafkaClients {

    /** Clients of the cluster that the settings name, outside of a container of beans. */
    static KafkaClients of(PlatformSettings settings) {
        return new ClusterClients(settings);
    }

    /** A producer that waits for nothing and loses nothing: no linger, acknowledged by all replicas, idempotent. */
    Producer<String, byte[]> producer(String clientId);

    /**
     * A consumer that never commits by itself.
     *
     * @param groupId the group; null for a reader without one
     * @param isolation whether it waits for commits
     * @param overrides Kafka's consumer settings that differ from the usual
     */
    Consumer<String, byte[]> consumer(@Nullable String groupId, Isolation isolation, Map<String, Object> overrides);

    /** An administrator's client. */
    Admin admin();

    /** The values of a topic to bytes and back, as the configuration has it. */
    default <V extends SpecificRecord> RecordSerde<V> serde(Topic<V> topic) {
        return new RecordSerde<>(topic);
    }
}
