package io.casebook.knowledge;

import io.casebook.knowledge.in.IndexFeed;
import io.casebook.knowledge.in.SearchWorker;
import io.casebook.knowledge.model.ModelChange;
import io.casebook.knowledge.model.Models;
import io.casebook.knowledge.search.KnowledgeIndex;
import io.casebook.platform.health.ServiceReadiness;
import io.casebook.platform.kafka.DeadLetters;
import io.casebook.platform.kafka.Isolation;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.RequestWorker;
import io.casebook.platform.kafka.TopicFollower;
import io.casebook.platform.kafka.Topics;
import io.casebook.vocabulary.knowledge.ArticleRecord;
import io.casebook.vocabulary.knowledge.SearchRequest;
import io.casebook.vocabulary.knowledge.SearchResult;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Starts and stops the service: the index follows the knowledge log, and the worker answers search requests from it. */
@ApplicationScoped
public class KnowledgeService {
    private static final Logger LOG = Logger.getLogger(KnowledgeService.class);
    private static final String NAME = "knowledge";
    private static final String INDEX = "knowledge-index";
    private static final Duration SETTLING_LOOK = Duration.ofMillis(100);

    private final KnowledgeSettings settings;
    private final KnowledgeIndex index;
    private final Models models;
    private final SearchWorker searches;
    private final Topics topics;
    private final KafkaClients clients;
    private final DeadLetters deadLetters;
    private final ServiceReadiness readiness;
    private volatile @Nullable TopicFollower<ArticleRecord> follower;
    private volatile @Nullable RequestWorker<SearchRequest, SearchResult> worker;
    private volatile @Nullable IndexFeed feed;
    private volatile @Nullable ModelChange modelChange;
    private volatile @Nullable IndexMetrics metrics;
    private volatile @Nullable GraphGrowth growth;
    private volatile boolean settled;

    KnowledgeService(
            KnowledgeSettings settings,
            KnowledgeIndex index,
            Models models,
            SearchWorker searches,
            Topics topics,
            KafkaClients clients,
            DeadLetters deadLetters,
            ServiceReadiness readiness) {
        this.settings = settings;
        this.index = index;
        this.models = models;
        this.searches = searches;
        this.topics = topics;
        this.clients = clients;
        this.deadLetters = deadLetters;
        this.readiness = readiness;
    }

    void start(@Observes StartupEvent event) {
        if (!settings.enabled()) {
            return;
        }
        readiness.register(NAME, this::ready, this::detail);
        // Loading the model takes most of a second; the first search should not be the one to wait for it.
        Thread.ofVirtual().name("knowledge-warm-up").start(index::warmUp);
        metrics = new IndexMetrics(index);
        if (settings.approximateAbove() > 0) {
            growth = GraphGrowth.start(index, settings.approximateAbove());
        }
        var bringing =
                new IndexFeed(INDEX, index, deadLetters, Runtime.getRuntime().availableProcessors());
        feed = bringing;
        var following = TopicFollower.of(topics.articles(), clients, deadLetters)
                .from(TopicFollower.Start.BEGINNING)
                .isolation(Isolation.READ_COMMITTED)
                .named(INDEX)
                .start(bringing);
        follower = following;
        following.caughtUp().thenRun(() -> {
            searches.open();
            if (models.changes()) {
                modelChange = ModelChange.start(index, models);
            }
            LOG.infof("knowledge index caught up: position=%d passages=%d", index.position(), index.passages());
        });
        worker = RequestWorker.<SearchRequest, SearchResult>named(NAME)
                .requests(topics.knowledgeRequests())
                .isolation(Isolation.READ_UNCOMMITTED)
                .results(topics.knowledgeResults(), SearchResult::conversationId)
                .handler(searches::answer)
                .inFlight(settings.inFlight())
                .clients(clients)
                .deadLetters(deadLetters)
                .start();
    }

    void stop(@Observes ShutdownEvent event) {
        readiness.unregister(NAME);
        var working = worker;
        if (working != null) {
            working.close();
        }
        var following = follower;
        if (following != null) {
            following.close();
        }
        var changing = modelChange;
        if (changing != null) {
            changing.close();
        }
        var bringing = feed;
        if (bringing != null) {
            bringing.close();
        }
        var growing = growth;
        if (growing != null) {
            growing.close();
        }
        var measuring = metrics;
        if (measuring != null) {
            measuring.close();
        }
    }

    /**
     * Whether searches are answered, and from everything that was published before the first time somebody asked: who publishes and
     * then waits for this finds what was published.
     */
    public boolean ready() {
        var working = worker;
        return caughtUp() && working != null && working.ready() && index.ready() && settled();
    }

    private boolean settled() {
        var following = follower;
        if (!settled && following != null) {
            // Once is enough: an instance that indexes what is published later still answers well.
            settled = following.awaitEnd(SETTLING_LOOK);
        }
        return settled;
    }

    /** Whether the index has come to where the log ended when the service started. A service that follows nothing has. */
    public boolean caughtUp() {
        var following = follower;
        return !settings.enabled() || (following != null && following.isCaughtUp());
    }

    private String detail() {
        return "position %d, %d passages".formatted(index.position(), index.passages())
                + (modelChange != null && models.changes() ? ", changing its model" : "");
    }
}
