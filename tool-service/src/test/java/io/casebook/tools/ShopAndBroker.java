package io.casebook.tools;

import io.casebook.platform.config.PlatformSettings;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.RecordPublisher;
import io.casebook.platform.kafka.TopicSetup;
import io.casebook.platform.kafka.Topics;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What the whole application needs around it: a broker with a published agent, and a shop that tells what it was asked. */
public final class ShopAndBroker implements QuarkusTestResourceLifecycleManager {
    private @Nullable TestBroker broker;
    private @Nullable ToolDouble shop;

    @Override
    public Map<String, String> start() {
        var running = new TestBroker(folder());
        var tool = new ToolDouble();
        var asked = new AtomicInteger();
        broker = running;
        shop = tool;
        tool.answers(exchange -> ToolDouble.answer(
                exchange,
                200,
                "application/json",
                "{\"asked\":\"%s %s\",\"number\":%d}"
                        .formatted(exchange.getRequestMethod(), exchange.getRequestURI(), asked.incrementAndGet())));
        var platform = PlatformSettings.local(running.bootstrap());
        var clients = KafkaClients.of(platform);
        var topics = new Topics(platform.prefix(), 1);
        try (var admin = clients.admin()) {
            TopicSetup.create(admin, topics, (short) 1);
        }
        var publisher = new RecordPublisher(clients);
        ShopDefinition.publish(ShopDefinition.files(tool.url()), publisher, topics);
        publisher.close();
        return Map.of("casebook.kafka.bootstrap", running.bootstrap());
    }

    @Override
    public void stop() {
        if (broker != null) {
            broker.close();
        }
        if (shop != null) {
            shop.close();
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory(Path.of("target"), "broker");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
