package io.casebook.ingress.webhook;

import io.casebook.platform.kafka.Isolation;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.Topic;
import io.casebook.platform.kafka.Topics;
import io.casebook.vocabulary.deadletter.DeadLetter;
import io.casebook.vocabulary.outbound.OutboundRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** One partition of the outbound topic, and Kafka's own test doubles around it. */
final class FakeKafka implements KafkaClients {
    static final Topics TOPICS = new Topics("test.", 1);
    static final Topic<OutboundRecord> OUTBOUND = TOPICS.outbound();
    static final TopicPartition PARTITION = new TopicPartition(OUTBOUND.name(), 0);

    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(Cluster.empty(), true, null, new StringSerializer(), new ByteArraySerializer());
    private final BlockingQueue<MockConsumer<String, byte[]>> consumers = new LinkedBlockingQueue<>();
    private volatile Isolation isolation = Isolation.READ_UNCOMMITTED;
    private long offset;

    @Override
    public Producer<String, byte[]> producer(String clientId) {
        return producer;
    }

    @Override
    public Consumer<String, byte[]> consumer(@Nullable String groupId, Isolation asked, Map<String, Object> overrides) {
        isolation = asked;
        var consumer = new MockConsumer<String, byte[]>("earliest") {
            @Override
            public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
                    Map<TopicPartition, Long> times) {
                return Map.of();
            }
        };
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 0L));
        consumer.schedulePollTask(() -> consumer.rebalance(List.of(PARTITION)));
        consumers.add(consumer);
        return consumer;
    }

    @Override
    public Admin admin() {
        throw new UnsupportedOperationException("nobody administers here");
    }

    /** The consumer that was made, once it was. */
    MockConsumer<String, byte[]> consumer() throws InterruptedException {
        return consumers.take();
    }

    Isolation isolation() {
        return isolation;
    }

    /** Puts records on the partition, as soon as the consumer polls again. */
    void write(MockConsumer<String, byte[]> consumer, OutboundRecord... records) {
        for (var record : records) {
            writeBytes(consumer, record.conversationId(), OUTBOUND.codec().encode(record));
        }
    }

    /** Puts any bytes on the partition. */
    void writeBytes(MockConsumer<String, byte[]> consumer, String key, byte[] value) {
        var record = new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), offset++, key, value);
        consumer.schedulePollTask(() -> consumer.addRecord(record));
    }

    /** The committed offset; -1 before the first commit. */
    static long committed(MockConsumer<String, byte[]> consumer) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>(consumer.committed(java.util.Set.of(PARTITION)));
        var committed = offsets.get(PARTITION);
        return committed == null ? -1 : committed.offset();
    }

    /** What was set aside. */
    List<DeadLetter> deadLetters() {
        var codec = TOPICS.deadLetters().codec();
        return producer.history().stream()
                .map(record -> codec.decode(record.value()))
                .toList();
    }
}
