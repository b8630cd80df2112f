package io.casebook.knowledge.in;

import io.casebook.vocabulary.knowledge.ArticleRecord;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;

/**
 * When a record came to the log. What was found at a moment depends on it, so that it is the broker's clock that counts and not that of
 * whoever publishes: a laptop an hour fast would hide an hour of versions from every search at a time.
 */
final class LogTime {
    private LogTime() {}

    /** The record as of the moment at which the log took it. */
    static ArticleRecord of(ConsumerRecord<String, ArticleRecord> record) {
        var published = record.value().publishedAt();
        if (record.timestampType() == TimestampType.NO_TIMESTAMP_TYPE) {
            return record.value();
        }
        var taken = Instant.ofEpochMilli(record.timestamp());
        // Where a topic keeps the producer's clock, a record that a client writes with a time of its own is no later
        // than it says.
        return record.timestampType() == TimestampType.LOG_APPEND_TIME || taken.isBefore(published)
                ? record.value().withPublishedAt(taken)
                : record.value();
    }
}
