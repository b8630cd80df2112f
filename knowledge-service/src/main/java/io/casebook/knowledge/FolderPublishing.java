package io.casebook.knowledge;

import io.casebook.knowledge.articles.ArticleFolder;
import io.casebook.knowledge.articles.ArticleShelf;
import io.casebook.knowledge.articles.KnowledgePublisher;
import io.casebook.knowledge.articles.PublishReport;
import io.casebook.knowledge.out.KafkaArticleLog;
import io.casebook.platform.kafka.DeadLetters;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.RecordPublisher;
import io.casebook.platform.kafka.TopicFollower;
import io.casebook.platform.kafka.Topics;
import io.casebook.vocabulary.Actor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Publishes an agent's articles from the command line: reads the knowledge log for what is there already, then writes what differs.
 * Needs no container of beans and makes no vectors.
 */
public final class FolderPublishing {
    private static final String FOLDER = "knowledge";

    private final KafkaClients clients;
    private final Topics topics;
    private final RecordPublisher publisher;
    private final String tenantId;

    /**
     * @param clients the cluster
     * @param topics its topics
     * @param publisher writes records
     * @param tenantId whose installation
     */
    public FolderPublishing(KafkaClients clients, Topics topics, RecordPublisher publisher, String tenantId) {
        this.clients = clients;
        this.topics = topics;
        this.publisher = publisher;
        this.tenantId = tenantId;
    }

    /**
     * Publishes the folder {@code knowledge} of an agent's folder and waits until the log holds every change.
     *
     * @param agentFolder the agent's folder
     * @param agentId the agent
     * @param actor who publishes
     * @param readWithin how long reading the log may take
     * @throws IOException if the folder cannot be listed, or the log cannot be read in time
     */
    public PublishReport publish(Path agentFolder, String agentId, Actor actor, Duration readWithin)
            throws IOException {
        var reading = ArticleFolder.read(agentFolder.resolve(FOLDER), agentId);
        var shelf = new ArticleShelf();
        var deadLetters = new DeadLetters(publisher, topics);
        try (var follower = TopicFollower.of(topics.articles(), clients, deadLetters)
                .named("knowledge-publish")
                .start(record -> shelf.apply(record.offset(), record.value()))) {
            if (!follower.awaitEnd(readWithin)) {
                throw new IOException(
                        "the topic %s could not be read within %d s; is Kafka up, and were its topics created?"
                                .formatted(topics.articles().name(), readWithin.toSeconds()));
            }
        }
        var log = new KafkaArticleLog(publisher, topics);
        return new KnowledgePublisher(log, shelf, tenantId, actor, InstantSource.system()).publish(reading);
    }
}
