package io.casebook.ingress.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class FirstPlaceTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final TopicPartition READ = new TopicPartition("outbound", 0);
    private static final TopicPartition BUSY = new TopicPartition("outbound", 1);
    private static final TopicPartition QUIET = new TopicPartition("outbound", 2);

    private final Map<TopicPartition, Long> askedTimes = new HashMap<>();
    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest") {
        @Override
        public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> times) {
            askedTimes.putAll(times);
            return Map.of(BUSY, new OffsetAndTimestamp(90, NOW.toEpochMilli()));
        }
    };

    @Test
    void a_fresh_partition_is_read_from_the_last_minutes_and_a_read_one_from_where_it_was_left() {
        consumer.assign(List.of(READ, BUSY, QUIET));
        consumer.updateEndOffsets(Map.of(BUSY, 100L, QUIET, 50L));
        consumer.commitSync(Map.of(READ, new OffsetAndMetadata(7)));

        FirstPlace.seek(consumer, List.of(READ, BUSY, QUIET), NOW);

        assertThat(consumer.position(READ)).isEqualTo(7);
        assertThat(consumer.position(BUSY)).isEqualTo(90);
        assertThat(consumer.position(QUIET)).isEqualTo(50);
        assertThat(askedTimes)
                .containsOnlyKeys(BUSY, QUIET)
                .containsValue(NOW.minusSeconds(300).toEpochMilli());
    }
}
