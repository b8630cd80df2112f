package io.casebook.knowledge.out;

import io.casebook.knowledge.articles.ArticleLog;
import io.casebook.platform.kafka.RecordPublisher;
import io.casebook.platform.kafka.Topics;
import io.casebook.vocabulary.knowledge.ArticleRecord;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.RecordMetadata;

/** The knowledge log as a Kafka topic of one partition: the offset is the position. */
@DefaultBean
@ApplicationScoped
public class KafkaArticleLog implements ArticleLog {
    private final RecordPublisher publisher;
    private final Topics topics;

    /**
     * @param publisher writes records
     * @param topics names the topic
     */
    @Inject
    public KafkaArticleLog(RecordPublisher publisher, Topics topics) {
        this.publisher = publisher;
        this.topics = topics;
    }

    @Override
    public CompletionStage<Long> append(ArticleRecord record) {
        return publisher.send(topics.articles(), record.articleId(), record).thenApply(RecordMetadata::offset);
    }
}
