package io.casebook.standalone.publish;

import io.casebook.platform.kafka.Isolation;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.RecordSerde;
import io.casebook.platform.kafka.Topic;
import io.casebook.schemas.UnreadableRecordException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** A topic of one partition from its beginning to its end of now. Records that cannot be read are passed over: others report them. */
public final class TopicSnapshot {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);

    private TopicSnapshot() {}

    /** What is done with each record. */
    @FunctionalInterface
    public interface Visitor<V> {
        /** A record. */
        void record(long offset, V value);
    }

    /** Reads it. */
    public static <V extends SpecificRecord> void read(KafkaClients clients, Topic<V> topic, Visitor<V> visitor) {
        var partition = new TopicPartition(topic.name(), 0);
        try (var consumer = clients.consumer(null, Isolation.READ_COMMITTED, Map.of());
                var serde = clients.serde(topic)) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var end = consumer.endOffsets(List.of(partition), ANSWER_WITHIN).getOrDefault(partition, 0L);
            while (consumer.position(partition, ANSWER_WITHIN) < end) {
                for (var record : consumer.poll(POLL)) {
                    visit(serde, record, visitor);
                }
            }
        }
    }

    @SuppressWarnings("EmptyCatch") // the services that follow this topic set it aside as a dead letter
    private static <V extends SpecificRecord> void visit(
            RecordSerde<V> serde, ConsumerRecord<String, byte[]> record, Visitor<V> visitor) {
        try {
            visitor.record(record.offset(), serde.decode(record.value()));
        } catch (UnreadableRecordException e) {
            // Passed over.
        }
    }
}
