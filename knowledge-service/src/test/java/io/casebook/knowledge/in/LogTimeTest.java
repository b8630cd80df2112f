package io.casebook.knowledge.in;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.knowledge.Articles;
import io.casebook.vocabulary.knowledge.ArticleRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** Whose clock says when an article was published. */
class LogTimeTest {
    private final ArticleRecord article = Articles.record(0, "a", Articles.article("A", "one"));
    private final Instant told = article.publishedAt();

    private Instant time(TimestampType type, Instant taken) {
        return LogTime.of(new ConsumerRecord<>(
                        "articles",
                        0,
                        0,
                        taken.toEpochMilli(),
                        type,
                        0,
                        0,
                        "a",
                        article,
                        new RecordHeaders(),
                        Optional.empty()))
                .publishedAt();
    }

    @Test
    void the_brokers_clock_counts_whether_the_publishers_is_fast_or_slow() {
        for (var off : new Duration[] {Duration.ofHours(1), Duration.ofHours(-1)}) {
            assertThat(time(TimestampType.LOG_APPEND_TIME, told.plus(off))).isEqualTo(told.plus(off));
        }
    }

    @Test
    void where_the_topic_keeps_the_producers_clock_nothing_is_published_after_it_was_written() {
        assertThat(time(TimestampType.CREATE_TIME, told.minusSeconds(3_600))).isEqualTo(told.minusSeconds(3_600));
        assertThat(time(TimestampType.CREATE_TIME, told.plusSeconds(3_600))).isEqualTo(told);
        assertThat(time(TimestampType.NO_TIMESTAMP_TYPE, told.plusSeconds(1))).isEqualTo(told);
    }
}
