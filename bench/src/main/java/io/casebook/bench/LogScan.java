package io.casebook.bench;

import io.casebook.conversation.LogVerifier;
import io.casebook.platform.config.PlatformSettings;
import io.casebook.platform.kafka.Isolation;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.Topics;
import io.casebook.vocabulary.event.ConversationEvent;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads the whole log once, committed records only. */
final class LogScan {
    private LogScan() {}

    /** Calls back with each event and its size in bytes, key and value. */
    static void scan(String kafka, ObjIntConsumer<ConversationEvent> each) {
        var settings = PlatformSettings.local(kafka);
        var topic = new Topics(settings.prefix(), settings.partitions()).log();
        try (var consumer = KafkaClients.of(settings).consumer(null, Isolation.READ_COMMITTED, Map.of())) {
            var partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    each.accept(
                            topic.codec().decode(record.value()), record.key().length() + record.value().length);
                }
            }
        }
    }

    /** Bytes that each turn of a conversation added, the message that began it included. */
    static Map<Integer, Long> bytesPerTurn(String kafka, String conversationId) {
        var bytes = new TreeMap<Integer, Long>();
        scan(kafka, (event, size) -> {
            if (event.conversationId().equals(conversationId)) {
                // The message stands in the log before the turn that answers it.
                var turn = event.payload() instanceof io.casebook.vocabulary.event.CustomerMessageReceived
                        ? event.turn() + 1
                        : event.turn();
                bytes.merge(turn, (long) size, Long::sum);
            }
        });
        return bytes;
    }

    static double average(Map<Integer, Long> bytes, int from, int to) {
        return bytes.entrySet().stream()
                .filter(entry -> entry.getKey() >= from && entry.getKey() <= to)
                .mapToLong(Map.Entry::getValue)
                .average()
                .orElseThrow(() -> new IllegalStateException("the log holds no turns " + from + " to " + to));
    }

    /** The whole log through the verifier. */
    static LogVerifier verified(String kafka, ObjIntConsumer<ConversationEvent> each) {
        var verifier = new LogVerifier();
        scan(kafka, (event, size) -> {
            verifier.accept(event);
            each.accept(event, size);
        });
        return verifier;
    }
}
