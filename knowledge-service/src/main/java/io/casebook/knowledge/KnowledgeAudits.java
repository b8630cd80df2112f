package io.casebook.knowledge;

import io.casebook.knowledge.audits.AuditReport;
import io.casebook.knowledge.audits.UsageBook;
import io.casebook.knowledge.search.KnowledgeIndex;
import io.casebook.platform.kafka.DeadLetters;
import io.casebook.platform.kafka.Isolation;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.TopicFollower;
import io.casebook.platform.kafka.Topics;
import io.casebook.vocabulary.event.ConversationEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all articles when somebody asks what is wrong with them, and follows the conversation log to know which of them are used. Nothing
 * waits for it: a report is made on the thread of who asks for it, at most one at a time and one a minute for the same articles.
 */
@ApplicationScoped
public class KnowledgeAudits {
    private static final Duration GOOD_FOR = Duration.ofMinutes(1);

    private final KnowledgeSettings settings;
    private final KnowledgeIndex index;
    private final Topics topics;
    private final KafkaClients clients;
    private final DeadLetters deadLetters;
    private final UsageBook usage = new UsageBook();
    private final InstantSource clock = InstantSource.system();
    private volatile @Nullable TopicFollower<ConversationEvent> follower;
    private @Nullable AuditReport latest;

    KnowledgeAudits(
            KnowledgeSettings settings,
            KnowledgeIndex index,
            Topics topics,
            KafkaClients clients,
            DeadLetters deadLetters) {
        this.settings = settings;
        this.index = index;
        this.topics = topics;
        this.clients = clients;
        this.deadLetters = deadLetters;
    }

    void start(@Observes StartupEvent event) {
        if (settings.enabled()) {
            follower = TopicFollower.of(topics.log(), clients, deadLetters)
                    .from(TopicFollower.Start.BEGINNING)
                    .isolation(Isolation.READ_COMMITTED)
                    .named("knowledge-usage")
                    .start(record -> usage.apply(record.value()));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        var following = follower;
        if (following != null) {
            following.close();
        }
    }

    /** What is wrong with the articles as they are now. */
    public synchronized AuditReport report() {
        var now = clock.instant();
        var known = latest;
        if (known != null
                && known.position() == index.position()
                && known.at().plus(GOOD_FOR).isAfter(now)) {
            return known;
        }
        // What was published between the two only makes the report a little newer than it says.
        var position = index.position();
        var report = AuditReport.of(position, index.shelf().articles(), usage.usage(), now, settings.staleAfter());
        latest = report;
        return report;
    }
}
