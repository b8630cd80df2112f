package io.casebook.standalone.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.platform.config.PlatformSettings;
import io.casebook.platform.kafka.Isolation;
import io.casebook.platform.kafka.KafkaClients;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real broker in this process. */
class EmbeddedKafkaIT {
    private static final TopicPartition NOTES = new TopicPartition("notes", 0);

    @Test
    void what_was_written_is_there_after_a_restart_on_another_port(@TempDir Path folder)
            throws ExecutionException, InterruptedException, IOException {
        try (var broker = EmbeddedKafka.start(BrokerOptions.in(folder))) {
            try (var admin = clients(broker).admin()) {
                admin.createTopics(List.of(new NewTopic(NOTES.topic(), 1, (short) 1)))
                        .all()
                        .get();
            }
            try (var producer = clients(broker).producer("notes")) {
                producer.send(new ProducerRecord<>(NOTES.topic(), "k", "v".getBytes(StandardCharsets.UTF_8)))
                        .get();
            }
        }
        assertThat(FolderLock.take(folder)).satisfies(FolderLock::close);
        try (var broker = EmbeddedKafka.start(BrokerOptions.in(folder).withFsync(true));
                var consumer = clients(broker).consumer(null, Isolation.READ_COMMITTED, Map.of())) {
            consumer.assign(List.of(NOTES));
            consumer.seekToBeginning(List.of(NOTES));
            var records = consumer.poll(Duration.ofSeconds(30)).records(NOTES);
            assertThat(records).hasSize(1);
            assertThat(records.getFirst().key()).isEqualTo("k");
        }
    }

    private static KafkaClients clients(EmbeddedKafka broker) {
        return KafkaClients.of(PlatformSettings.local(broker.bootstrap()));
    }
}
