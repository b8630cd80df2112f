package io.casebook.bench.knowledge;

import io.casebook.knowledge.articles.ArticleShelf;
import io.casebook.knowledge.in.IndexFeed;
import io.casebook.knowledge.search.KnowledgeIndex;
import io.casebook.knowledge.search.PassageVectors;
import io.casebook.platform.config.PlatformSettings;
import io.casebook.platform.kafka.DeadLetters;
import io.casebook.platform.kafka.Isolation;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.RecordPublisher;
import io.casebook.platform.kafka.TopicFollower;
import io.casebook.platform.kafka.TopicSetup;
import io.casebook.platform.kafka.Topics;
import io.casebook.vocabulary.knowledge.ArticlePublished;
import io.casebook.vocabulary.knowledge.ArticleRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** A knowledge log on a real broker, beside the product's own, and indexes that follow it as the product's does. */
final class KnowledgeLog implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofHours(2);
    private static final int AT_ONCE = 500;

    private final KafkaClients clients;
    private final Topics topics;
    private final RecordPublisher publisher;

    /**
     * @param kafka address of the broker
     * @param prefix prefix of the topics, which are made
     */
    KnowledgeLog(String kafka, String prefix) {
        clients = KafkaClients.of(PlatformSettings.local(kafka));
        topics = new Topics(prefix, 1);
        publisher = new RecordPublisher(clients, "bench-knowledge");
        try (var admin = clients.admin()) {
            TopicSetup.create(admin, topics, (short) 1);
        }
    }

    /** Publishes articles and waits until the log has them all. */
    void publish(Map<String, ArticlePublished> articles) {
        var sent = new ArrayList<CompletionStage<?>>();
        for (var article : articles.entrySet()) {
            sent.add(publish(article.getKey(), article.getValue()));
            if (sent.size() == AT_ONCE) {
                sent.forEach(stage -> stage.toCompletableFuture().join());
                sent.clear();
            }
        }
        sent.forEach(stage -> stage.toCompletableFuture().join());
    }

    /** Publishes an article. */
    CompletionStage<?> publish(String id, ArticlePublished article) {
        return publisher.send(topics.articles(), id, Corpus.record(id, article));
    }

    /** An index that follows the log, once it has come to the end. */
    Following follow(PassageVectors vectors) {
        var index = new KnowledgeIndex(new ArticleShelf(), vectors);
        var deadLetters = new DeadLetters(publisher, topics);
        var feed = new IndexFeed(
                "bench-index", index, deadLetters, Runtime.getRuntime().availableProcessors());
        var began = System.nanoTime();
        var follower = TopicFollower.of(topics.articles(), clients, deadLetters)
                .from(TopicFollower.Start.BEGINNING)
                .isolation(Isolation.READ_COMMITTED)
                .named("bench-index")
                .start(feed);
        if (!follower.awaitEnd(PATIENCE)) {
            throw new IllegalStateException("the index did not come to the end of the log within " + PATIENCE);
        }
        return new Following(index, Duration.ofNanos(System.nanoTime() - began), follower, feed);
    }

    /**
     * An index that follows the log.
     *
     * @param index the index
     * @param caughtUpAfter how long it took to come to the end
     */
    record Following(
            KnowledgeIndex index, Duration caughtUpAfter, TopicFollower<ArticleRecord> follower, IndexFeed feed)
            implements AutoCloseable {
        @Override
        public void close() {
            follower.close();
            feed.close();
        }

        double passagesPerSecond() {
            return index.passages() / (caughtUpAfter.toNanos() / 1e9);
        }
    }

    @Override
    public void close() {
        publisher.close();
    }
}
