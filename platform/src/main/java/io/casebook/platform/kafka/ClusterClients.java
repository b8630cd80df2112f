package io.casebook.platform.kafka;

import io.casebook.platform.config.PlatformSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Clients tuned for a customer who waits: a record leaves at once and is fetched at once. */
@ApplicationScoped
class ClusterClients implements KafkaClients {
    private final PlatformSettings settings;

    ClusterClients(PlatformSettings settings) {
        this.settings = settings;
    }

    @Override
    public Producer<String, byte[]> producer(String clientId) {
        return new KafkaProducer<>(producerSettings(clientId), new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public Consumer<String, byte[]> consumer(
            @Nullable String groupId, Isolation isolation, Map<String, Object> overrides) {
        return new KafkaConsumer<>(
                consumerSettings(groupId, isolation, overrides), new StringDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Admin admin() {
        return Admin.create(common());
    }

    @Override
    public <V extends SpecificRecord> RecordSerde<V> serde(Topic<V> topic) {
        return new RecordSerde<>(topic, settings.serde());
    }

    Map<String, Object> producerSettings(String clientId) {
        var all = new HashMap<String, Object>();
        all.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        all.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        all.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.LARGEST_RECORD_BYTES);
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        all.putAll(common());
        return all;
    }

    Map<String, Object> consumerSettings(@Nullable String groupId, Isolation isolation, Map<String, Object> overrides) {
        var all = new HashMap<String, Object>();
        if (groupId != null) {
            all.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
            all.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
            all.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
            all.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        }
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // A consumer that comes first must not create a topic with the broker's defaults.
        all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.level());
        all.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        all.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 500);
        all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
        all.putAll(common());
        all.putAll(overrides);
        return all;
    }

    private Map<String, Object> common() {
        var all = new HashMap<String, Object>(settings.kafkaProperties());
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.kafkaBootstrap());
        // Reconnect within a second once a broker is back, instead of the default's slow first minutes.
        all.putIfAbsent(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return all;
    }
}
