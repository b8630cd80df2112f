package io.casebook.platform.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Creates the topics of an installation. Running it again creates what is missing and changes nothing that exists. */
public final class TopicSetup {
    private static final short SAFE_REPLICATION = 3;
    private static final int MOST_LOOKS = 5;

    private TopicSetup() {}

    /**
     * Creates the topics that do not exist yet.
     *
     * @param admin a client of the cluster
     * @param topics which
     * @param replication how many brokers hold a copy; with 3 or more, a write needs 2 of them
     * @return what was created, what existed, and where an existing one differs
     * @throws KafkaException if the cluster refused or did not answer
     */
    public static TopicReport create(Admin admin, Topics topics, short replication) {
        var created = new ArrayList<Topic<?>>();
        var existing = new ArrayList<Topic<?>>();
        var answers = admin.createTopics(topics.all().stream()
                        .map(topic -> newTopic(topic, replication))
                        .toList())
                .values();
        for (var topic : topics.all()) {
            try {
                answer(Objects.requireNonNull(answers.get(topic.name()), topic.name()));
                created.add(topic);
            } catch (TopicExistsException e) {
                existing.add(topic);
            }
        }
        awaitLeaders(admin, created);
        return new TopicReport(
                created.stream().map(Topic::name).toList(),
                existing.stream().map(Topic::name).toList(),
                settledDifferences(admin, existing, replication));
    }

    /**
     * Returns when every partition takes records. A broker tells who leads a new partition a moment before that one does. A producer
     * that believes it may find its first batch refused and its second one taken; then no batch of it has the number that the
     * partition wants, and it tries in vain until its time is over. Only a leader at work answers where its log ends.
     */
    private static void awaitLeaders(Admin admin, List<Topic<?>> created) {
        var ends = new HashMap<TopicPartition, OffsetSpec>();
        for (var topic : created) {
            for (var partition = 0; partition < topic.partitions(); partition++) {
                ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        if (!ends.isEmpty()) {
            var _ = answer(admin.listOffsets(ends).all());
        }
    }

    /** A topic that was created a moment ago exists before every broker knows of it. */
    private static List<String> settledDifferences(Admin admin, List<Topic<?>> existing, short replication) {
        var retry = new Retry();
        for (var failures = 0; ; failures++) {
            try {
                return differences(admin, existing, replication);
            } catch (UnknownTopicOrPartitionException e) {
                if (failures == MOST_LOOKS || !retry.pause(failures)) {
                    throw e;
                }
            }
        }
    }

    private static NewTopic newTopic(Topic<?> topic, short replication) {
        return new NewTopic(topic.name(), topic.partitions(), replication).configs(settings(topic, replication));
    }

    private static Map<String, String> settings(Topic<?> topic, short replication) {
        var settings = new HashMap<>(topic.settings());
        if (replication >= SAFE_REPLICATION) {
            settings.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2");
        }
        return settings;
    }

    private static List<String> differences(Admin admin, List<Topic<?>> existing, short replication) {
        if (existing.isEmpty()) {
            return List.of();
        }
        var names = existing.stream().map(Topic::name).toList();
        var described = answer(admin.describeTopics(names).allTopicNames());
        var configs = answer(admin.describeConfigs(names.stream()
                        .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                        .toList())
                .all());
        var differences = new ArrayList<String>();
        for (var topic : existing) {
            partitions(topic, described.get(topic.name()), differences);
            settings(
                    topic,
                    settings(topic, replication),
                    configs.get(new ConfigResource(ConfigResource.Type.TOPIC, topic.name())),
                    differences);
        }
        return differences;
    }

    private static void partitions(Topic<?> topic, @Nullable TopicDescription found, List<String> differences) {
        if (found != null && found.partitions().size() != topic.partitions()) {
            differences.add("%s: has %d partitions, expected %d"
                    .formatted(topic.name(), found.partitions().size(), topic.partitions()));
        }
    }

    private static void settings(
            Topic<?> topic, Map<String, String> wanted, @Nullable Config found, List<String> differences) {
        if (found == null) {
            return;
        }
        new TreeMap<>(wanted).forEach((key, value) -> {
            var entry = found.get(key);
            if (entry != null && !value.equals(entry.value())) {
                differences.add("%s: %s is %s, expected %s".formatted(topic.name(), key, entry.value(), value));
            }
        });
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while Kafka was asked about topics", e);
        }
    }
}
