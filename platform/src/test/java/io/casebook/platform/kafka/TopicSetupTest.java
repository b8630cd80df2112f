package io.casebook.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.MockAdminClient;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

class TopicSetupTest {
    private static final List<Node> BROKERS =
            List.of(new Node(0, "a", 9092), new Node(1, "b", 9092), new Node(2, "c", 9092));

    private final Topics topics = new Topics("test.", 4);
    private final Cluster admin = new Cluster();

    /** Three brokers that know where each new partition ends, and who was asked about it. */
    private final class Cluster extends MockAdminClient {
        private final Set<TopicPartition> asked = new HashSet<>();

        private Cluster() {
            super(BROKERS, BROKERS.getFirst());
            var ends = new HashMap<TopicPartition, Long>();
            for (var topic : topics.all()) {
                IntStream.range(0, topic.partitions())
                        .forEach(partition -> ends.put(new TopicPartition(topic.name(), partition), 0L));
            }
            updateEndOffsets(ends);
        }

        @Override
        public synchronized ListOffsetsResult listOffsets(
                Map<TopicPartition, OffsetSpec> wanted, ListOffsetsOptions options) {
            asked.addAll(wanted.keySet());
            return super.listOffsets(wanted, options);
        }
    }

    @Test
    void creates_every_topic_as_it_should_be() throws Exception {
        var report = TopicSetup.create(admin, topics, (short) 1);

        assertThat(report.created()).hasSize(17);
        assertThat(report.existing()).isEmpty();
        assertThat(partitions("test.log")).isEqualTo(4);
        assertThat(partitions("test.definitions")).isEqualTo(1);
        assertThat(setting("test.log", "retention.ms")).isEqualTo("-1");
        assertThat(setting("test.log", "min.insync.replicas")).isEmpty();
    }

    @Test
    void returns_when_the_leader_of_every_new_partition_answers() {
        TopicSetup.create(admin, topics, (short) 1);
        assertThat(admin.asked)
                .hasSize(topics.all().stream().mapToInt(Topic::partitions).sum());

        admin.asked.clear();
        TopicSetup.create(admin, topics, (short) 1);
        assertThat(admin.asked).as("of partitions that were there before").isEmpty();
    }

    @Test
    void wants_two_of_three_copies_before_a_write_counts() throws Exception {
        TopicSetup.create(admin, topics, (short) 3);

        assertThat(setting("test.log", "min.insync.replicas")).isEqualTo("2");
    }

    @Test
    void changes_nothing_the_second_time() {
        TopicSetup.create(admin, topics, (short) 1);

        var report = TopicSetup.create(admin, topics, (short) 1);

        assertThat(report.created()).isEmpty();
        assertThat(report.existing()).hasSize(17);
        assertThat(report.differences()).isEmpty();
    }

    @Test
    void tells_where_a_topic_differs_that_was_there_before() throws Exception {
        admin.createTopics(List.of(new NewTopic("test.log", 2, (short) 1).configs(Map.of("retention.ms", "1000"))))
                .all()
                .get();

        var report = TopicSetup.create(admin, topics, (short) 1);

        assertThat(report.created()).hasSize(16);
        assertThat(report.differences())
                .anySatisfy(text -> assertThat(text).contains("test.log", "2 partitions", "expected 4"))
                .anySatisfy(text -> assertThat(text).contains("test.log", "retention.ms is 1000, expected -1"));
    }

    private int partitions(String topic) throws Exception {
        var described =
                admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
        return described == null ? 0 : described.partitions().size();
    }

    private String setting(String topic, String key) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
        var entry = config == null ? null : config.get(key);
        return entry == null ? "" : entry.value();
    }
}
