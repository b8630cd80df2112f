package io.casebook.standalone.prompt;

import io.casebook.platform.kafka.Isolation;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.Topic;
import io.casebook.schemas.UnreadableRecordException;
import io.casebook.vocabulary.knowledge.ArticlePublished;
import io.casebook.vocabulary.knowledge.ArticleRecord;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Versions of articles by their positions on the knowledge log; only the records that are asked for are read. */
public final class Articles implements PromptRebuild.Articles {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);

    private final KafkaClients clients;
    private final Topic<ArticleRecord> topic;
    private final Map<Long, @Nullable ArticlePublished> known = new HashMap<>();

    /** The articles of a cluster. */
    public Articles(KafkaClients clients, Topic<ArticleRecord> topic) {
        this.clients = clients;
        this.topic = topic;
    }

    @Override
    public @Nullable ArticlePublished version(long position) {
        if (!known.containsKey(position)) {
            known.put(position, read(position));
        }
        return known.get(position);
    }

    private @Nullable ArticlePublished read(long position) {
        var partition = new TopicPartition(topic.name(), 0);
        var settings = Map.<String, Object>of(
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        try (var consumer = clients.consumer(null, Isolation.READ_COMMITTED, settings);
                var serde = clients.serde(topic)) {
            var end = consumer.endOffsets(List.of(partition), ANSWER_WITHIN).getOrDefault(partition, 0L);
            if (position < 0 || position >= end) {
                return null;
            }
            consumer.assign(List.of(partition));
            consumer.seek(partition, position);
            var until = System.nanoTime() + ANSWER_WITHIN.toNanos();
            while (System.nanoTime() < until) {
                for (var record : consumer.poll(POLL)) {
                    return record.offset() == position
                                    && serde.decode(record.value()).payload() instanceof ArticlePublished article
                            ? article
                            : null;
                }
            }
            return null;
        } catch (OffsetOutOfRangeException | UnreadableRecordException e) {
            return null;
        }
    }
}
