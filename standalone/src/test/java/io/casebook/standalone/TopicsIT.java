package io.casebook.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.platform.kafka.Topic;
import io.casebook.standalone.running.RunningCasebook;
import io.casebook.standalone.running.SharedCasebook;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The topics of a fresh installation. */
@ExtendWith(SharedCasebook.class)
class TopicsIT {

    @Test
    void every_topic_has_its_partitions_and_settings(RunningCasebook casebook)
            throws ExecutionException, InterruptedException {
        try (var admin = casebook.kafkaClients().admin()) {
            var topics = casebook.topics().all();
            var names = topics.stream().map(Topic::name).toList();
            var found = admin.describeTopics(names).allTopicNames().get();
            var settings = admin.describeConfigs(names.stream()
                            .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                            .toList())
                    .all()
                    .get();
            for (var topic : topics) {
                var description = Objects.requireNonNull(found.get(topic.name()));
                assertThat(description.partitions()).as(topic.name()).hasSize(topic.partitions());
                var config = Objects.requireNonNull(
                        settings.get(new ConfigResource(ConfigResource.Type.TOPIC, topic.name())));
                topic.settings()
                        .forEach((key, value) -> assertThat(config.get(key).value())
                                .as("%s of %s", key, topic.name())
                                .isEqualTo(value));
            }
        }
    }

    @Test
    void topics_create_finds_nothing_to_do(RunningCasebook casebook) {
        var ended = casebook.command("topics", "create", "--json");
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).contains("\"created\":[]").contains("\"differences\":[]");
    }
}
