package io.casebook.standalone.upgrade;

import io.casebook.platform.config.PlatformSettings;
import io.casebook.platform.kafka.Topics;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a release left behind in Kafka into one file, for the tests that start later code on it: the log, the definitions, and the
 * changelogs of the orchestrator's stores. To record a release: start it, lead conversations into every phase, kill it, start
 * {@code ./casebook broker} on its data and run this.
 *
 * <p>The file, compressed: for each record its topic without the prefix (a string), partition (4 bytes), timestamp in milliseconds since
 * 1970 (8 bytes), length and bytes of key and of value (a length of -1: null).
 */
public final class RecordRelease {
    private static final String CHANGELOG = "-changelog";

    private RecordRelease() {}

    /**
     * Writes the file.
     *
     * @param arguments the broker's address and the file
     */
    public static void main(String[] arguments) throws IOException {
        var settings = PlatformSettings.local(arguments[0]);
        var topics = new Topics(settings.prefix(), settings.partitions());
        // Keys are bytes: those of the timers are no text.
        try (var consumer = new KafkaConsumer<>(
                        Map.<String, Object>of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                arguments[0],
                                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                                "read_committed"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
                var out = new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(Path.of(arguments[1]))))) {
            var kept = List.of(topics.log().name(), topics.definitions().name());
            var names = consumer.listTopics().keySet().stream()
                    .filter(name -> kept.contains(name) || name.endsWith(CHANGELOG))
                    .sorted()
                    .toList();
            for (var name : names) {
                var partitions = consumer.partitionsFor(name).stream()
                        .map(info -> new TopicPartition(name, info.partition()))
                        .toList();
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
                var ends = consumer.endOffsets(partitions);
                var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
                while (partitions.stream()
                        .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                    consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                }
                for (var record : name.endsWith(CHANGELOG) ? newest(records) : records) {
                    write(out, name.substring(settings.prefix().length()), record);
                }
                System.err.println(name + ": " + records.size());
            }
        }
    }

    /** What a compacted topic would keep. */
    private static List<ConsumerRecord<byte[], byte[]>> newest(List<ConsumerRecord<byte[], byte[]>> records) {
        var newest = new LinkedHashMap<String, ConsumerRecord<byte[], byte[]>>();
        records.forEach(
                record -> newest.put(record.partition() + "/" + HexFormat.of().formatHex(record.key()), record));
        return newest.values().stream().filter(record -> record.value() != null).toList();
    }

    private static void write(DataOutputStream out, String topic, ConsumerRecord<byte[], byte[]> record)
            throws IOException {
        out.writeUTF(topic);
        out.writeInt(record.partition());
        out.writeLong(record.timestamp());
        bytes(out, record.key());
        bytes(out, record.value());
    }

    private static void bytes(DataOutputStream out, byte @Nullable [] value) throws IOException {
        out.writeInt(value == null ? -1 : value.length);
        if (value != null) {
            out.write(value);
        }
    }
}
