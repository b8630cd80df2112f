package io.casebook.gateway;

import io.casebook.gateway.completion.RecentResults;
import io.casebook.platform.kafka.Isolation;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.RecordSerde;
import io.casebook.platform.kafka.Topic;
import io.casebook.schemas.UnreadableRecordException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Reads from the topic of results what was answered before this instance got a partition, be it by another instance or by this
 * one before it was started again. Requests of a conversation and their results have the same key, so a partition of requests
 * has its results in the partition of the same number. Tasks and theirs have the same key, too.
 *
 * @param <R> the result
 */
final class PastResults<R extends SpecificRecord> {
    private static final Logger LOG = Logger.getLogger(PastResults.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final KafkaClients clients;
    private final Topic<R> topic;
    private final Duration reach;
    private final RecentResults<R> recent;

    /**
     * A reader.
     *
     * @param reach how far back it reads
     */
    PastResults(KafkaClients clients, Topic<R> topic, Duration reach, RecentResults<R> recent) {
        this.clients = clients;
        this.topic = topic;
        this.reach = reach;
        this.recent = recent;
    }

    /** Begins to read what belongs to these partitions of requests; requests that came before wait for it. */
    void recollect(Set<TopicPartition> requests) {
        if (requests.isEmpty()) {
            return;
        }
        var done = recent.recollect(Instant.now());
        var numbers = requests.stream().map(TopicPartition::partition).collect(Collectors.toSet());
        Thread.ofVirtual().name("past-results").start(() -> {
            try {
                read(numbers);
            } catch (KafkaException e) {
                LOG.warnf(
                        "earlier results cannot be read: error=%s", e.getClass().getName());
            } finally {
                done.complete(null);
            }
        });
    }

    private void read(Set<Integer> numbers) {
        try (var consumer = clients.consumer(null, Isolation.READ_UNCOMMITTED, Map.of())) {
            var partitions = consumer.partitionsFor(topic.name()).stream()
                    .filter(info -> numbers.contains(info.partition()))
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            var ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            seek(consumer, partitions, ends);
            var count = readTo(consumer, ends);
            LOG.debugf("earlier results: partitions=%d results=%d", partitions.size(), count);
        }
    }

    private void seek(
            Consumer<String, byte[]> consumer, List<TopicPartition> partitions, Map<TopicPartition, Long> ends) {
        var since = Instant.now().minus(reach).toEpochMilli();
        var starts = consumer.offsetsForTimes(
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> since)));
        for (var partition : partitions) {
            var start = starts.get(partition);
            consumer.seek(partition, start == null ? ends.getOrDefault(partition, 0L) : start.offset());
        }
    }

    private int readTo(Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        var count = 0;
        var until = System.nanoTime() + LONGEST.toNanos();
        try (var serde = clients.serde(topic)) {
            while (System.nanoTime() < until && behind(consumer, ends)) {
                for (var record : consumer.poll(POLL)) {
                    remember(serde, record.value());
                    count++;
                }
            }
        }
        return count;
    }

    private static boolean behind(Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        Collection<Map.Entry<TopicPartition, Long>> all = ends.entrySet();
        return all.stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }

    private void remember(RecordSerde<R> serde, byte[] bytes) {
        try {
            recent.remember(serde.decode(bytes));
        } catch (UnreadableRecordException e) {
            // Whoever the result was for sets it aside; here it only means that it is not known.
            LOG.debugf("earlier result unreadable: reason=%s", e.reasonCode());
        }
    }
}
