package io.casebook.knowledge.in;

import io.casebook.knowledge.KnowledgeSettings;
import io.casebook.knowledge.articles.ArticleLog;
import io.casebook.knowledge.search.KnowledgeIndex;
import io.casebook.platform.config.PlatformSettings;
import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.Code;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.knowledge.ArticleChange;
import io.casebook.vocabulary.knowledge.ArticleRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Writes a change onto the knowledge log and waits until this instance finds it, so that a caller can read what it wrote. */
@ApplicationScoped
class ArticleWriter {
    private static final Actor API = new Actor(ActorType.SYSTEM, "api");

    private final ArticleLog log;
    private final KnowledgeIndex index;
    private final String tenantId;
    private final Duration wait;

    ArticleWriter(ArticleLog log, KnowledgeIndex index, PlatformSettings platform, KnowledgeSettings settings) {
        this.log = log;
        this.index = index;
        this.tenantId = platform.tenantId();
        this.wait = settings.writeWait();
    }

    /** Writes a change. */
    void write(String id, ArticleChange change) {
        write(id, change, API);
    }

    /** Writes a change that somebody made. */
    void write(String id, ArticleChange change, Actor actor) {
        try {
            var record = new ArticleRecord(id, tenantId, Instant.now(), actor, change);
            var position = log.append(record).toCompletableFuture().get(wait.toMillis(), TimeUnit.MILLISECONDS);
            if (!index.awaitPosition(position, wait)) {
                throw new ApiException(
                        Code.DEADLINE_EXCEEDED,
                        "the change is stored at position %d and not yet found by searches here; repeat the call to see it"
                                .formatted(position));
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new ApiException(
                    Code.UNAVAILABLE, "the change could not be written to the knowledge log; repeat the call later");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException(Code.UNAVAILABLE, "the service is stopping; repeat the call later");
        }
    }
}
