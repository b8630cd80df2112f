package io.casebook.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.casebook.platform.config.PlatformSettings;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.TopicSetup;
import io.casebook.platform.kafka.Topics;
import io.casebook.standalone.broker.BrokerOptions;
import io.casebook.standalone.broker.EmbeddedKafka;
import io.casebook.standalone.running.RunningCasebook;
import io.casebook.vocabulary.event.CustomerMessageReceived;
import io.casebook.vocabulary.event.ReplySent;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** This program on the topics that an earlier release left behind: the orchestrator restores its stores from their changelogs. */
class UpgradeIT {
    private static final Path RELEASE =
            Path.of("..", "orchestrator-service", "src", "test", "resources", "releases", "0.1.0.records.gz");
    private static final String PREFIX = "casebook.";
    private static final String CHANGELOG = "-changelog";
    private static final int PARTITIONS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void conversations_of_an_earlier_release_go_on(@TempDir Path folder) throws Exception {
        try (var broker = EmbeddedKafka.start(BrokerOptions.in(folder.resolve("kafka")))) {
            fill(broker.bootstrap());
            try (var casebook =
                    RunningCasebook.start(RunningCasebook.Setup.fresh().with("--kafka", broker.bootstrap()))) {
                casebook.say("answered", "after-the-upgrade", "Where is my order 1001?");
                await().atMost(PATIENCE).untilAsserted(() -> {
                    var events = casebook.log("answered");
                    var said = events.stream()
                            .filter(event -> event.payload() instanceof CustomerMessageReceived message
                                    && message.messageId().equals("after-the-upgrade"))
                            .findFirst();
                    assertThat(said).isPresent();
                    assertThat(events)
                            .anyMatch(event -> event.payload() instanceof ReplySent
                                    && event.sequence() > said.orElseThrow().sequence());
                });
                assertThat(casebook.transcript("with-human").toString()).contains("talk to a human");
                // Turns that the old process left behind have ended by their deadlines, which are over.
                await().atMost(PATIENCE).untilAsserted(() -> {
                    var verified = casebook.command("verify");
                    assertThat(verified.out() + verified.err()).contains("every promise is kept");
                });
            }
        }
    }

    private static void fill(String bootstrap) throws Exception {
        var clients = KafkaClients.of(PlatformSettings.local(bootstrap));
        var topics = new Topics(PREFIX, PARTITIONS);
        try (var admin = clients.admin();
                var producer = new KafkaProducer<>(
                        Map.<String, Object>of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            TopicSetup.create(admin, topics, (short) 1);
            var records = records();
            var changelogs = new TreeSet<>(records.stream()
                    .map(ProducerRecord::topic)
                    .filter(name -> name.endsWith(CHANGELOG))
                    .toList());
            admin.createTopics(changelogs.stream()
                            .map(name -> new NewTopic(name, PARTITIONS, (short) 1)
                                    .configs(Map.of("cleanup.policy", "compact")))
                            .toList())
                    .all()
                    .get();
            var sent = records.stream().map(producer::send).toList();
            for (var written : sent) {
                var _ = written.get();
            }
        }
    }

    private static List<ProducerRecord<byte[], byte[]>> records() throws IOException {
        var records = new java.util.ArrayList<ProducerRecord<byte[], byte[]>>();
        try (var in = new DataInputStream(
                new java.io.BufferedInputStream(new GZIPInputStream(Files.newInputStream(RELEASE))))) {
            while (true) {
                in.mark(1);
                if (in.read() < 0) {
                    return records;
                }
                in.reset();
                records.add(
                        new ProducerRecord<>(PREFIX + in.readUTF(), in.readInt(), in.readLong(), bytes(in), bytes(in)));
            }
        }
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        var bytes = new byte[Math.max(0, in.readInt())];
        in.readFully(bytes);
        return bytes;
    }
}
