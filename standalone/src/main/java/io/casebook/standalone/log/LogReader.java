package io.casebook.standalone.log;

import io.casebook.platform.kafka.Isolation;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.RecordSerde;
import io.casebook.platform.kafka.Topic;
import io.casebook.schemas.UnreadableRecordException;
import io.casebook.vocabulary.event.ConversationEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the log topic from its beginning to where it ends at the start of the reading: committed events, in the order of each
 * partition, which is the order of each conversation.
 */
public final class LogReader {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final Map<String, Object> MANY_AT_ONCE = Map.of(
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000,
            ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 * 1024 * 1024,
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 * 1024 * 1024);

    private final KafkaClients clients;
    private final Topic<ConversationEvent> log;

    /** A reader of this log topic. */
    public LogReader(KafkaClients clients, Topic<ConversationEvent> log) {
        this.clients = clients;
        this.log = log;
    }

    /** What is done with each event. */
    public interface Visitor {
        /** An event. */
        void event(ConversationEvent event);

        /** A record that is no event. */
        void unreadable(ConsumerRecord<String, byte[]> record, String why);

        /** So many of so many records have been passed. */
        default void progress(long passed, long all) {}

        /** A partition has been read: whatever conversation was in it is in no other. */
        default void partitionRead() {}
    }

    /** All events of one conversation; empty where it is not known. */
    public List<ConversationEvent> conversation(String conversationId) {
        var events = new ArrayList<ConversationEvent>();
        scan(conversationId, new Visitor() {
            @Override
            public void event(ConversationEvent event) {
                events.add(event);
            }

            @Override
            public void unreadable(ConsumerRecord<String, byte[]> record, String why) {
                throw new UnreadableRecordException(
                        "unreadable",
                        "%s, partition %d, offset %d: %s"
                                .formatted(record.topic(), record.partition(), record.offset(), why));
            }
        });
        return events;
    }

    /** Visits the events of one conversation: only its partition is read. */
    public void scan(String conversationId, Visitor visitor) {
        try (var consumer = clients.consumer(null, Isolation.READ_COMMITTED, MANY_AT_ONCE)) {
            var all = partitions(consumer);
            var partition =
                    BuiltInPartitioner.partitionForKey(conversationId.getBytes(StandardCharsets.UTF_8), all.size());
            read(consumer, List.of(new TopicPartition(log.name(), partition)), conversationId::equals, visitor);
        }
    }

    /** Visits every event. */
    public void scanAll(Visitor visitor) {
        try (var consumer = clients.consumer(null, Isolation.READ_COMMITTED, MANY_AT_ONCE)) {
            read(consumer, partitions(consumer), key -> true, visitor);
        }
    }

    private List<TopicPartition> partitions(Consumer<String, byte[]> consumer) {
        List<PartitionInfo> found = consumer.partitionsFor(log.name(), ANSWER_WITHIN);
        if (found == null || found.isEmpty()) {
            throw new MissingTopicException(log.name());
        }
        return found.stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private void read(
            Consumer<String, byte[]> consumer,
            List<TopicPartition> partitions,
            java.util.function.Predicate<String> wanted,
            Visitor visitor) {
        var ends = consumer.endOffsets(partitions, ANSWER_WITHIN);
        var begins = consumer.beginningOffsets(partitions, ANSWER_WITHIN);
        var all = sum(ends) - sum(begins);
        var passed = 0L;
        try (var serde = clients.serde(log)) {
            // One after the other, so that what a visitor keeps of a partition's conversations can go before the next.
            for (var partition : partitions) {
                var begin = begins.getOrDefault(partition, 0L);
                var end = ends.getOrDefault(partition, 0L);
                consumer.assign(List.of(partition));
                consumer.seek(partition, begin);
                while (consumer.position(partition) < end) {
                    for (var record : consumer.poll(POLL)) {
                        if (wanted.test(record.key())) {
                            visit(serde, record, visitor);
                        }
                    }
                    visitor.progress(passed + consumer.position(partition) - begin, all);
                }
                passed += end - begin;
                visitor.partitionRead();
            }
        }
    }

    private static void visit(
            RecordSerde<ConversationEvent> serde, ConsumerRecord<String, byte[]> record, Visitor visitor) {
        ConversationEvent event;
        try {
            event = serde.decode(record.value());
        } catch (UnreadableRecordException e) {
            visitor.unreadable(record, String.valueOf(e.getMessage()));
            return;
        }
        visitor.event(event);
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }
}
