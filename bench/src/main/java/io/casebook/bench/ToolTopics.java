package io.casebook.bench;

import io.casebook.platform.config.PlatformSettings;
import io.casebook.platform.definition.DefinitionFiles;
import io.casebook.platform.kafka.Isolation;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.RecordPublisher;
import io.casebook.platform.kafka.Topics;
import io.casebook.schemas.ContentHash;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.DefinitionRef;
import io.casebook.vocabulary.definition.DefinitionPublished;
import io.casebook.vocabulary.definition.DefinitionRecord;
import io.casebook.vocabulary.definition.DefinitionReleased;
import io.casebook.vocabulary.event.ToolEffect;
import io.casebook.vocabulary.tool.ToolCallRequest;
import io.casebook.vocabulary.tool.ToolCallResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/** Asks for tool calls on the topic, as the orchestrator does, and hears what came of them. */
final class ToolTopics implements AutoCloseable {
    private final Topics topics;
    private final RecordPublisher publisher;
    private final org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer;
    private final Thread thread;

    ToolTopics(String kafka, Consumer<ToolCallResult> onResult) {
        var settings = PlatformSettings.local(kafka);
        var clients = KafkaClients.of(settings);
        topics = new Topics(settings.prefix(), settings.partitions());
        publisher = new RecordPublisher(clients);
        consumer = clients.consumer(null, Isolation.READ_UNCOMMITTED, Map.of());
        List<TopicPartition> partitions = consumer
                .partitionsFor(topics.toolResults().name())
                .stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        thread = Thread.ofPlatform().name("tool-results").daemon().start(() -> {
            try {
                while (true) {
                    for (var record : consumer.poll(Duration.ofMillis(100))) {
                        onResult.accept(topics.toolResults().codec().decode(record.value()));
                    }
                }
            } catch (WakeupException end) {
                consumer.close();
            }
        });
    }

    /** Asks for a call. */
    void ask(DefinitionRef definition, String tool, ToolEffect effect, String callId, String conversation) {
        var now = Instant.now();
        var arguments = "{\"order_id\":\"%s\"}".formatted(callId);
        publisher.send(
                topics.toolRequests(),
                conversation,
                new ToolCallRequest(
                        callId,
                        "default",
                        conversation,
                        "customer-1",
                        1,
                        1,
                        definition,
                        tool,
                        effect,
                        Personal.text(arguments),
                        ContentHash.of(arguments),
                        now,
                        now.plusSeconds(60)));
    }

    /** Publishes an agent and lets it answer. */
    DefinitionRef publish(String agentId, DefinitionFiles files) {
        var actor = new Actor(ActorType.SYSTEM, null);
        var version = files.version();
        for (var change : List.of(new DefinitionPublished(version, files.files()), new DefinitionReleased(version))) {
            publisher
                    .send(
                            topics.definitions(),
                            agentId,
                            new DefinitionRecord(agentId, "default", Instant.now(), actor, change))
                    .toCompletableFuture()
                    .join();
        }
        return new DefinitionRef(agentId, version);
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        publisher.close();
    }
}
