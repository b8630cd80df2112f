package io.casebook.gateway.completion;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.casebook.vocabulary.llm.CompletionResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * What was answered lately. Kafka brings a request again after a rebalance or an aborted transaction; the second one gets the
 * first one's result, also while that is still being worked on.
 */
public final class RecentResults {
    private final Cache<String, CompletableFuture<CompletionResult>> results;

    /**
     * A memory.
     *
     * @param most how many results are kept
     * @param keep how long each is kept
     */
    public RecentResults(long most, Duration keep) {
        results = Caffeine.newBuilder().maximumSize(most).expireAfterWrite(keep).build();
    }

    /** The result of that request: the remembered one, or else that of the work. */
    CompletionResult once(String requestId, Supplier<CompletionResult> work) {
        var mine = new CompletableFuture<CompletionResult>();
        var known = results.asMap().putIfAbsent(requestId, mine);
        if (known != null) {
            try {
                return known.join();
            } catch (CompletionException e) {
                return work.get();
            }
        }
        try {
            var result = work.get();
            mine.complete(result);
            return result;
        } catch (RuntimeException | Error e) {
            results.asMap().remove(requestId, mine);
            mine.completeExceptionally(e);
            throw e;
        }
    }
}
