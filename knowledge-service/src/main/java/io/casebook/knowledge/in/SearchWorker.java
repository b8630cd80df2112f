package io.casebook.knowledge.in;

import io.casebook.knowledge.KnowledgeSettings;
import io.casebook.knowledge.search.Found;
import io.casebook.knowledge.search.FoundPassage;
import io.casebook.knowledge.search.KnowledgeIndex;
import io.casebook.knowledge.search.SearchQuery;
import io.casebook.knowledge.tasks.Ordering;
import io.casebook.vocabulary.knowledge.SearchRequest;
import io.casebook.vocabulary.knowledge.SearchResult;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Answers search requests from the index. What cannot be searched is answered too, with the reason. */
@Singleton
public final class SearchWorker {
    private static final Logger LOG = Logger.getLogger(SearchWorker.class);

    /** Nothing was searched, because the request was answered too late. */
    static final String DEADLINE_EXCEEDED = "deadline_exceeded";

    /** Nothing was searched, because the index has not come to the position that was asked for. */
    static final String POSITION_NOT_REACHED = "position_not_reached";

    /** Nothing was searched, because the question is sealed and its key is not here. */
    static final String QUERY_SEALED = "query_sealed";

    /** Nothing was searched, because the search itself failed. */
    static final String SEARCH_FAILED = "search_failed";

    private final KnowledgeIndex index;
    private final Ordering ordering;
    private final Duration positionWait;
    private final InstantSource clock;
    private final CountDownLatch opened = new CountDownLatch(1);

    @Inject
    SearchWorker(KnowledgeIndex index, Ordering ordering, KnowledgeSettings settings) {
        this(index, ordering, settings.positionWait(), InstantSource.system());
    }

    SearchWorker(KnowledgeIndex index, Ordering ordering, Duration positionWait, InstantSource clock) {
        this.index = index;
        this.ordering = ordering;
        this.positionWait = positionWait;
        this.clock = clock;
    }

    /** A worker over an index, without a container of beans. */
    public static SearchWorker over(KnowledgeIndex index, Ordering ordering, KnowledgeSettings settings) {
        return new SearchWorker(index, ordering, settings);
    }

    /** The index has caught up: what waited for that is answered now. */
    public void open() {
        opened.countDown();
    }

    /** Answers a request. */
    public SearchResult answer(SearchRequest request) {
        try {
            return search(request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the service is stopping; the request will be answered after a restart", e);
        } catch (RuntimeException e) {
            LOG.errorf(e, "search failed: request=%s", request.requestId());
            return failed(request, SEARCH_FAILED);
        }
    }

    private SearchResult search(SearchRequest request) throws InterruptedException {
        var query = request.query().plain();
        if (query == null) {
            return failed(request, QUERY_SEALED);
        }
        if (!opened.await(untilDeadline(request).toMillis(), TimeUnit.MILLISECONDS) || late(request)) {
            return failed(request, DEADLINE_EXCEEDED);
        }
        var wanted = request.atPosition();
        if (wanted != null && !index.awaitPosition(wanted, shorter(positionWait, untilDeadline(request)))) {
            return failed(request, late(request) ? DEADLINE_EXCEEDED : POSITION_NOT_REACHED);
        }
        var position = wanted == null ? index.position() : Math.max(-1, wanted);
        var shortlist = index.shortlist(position, query(request, query));
        // A search at a position repeats what was found there, to the letter: no model has a say in it.
        var found = wanted == null ? ordering.found(shortlist, untilDeadline(request)) : shortlist.found();
        return result(request, found, null);
    }

    private static SearchQuery query(SearchRequest request, String text) {
        var context = request.context();
        return new SearchQuery(
                        text,
                        Math.clamp(request.passages(), 1, SearchQuery.MAX_PASSAGES),
                        Set.copyOf(request.visibilities()),
                        Set.copyOf(request.audiences()),
                        request.agentId(),
                        request.language(),
                        request.requestedAt())
                .withContext(context == null ? null : context.plain())
                .withTokens(Math.max(0, request.maxTokens()))
                .withTopics(Set.copyOf(request.topics()));
    }

    private boolean late(SearchRequest request) {
        return clock.instant().isAfter(request.deadlineAt());
    }

    private Duration untilDeadline(SearchRequest request) {
        var left = Duration.between(clock.instant(), request.deadlineAt());
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private SearchResult failed(SearchRequest request, String failure) {
        return result(request, Found.nothing(index.position()), failure);
    }

    private SearchResult result(SearchRequest request, Found found, @Nullable String failure) {
        Instant now = clock.instant();
        return new SearchResult(
                request.requestId(),
                request.tenantId(),
                request.conversationId(),
                request.turn(),
                request.epoch(),
                now,
                found.position(),
                found.passages().stream().map(FoundPassage::passage).toList(),
                found.answerability(),
                failure,
                found.modelId(),
                found.orderedBy());
    }
}
