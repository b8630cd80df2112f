package io.casebook.platform.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Kafka's own mock clients, wired so that a test can put records in front of them and see what came out. */
public final class FakeKafka implements KafkaClients {
    private static final Node NODE = new Node(0, "localhost", 9092);

    private final List<Reader> readers = new CopyOnWriteArrayList<>();
    private final Map<String, MockProducer<String, byte[]>> producers = new HashMap<>();
    private boolean acknowledgesResults = true;
    private java.util.function.Consumer<Reader> preparation = reader -> {};

    /** What every consumer finds when it is made. */
    public void prepare(java.util.function.Consumer<Reader> each) {
        preparation = each;
    }

    /** From now on producers of results leave it to the test to acknowledge. */
    void withholdAcknowledgements() {
        acknowledgesResults = false;
    }

    @Override
    public synchronized Producer<String, byte[]> producer(String clientId) {
        var acknowledges = acknowledgesResults || !clientId.endsWith("-results");
        var made = new MockProducer<>(acknowledges, null, new StringSerializer(), new ByteArraySerializer());
        producers.put(clientId, made);
        return made;
    }

    @Override
    public Consumer<String, byte[]> consumer(
            @Nullable String groupId, Isolation isolation, Map<String, Object> overrides) {
        var reader = new Reader();
        preparation.accept(reader);
        readers.add(reader);
        return reader;
    }

    @Override
    public Admin admin() {
        throw new UnsupportedOperationException("no test of these asks for an administrator");
    }

    /** The consumer that was made last; null before there is one. */
    public @Nullable Reader reader() {
        return readers.isEmpty() ? null : readers.getLast();
    }

    public int readersMade() {
        return readers.size();
    }

    synchronized @Nullable MockProducer<String, byte[]> producerOf(String clientId) {
        return producers.get(clientId);
    }

    /** What stands on a topic, decoded. */
    public synchronized <V extends SpecificRecord> List<V> published(Topic<V> topic) {
        var values = new ArrayList<V>();
        for (var producer : producers.values()) {
            producer.history().stream()
                    .filter(record -> record.topic().equals(topic.name()))
                    .map(ProducerRecord::value)
                    .forEach(bytes -> values.add(topic.codec().decode(bytes)));
        }
        return values;
    }

    /** A consumer that does not spin while there is nothing to read. */
    public static final class Reader extends MockConsumer<String, byte[]> {
        private final Map<TopicPartition, Long> commits = new ConcurrentHashMap<>();

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

        /** On the next poll these partitions are this consumer's, and no others. */
        void assignOnPoll(TopicPartition... partitions) {
            schedulePollTask(() -> {
                var fresh = new HashMap<TopicPartition, Long>();
                for (var partition : partitions) {
                    fresh.put(partition, 0L);
                }
                updateBeginningOffsets(fresh);
                rebalance(List.of(partitions));
            });
        }

        public void addOnPoll(TopicPartition partition, long offset, String key, byte @Nullable [] value) {
            schedulePollTask(() ->
                    addRecord(new ConsumerRecord<>(partition.topic(), partition.partition(), offset, key, value)));
        }

        public void hasTopic(String topic, int partitions) {
            var infos = new ArrayList<PartitionInfo>();
            var begin = new HashMap<TopicPartition, Long>();
            for (var i = 0; i < partitions; i++) {
                infos.add(new PartitionInfo(topic, i, NODE, new Node[] {NODE}, new Node[] {NODE}));
                begin.put(new TopicPartition(topic, i), 0L);
            }
            updatePartitions(topic, infos);
            updateBeginningOffsets(begin);
        }

        /** The offset that was committed last, also when the consumer is closed; -1 before the first. */
        long committed(TopicPartition partition) {
            return commits.getOrDefault(partition, -1L);
        }

        @Override
        public synchronized void commitAsync(
                Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable OffsetCommitCallback callback) {
            offsets.forEach((partition, offset) -> commits.put(partition, offset.offset()));
            super.commitAsync(offsets, callback);
        }
    }
}
