package io.casebook.standalone.publish;

import io.casebook.knowledge.articles.ArticleFolder;
import io.casebook.knowledge.articles.ArticleShelf;
import io.casebook.knowledge.articles.FolderReading;
import io.casebook.knowledge.articles.KnowledgePublisher;
import io.casebook.knowledge.articles.PublishReport;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.RecordPublisher;
import io.casebook.platform.kafka.Topics;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Publishes an agent's folder: its definition and its articles, each only where it differs from what is published. */
public final class AgentPublisher implements AutoCloseable {
    private final KafkaClients clients;
    private final Topics topics;
    private final RecordPublisher publisher;
    private final String tenantId;
    private final Actor actor;
    private final InstantSource clock;
    private final DefinitionPublisher definitions;

    /**
     * @param tenantId whose installation
     * @param by who publishes: the id of a person, or the name of the command
     */
    public AgentPublisher(KafkaClients clients, Topics topics, String tenantId, String by) {
        this.clients = clients;
        this.topics = topics;
        this.publisher = new RecordPublisher(clients);
        this.tenantId = tenantId;
        this.actor = new Actor(ActorType.SYSTEM, by);
        this.clock = InstantSource.system();
        this.definitions = new DefinitionPublisher(clients, topics, publisher, tenantId, actor, clock);
    }

    /** Publishes the definition and lets it answer customers. */
    public DefinitionPublisher.Outcome release(AgentFolder agent) {
        return definitions.release(agent.usable());
    }

    /** Publishes the definition and lets it answer a share of the conversations. */
    public DefinitionPublisher.Outcome canary(AgentFolder agent, double share) {
        return definitions.canary(agent.usable(), share);
    }

    /**
     * Publishes the articles. Files that are no articles are in the report and hold back no other.
     *
     * @throws IOException if the folder cannot be read
     */
    public PublishReport articles(AgentFolder agent) throws IOException {
        return articles(ArticleFolder.read(agent.knowledge(), agent.definition().agentId()), written -> {});
    }

    /**
     * Publishes a folder of articles.
     *
     * @param written told after each change that the log has taken, how many there were so far
     */
    public PublishReport articles(FolderReading reading, IntConsumer written) {
        var shelf = new ArticleShelf();
        TopicSnapshot.read(clients, topics.articles(), shelf::apply);
        var count = new AtomicInteger();
        return new KnowledgePublisher(
                        record -> publisher
                                .send(topics.articles(), record.articleId(), record)
                                .thenApply(RecordMetadata::offset)
                                .whenComplete((offset, failure) -> written.accept(count.incrementAndGet())),
                        shelf,
                        tenantId,
                        actor,
                        clock)
                .publish(reading);
    }

    @Override
    public void close() {
        publisher.close();
    }
}
