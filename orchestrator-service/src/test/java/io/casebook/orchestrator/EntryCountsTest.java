package io.casebook.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EntryCountsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    private KeyValueStore<String, byte[]> store;

    @BeforeEach
    void open() {
        store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("entries"), Serdes.String(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingDisabled()
                .build();
        var context = new MockProcessorContext<Void, Void>();
        store.init(context.getStateStoreContext(), store);
    }

    @Test
    void the_shares_of_all_partitions_add_up_to_the_limit() {
        for (var limit : new int[] {1, 3, 7, 8, 200, 1_001}) {
            assertThat(IntStream.range(0, 8)
                            .map(partition -> EntryCounts.share(limit, partition, 8))
                            .sum())
                    .isEqualTo(limit);
        }
        assertThat(EntryCounts.share(200, 7, 16)).isEqualTo(13);
        assertThat(EntryCounts.share(200, 8, 16)).isEqualTo(12);
    }

    @Test
    void an_entry_takes_one_of_the_share_until_the_day_is_over() {
        var counts = new EntryCounts(store, 0, 2);
        assertThat(counts.left("shop", "refund", 3, TODAY)).isEqualTo(2);
        counts.entered("shop", "refund", TODAY);
        counts.entered("shop", "refund", TODAY);
        counts.entered("shop", "refund", TODAY);
        assertThat(counts.left("shop", "refund", 3, TODAY)).isZero();
        assertThat(counts.left("shop", "refund", 10, TODAY)).isEqualTo(2);
        assertThat(counts.left("shop", "other", 3, TODAY)).isEqualTo(2);
        assertThat(counts.left("other", "refund", 3, TODAY)).isEqualTo(2);
        assertThat(counts.left("shop", "refund", 3, TODAY.plusDays(1))).isEqualTo(2);
    }

    @Test
    void the_count_survives_whoever_counted() {
        new EntryCounts(store, 0, 1).entered("shop", "refund", TODAY);
        assertThat(new EntryCounts(store, 0, 1).left("shop", "refund", 3, TODAY))
                .isEqualTo(2);
    }
}
