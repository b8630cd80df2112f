package io.casebook.knowledge.in;

import io.casebook.knowledge.search.KnowledgeIndex;
import io.casebook.knowledge.search.Pending;
import io.casebook.platform.Faults;
import io.casebook.platform.embedding.EmbeddingsUnavailableException;
import io.casebook.platform.kafka.DeadLetters;
import io.casebook.platform.kafka.TopicFollower;
import io.casebook.vocabulary.knowledge.ArticleRecord;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Brings the knowledge log into an index. The records of a batch are prepared side by side, on every processor, and added in the
 * order of the log; a record that cannot be added becomes a dead letter, and the index goes on.
 */
public final class IndexFeed implements TopicFollower.Handler<ArticleRecord>, AutoCloseable {
    /** So many records are prepared ahead of the one that is added next: a bound on what is held in memory. */
    private static final int AHEAD = 256;

    private static final Logger LOG = Logger.getLogger(IndexFeed.class);
    private static final long AGAIN_AFTER_SECONDS = 2;

    private record Waiting(ConsumerRecord<String, ArticleRecord> record, Pending pending) {}

    private final String name;
    private final KnowledgeIndex index;
    private final DeadLetters deadLetters;
    private final ExecutorService workers;
    private final Executor later;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

    /**
     * @param name name of the follower, which dead letters carry
     * @param index the index
     * @param deadLetters where records go that cannot be added
     * @param threads how many records are prepared side by side
     */
    public IndexFeed(String name, KnowledgeIndex index, DeadLetters deadLetters, int threads) {
        this.name = name;
        this.index = index;
        this.deadLetters = deadLetters;
        this.workers = Executors.newFixedThreadPool(
                threads,
                Thread.ofPlatform().name(name + "-prepare-", 0).daemon().factory());
        this.later = CompletableFuture.delayedExecutor(AGAIN_AFTER_SECONDS, TimeUnit.SECONDS, workers);
    }

    @Override
    public void accept(ConsumerRecord<String, ArticleRecord> record) {
        waiting.add(new Waiting(record, index.prepared(LogTime.of(record), workers)));
        if (waiting.size() >= AHEAD) {
            addNext();
        }
    }

    @Override
    public void afterBatch() {
        while (!waiting.isEmpty() && !workers.isShutdown()) {
            addNext();
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }

    private void addNext() {
        var next = waiting.element();
        try {
            next.pending.addAt(next.record.offset());
        } catch (RuntimeException e) {
            var cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
            if (cause instanceof EmbeddingsUnavailableException) {
                // No fault of the record: searches answer from what there is until the model is back.
                LOG.warnf("follower=%s waits: %s", name, cause.getMessage());
                waiting.remove();
                waiting.addFirst(new Waiting(next.record, index.prepared(LogTime.of(next.record), later)));
                return;
            }
            deadLetters.add(name, next.record, "failed", Faults.describe(cause));
            index.pass(next.record.offset());
        }
        // Only now: what could be neither added nor set aside is tried again.
        waiting.remove();
    }
}
