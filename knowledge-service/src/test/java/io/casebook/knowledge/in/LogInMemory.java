package io.casebook.knowledge.in;

import io.casebook.knowledge.articles.ArticleLog;
import io.casebook.knowledge.search.KnowledgeIndex;
import io.casebook.vocabulary.knowledge.ArticleRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The knowledge log of the HTTP tests; the index follows it a moment later, as it does with Kafka. */
@ApplicationScoped
class LogInMemory implements ArticleLog {
    private final KnowledgeIndex index;
    private long next;

    LogInMemory(KnowledgeIndex index) {
        this.index = index;
    }

    @Override
    public synchronized CompletionStage<Long> append(ArticleRecord record) {
        var position = next++;
        var previous = position - 1;
        Thread.ofVirtual().start(() -> {
            try {
                if (previous < 0 || index.awaitPosition(previous, java.time.Duration.ofSeconds(30))) {
                    index.apply(position, record);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return CompletableFuture.completedFuture(position);
    }
}
