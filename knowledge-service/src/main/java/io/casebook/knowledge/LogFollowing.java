package io.casebook.knowledge;

import io.casebook.knowledge.audits.UsageBook;
import io.casebook.knowledge.gaps.ErasedDrafts;
import io.casebook.knowledge.gaps.GapBook;
import io.casebook.knowledge.gaps.GapReport;
import io.casebook.knowledge.tasks.Repeating;
import io.casebook.platform.embedding.EmbeddingsUnavailableException;
import io.casebook.platform.kafka.DeadLetters;
import io.casebook.platform.kafka.Isolation;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.TopicFollower;
import io.casebook.platform.kafka.Topics;
import io.casebook.vocabulary.event.ConversationErased;
import io.casebook.vocabulary.event.ConversationEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads the conversation log once, for what the articles lack, for which of them are used, and for what is erased. The service answers without it: what was
 * read so far is shown, and said.
 */
@ApplicationScoped
public class LogFollowing {
    private static final Logger LOG = Logger.getLogger(LogFollowing.class);

    /** How often new questions are looked through. */
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final GapSettings settings;
    private final KnowledgeSettings service;
    private final GapBook book;
    private final GapReport report;
    private final UsageBook usage;
    private final ErasedDrafts erasures;
    private final KnowledgeService knowledge;
    private final Topics topics;
    private final KafkaClients clients;
    private final DeadLetters deadLetters;
    private volatile @Nullable TopicFollower<ConversationEvent> follower;
    private volatile @Nullable Repeating embedding;
    private volatile @Nullable Repeating erasing;

    LogFollowing(
            GapSettings settings,
            KnowledgeSettings service,
            GapBook book,
            GapReport report,
            UsageBook usage,
            ErasedDrafts erasures,
            KnowledgeService knowledge,
            Topics topics,
            KafkaClients clients,
            DeadLetters deadLetters) {
        this.settings = settings;
        this.service = service;
        this.book = book;
        this.report = report;
        this.usage = usage;
        this.erasures = erasures;
        this.knowledge = knowledge;
        this.topics = topics;
        this.clients = clients;
        this.deadLetters = deadLetters;
    }

    void start(@Observes StartupEvent event) {
        if (service.enabled()) {
            follower = TopicFollower.of(topics.log(), clients, deadLetters)
                    .named("knowledge-log")
                    .from(TopicFollower.Start.BEGINNING)
                    .isolation(Isolation.READ_COMMITTED)
                    .start(new Reading());
            erasing = Repeating.start("knowledge-erasures", EVERY, knowledge::caughtUp, erasures::step);
            if (settings.enabled()) {
                // What is long over is read first; its vectors are only worth making once it is known what is still
                // held.
                embedding = Repeating.start("knowledge-gap-vectors", EVERY, this::caughtUp, this::embed);
            }
        }
    }

    void stop(@Observes ShutdownEvent event) {
        var making = embedding;
        if (making != null) {
            making.close();
        }
        var retiring = erasing;
        if (retiring != null) {
            retiring.close();
        }
        var running = follower;
        if (running != null) {
            running.close();
        }
    }

    /** True once everything is read that the log held when the service started. One that reads nothing has. */
    public boolean caughtUp() {
        var running = follower;
        return running == null || running.isCaughtUp();
    }

    private void embed() {
        try {
            while (report.embedSome() && !Thread.currentThread().isInterrupted()) {
                // Until every question that is held has its vector.
            }
        } catch (EmbeddingsUnavailableException e) {
            LOG.warnf("questions wait to be put together: %s", e.getMessage());
        }
    }

    private final class Reading implements TopicFollower.Handler<ConversationEvent> {
        @Override
        public void accept(ConsumerRecord<String, ConversationEvent> record) {
            usage.apply(record.value());
            if (record.value().payload() instanceof ConversationErased) {
                erasures.erased(record.value().conversationId());
            }
            if (settings.enabled()) {
                book.apply(record.value());
            }
        }
    }
}
