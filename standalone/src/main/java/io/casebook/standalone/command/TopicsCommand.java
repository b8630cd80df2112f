package io.casebook.standalone.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casebook.platform.kafka.Topic;
import io.casebook.platform.kafka.TopicReport;
import io.casebook.platform.kafka.TopicSetup;
import io.casebook.standalone.program.CommandFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The topics of an installation. */
@Command(name = "topics", description = "Create or list the topics of this installation.")
final class TopicsCommand {
    private static final short SAFE_REPLICATION = 3;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Command(name = "create", description = "Create the topics that do not exist yet; existing ones are never changed.")
    int create(
            @Mixin Connection connection,
            @Option(
                            names = "--partitions",
                            paramLabel = "N",
                            defaultValue = "${env:CASEBOOK_PARTITIONS:-8}",
                            description = "Partitions of each topic. Default: ${DEFAULT-VALUE}")
                    int partitions,
            @Option(
                            names = "--replication",
                            paramLabel = "N",
                            description = "Copies of each record. Default: 3, or as many as there are brokers.")
                    @Nullable
                    Short replication,
            @Option(names = "--json", description = "One JSON object.") boolean json) {
        try (var admin = connection.kafkaClients().admin()) {
            var copies = replication == null ? replication(admin) : replication;
            var report = TopicSetup.create(admin, connection.topics(partitions), copies);
            print(report, json);
            return report.differences().isEmpty() ? 0 : CommandFailure.FAILED;
        }
    }

    @Command(name = "list", description = "List the topics of this installation, and whether the cluster has them.")
    int list(
            @Mixin Connection connection,
            @Option(names = "--json", description = "One JSON object a line.") boolean json) {
        try (var admin = connection.kafkaClients().admin()) {
            var topics = connection.topics().all();
            var there = await(admin.listTopics().names());
            var partitions = await(admin.describeTopics(topics.stream()
                            .map(Topic::name)
                            .filter(there::contains)
                            .toList())
                    .allTopicNames());
            var printer = new Printer(spec);
            var rows = new ArrayList<List<String>>();
            for (var topic : topics) {
                var found = partitions.get(topic.name());
                if (json) {
                    printer.json(JsonNodeFactory.instance
                            .objectNode()
                            .put("topic", topic.name())
                            .put("exists", found != null)
                            .put(
                                    "partitions",
                                    found == null ? 0 : found.partitions().size())
                            .put("kept", kept(topic))
                            .put("record", topic.codec().schema().getFullName()));
                } else {
                    rows.add(List.of(
                            topic.name(),
                            found == null
                                    ? "missing"
                                    : Integer.toString(found.partitions().size()),
                            kept(topic),
                            topic.codec().schema().getName()));
                }
            }
            if (!json) {
                printer.table(List.of("TOPIC", "PARTITIONS", "KEPT", "RECORD"), rows);
            }
            return missing(topics, there) ? CommandFailure.FAILED : 0;
        }
    }

    private void print(TopicReport report, boolean json) {
        var printer = new Printer(spec);
        if (json) {
            var object = JsonNodeFactory.instance.objectNode();
            report.created().forEach(object.putArray("created")::add);
            report.existing().forEach(object.putArray("existing")::add);
            report.differences().forEach(object.putArray("differences")::add);
            printer.json(object);
            return;
        }
        report.created().forEach(name -> printer.line("created  " + name));
        report.existing().forEach(name -> printer.line("exists   " + name));
        report.differences().forEach(text -> printer.line("differs  " + text));
    }

    private static boolean missing(List<Topic<?>> topics, Set<String> there) {
        return topics.stream().anyMatch(topic -> !there.contains(topic.name()));
    }

    private static String kept(Topic<?> topic) {
        var millis = Long.parseLong(topic.settings().getOrDefault("retention.ms", "-1"));
        var days = Duration.ofMillis(millis).toDays();
        return millis < 0 ? "for ever" : days == 1 ? "1 day" : days + " days";
    }

    private static short replication(Admin admin) {
        return (short) Math.min(
                SAFE_REPLICATION, await(admin.describeCluster().nodes()).size());
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }
}
