package io.casebook.projections.follow;

import io.casebook.platform.kafka.DeadLetters;
import io.casebook.platform.kafka.Isolation;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.RecordPublisher;
import io.casebook.platform.kafka.Topics;
import io.casebook.projections.table.LoggedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** A log in memory that any number of consumers read, each from where it wants. */
public final class FakeCluster implements KafkaClients {
    /** How many partitions its topics have. */
    public static final int PARTITIONS = 8;

    final Topics topics = new Topics("casebook.", PARTITIONS);
    final MockProducer<String, byte[]> producer =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    final DeadLetters deadLetters = new DeadLetters(new RecordPublisher(this), topics);
    private final List<List<ConsumerRecord<String, byte[]>>> log = new ArrayList<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();

    /** An empty log. */
    public FakeCluster() {
        for (var partition = 0; partition < PARTITIONS; partition++) {
            ends.put(at(partition), 0L);
            log.add(new ArrayList<>());
        }
    }

    /** Appends events with their offsets; the partition's end comes after them. */
    public void append(List<LoggedEvent> events) {
        for (var logged : events) {
            var value = topics.log().codec().encode(logged.event());
            append(logged.partition(), logged.offset(), logged.event().conversationId(), value);
        }
    }

    synchronized void append(int partition, long offset, String key, byte[] value) {
        log.get(partition).add(new ConsumerRecord<>(topics.log().name(), partition, offset, key, value));
        ends.put(at(partition), offset + 1);
    }

    /** The log is made anew. */
    synchronized void truncate() {
        log.forEach(List::clear);
        ends.replaceAll((partition, end) -> 0L);
    }

    private TopicPartition at(int partition) {
        return new TopicPartition(topics.log().name(), partition);
    }

    private synchronized List<ConsumerRecord<String, byte[]>> from(TopicPartition partition, long offset, int most) {
        return log.get(partition.partition()).stream()
                .filter(record -> record.offset() >= offset)
                .limit(most)
                .toList();
    }

    @Override
    public Producer<String, byte[]> producer(String clientId) {
        return producer;
    }

    @Override
    public Consumer<String, byte[]> consumer(
            @Nullable String groupId, Isolation isolation, Map<String, Object> overrides) {
        return new LogConsumer();
    }

    @Override
    public Admin admin() {
        throw new UnsupportedOperationException();
    }

    /** Kafka's own fake, fed from the shared log just before it is polled. */
    private final class LogConsumer extends MockConsumer<String, byte[]> {
        private static final int A_FEW = 7;
        private static final Duration FOR_EVER = Duration.ofSeconds(1);
        private final Map<TopicPartition, Long> fed = new HashMap<>();

        LogConsumer() {
            super("earliest");
            var node = new Node(0, "localhost", 0);
            var infos = new ArrayList<PartitionInfo>();
            for (var partition = 0; partition < PARTITIONS; partition++) {
                infos.add(new PartitionInfo(topics.log().name(), partition, node, new Node[0], new Node[0]));
            }
            updatePartitions(topics.log().name(), infos);
        }

        @Override
        public synchronized Map<TopicPartition, Long> endOffsets(
                java.util.Collection<TopicPartition> partitions, Duration timeout) {
            return endOffsets(partitions);
        }

        @Override
        public synchronized Map<TopicPartition, Long> endOffsets(java.util.Collection<TopicPartition> partitions) {
            synchronized (FakeCluster.this) {
                updateEndOffsets(Map.copyOf(ends));
            }
            var beginnings = new HashMap<TopicPartition, Long>();
            partitions.forEach(partition -> beginnings.put(partition, 0L));
            updateBeginningOffsets(beginnings);
            return super.endOffsets(partitions);
        }

        @Override
        public synchronized void seek(TopicPartition partition, long offset) {
            fed.put(partition, offset);
            super.seek(partition, offset);
        }

        @Override
        public synchronized void seekToBeginning(java.util.Collection<TopicPartition> partitions) {
            partitions.forEach(partition -> fed.put(partition, 0L));
            super.seekToBeginning(partitions);
        }

        /** Waits as Kafka does; a reader who has nothing else to do waits until something happens. */
        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized") // who wakes it must not wait for it
        public ConsumerRecords<String, byte[]> poll(Duration timeout) {
            var began = System.nanoTime();
            while (true) {
                feed();
                var records = super.poll(Duration.ZERO);
                var patient = timeout.compareTo(FOR_EVER) >= 0 || System.nanoTime() - began < timeout.toNanos();
                if (!records.isEmpty() || !patient) {
                    return records;
                }
                LockSupport.parkNanos(1_000_000);
            }
        }

        private void feed() {
            for (var partition : assignment()) {
                var next = fed.getOrDefault(partition, 0L);
                for (var record : from(partition, next, A_FEW)) {
                    addRecord(record);
                    fed.put(partition, record.offset() + 1);
                }
            }
        }
    }
}
