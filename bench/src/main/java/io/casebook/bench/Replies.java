package io.casebook.bench;

import io.casebook.platform.config.PlatformSettings;
import io.casebook.platform.kafka.Isolation;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.Topics;
import io.casebook.vocabulary.outbound.AgentMessage;
import io.casebook.vocabulary.outbound.HandOffNotice;
import io.casebook.vocabulary.outbound.OutboundRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/** Reads what is sent to customers, committed records only, as a channel adapter on Kafka would. */
final class Replies implements AutoCloseable {
    private final org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer;
    private final Thread thread;

    /**
     * Begins to read.
     *
     * @param onReply gets each message for a customer
     * @param onHandOff gets each hand-off, after which the agent answers no more
     */
    Replies(String kafka, Consumer<OutboundRecord> onReply, Consumer<OutboundRecord> onHandOff) {
        var settings = PlatformSettings.local(kafka);
        var topic = new Topics(settings.prefix(), settings.partitions()).outbound();
        consumer = KafkaClients.of(settings).consumer(null, Isolation.READ_COMMITTED, Map.of());
        List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        thread = Thread.ofPlatform().name("replies").daemon().start(() -> {
            try {
                while (true) {
                    for (var record : consumer.poll(Duration.ofMillis(100))) {
                        var sent = topic.codec().decode(record.value());
                        switch (sent.payload()) {
                            case AgentMessage _ -> onReply.accept(sent);
                            case HandOffNotice _ -> onHandOff.accept(sent);
                            default -> {}
                        }
                    }
                }
            } catch (WakeupException end) {
                consumer.close();
            }
        });
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
