package io.casebook.ingress.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Where reading begins in a partition that nobody has read before: with the last minutes. A webhook that is set for the first time
 * gets neither the whole week that the topic keeps, nor misses what was said while it was being set up.
 *
 * <p>Kafka's own setting for this ({@code by_duration}) waits without end for the first record of an empty partition.
 */
final class FirstPlace {
    private static final Duration LAST_MINUTES = Duration.ofMinutes(5);

    private FirstPlace() {}

    /** Takes the first place in those of the partitions that have no committed one. */
    static void seek(Consumer<String, byte[]> consumer, Collection<TopicPartition> partitions, Instant now) {
        var fresh = new HashSet<>(partitions);
        consumer.committed(fresh).forEach((partition, committed) -> {
            if (committed != null) {
                fresh.remove(partition);
            }
        });
        if (fresh.isEmpty()) {
            return;
        }
        // The ends are asked first: a record that comes in between is then found by its time.
        var ends = consumer.endOffsets(fresh);
        var times = new HashMap<TopicPartition, Long>();
        fresh.forEach(partition -> times.put(partition, now.minus(LAST_MINUTES).toEpochMilli()));
        var found = consumer.offsetsForTimes(times);
        for (var partition : fresh) {
            var recent = found.get(partition);
            consumer.seek(partition, recent == null ? ends.getOrDefault(partition, 0L) : recent.offset());
        }
    }
}
