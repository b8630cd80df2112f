package io.casebook.knowledge;

import io.casebook.platform.kafka.Isolation;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Kafka's mock clients over topics whose first partition was filled before. */
final class ScriptedKafka implements KafkaClients {
    private static final Node NODE = new Node(0, "localhost", 9092);

    private final Map<String, List<byte[]>> topics = new HashMap<>();
    private final List<MockProducer<String, byte[]>> producers = new CopyOnWriteArrayList<>();
    private final String requests;

    /** @param requests the topic that a consumer group reads */
    ScriptedKafka(Topic<?> requests) {
        this.requests = requests.name();
    }

    <V extends SpecificRecord> void put(Topic<V> topic, V value) {
        put(topic, topic.codec().encode(value));
    }

    void put(Topic<?> topic, byte[] value) {
        topics.computeIfAbsent(topic.name(), name -> new ArrayList<>()).add(value);
    }

    <V extends SpecificRecord> List<V> published(Topic<V> topic) {
        return producers.stream()
                .flatMap(producer -> producer.history().stream())
                .filter(record -> record.topic().equals(topic.name()))
                .map(ProducerRecord::value)
                .map(topic.codec()::decode)
                .toList();
    }

    @Override
    public Producer<String, byte[]> producer(String clientId) {
        var made = new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
        producers.add(made);
        return made;
    }

    @Override
    public Consumer<String, byte[]> consumer(
            @Nullable String groupId, Isolation isolation, Map<String, Object> overrides) {
        var reader = new Reader();
        if (groupId != null) {
            var partition = new TopicPartition(requests, 0);
            reader.schedulePollTask(() -> {
                reader.updateBeginningOffsets(Map.of(partition, 0L));
                reader.rebalance(List.of(partition));
                fill(reader, partition);
            });
            return reader;
        }
        topics.keySet().forEach(topic -> {
            var partition = new TopicPartition(topic, 0);
            var info = new PartitionInfo(topic, 0, NODE, new Node[] {NODE}, new Node[] {NODE});
            reader.updatePartitions(topic, List.of(info));
            reader.updateBeginningOffsets(Map.of(partition, 0L));
            reader.updateEndOffsets(Map.of(partition, (long) values(topic).size()));
        });
        reader.schedulePollTask(() -> reader.assignment().forEach(partition -> fill(reader, partition)));
        return reader;
    }

    @Override
    public Admin admin() {
        throw new UnsupportedOperationException("the service asks for no administrator");
    }

    private void fill(Reader reader, TopicPartition partition) {
        var offset = 0L;
        for (var value : values(partition.topic())) {
            reader.addRecord(new ConsumerRecord<>(partition.topic(), 0, offset++, "key", value));
        }
    }

    private List<byte[]> values(String topic) {
        return topics.getOrDefault(topic, List.of());
    }

    /** A consumer that does not spin while there is nothing to read. */
    private static final class Reader extends MockConsumer<String, byte[]> {
        Reader() {
            super("earliest");
        }

        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized") // waiting with the lock would keep the test out
        public ConsumerRecords<String, byte[]> poll(Duration timeout) {
            var records = super.poll(timeout);
            if (records.isEmpty()) {
                LockSupport.parkNanos(200_000);
            }
            return records;
        }
    }
}
