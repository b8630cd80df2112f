package io.casebook.ingress.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.Code;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What this instance accepted in the last minutes, so that a caller reads its own writes before the orchestrator has processed
 * them, and a repetition is answered as the first time. Holds no text of customers.
 */
public final class RecentlyAccepted {
    /** How long an entry is remembered. */
    public static final Duration REMEMBERED = Duration.ofMinutes(10);

    private static final long MOST = 100_000;

    private final Cache<String, Attempt> attempts;

    /** @param ticker tells how old an entry is */
    public RecentlyAccepted(Ticker ticker) {
        attempts = Caffeine.newBuilder()
                .expireAfterWrite(REMEMBERED)
                .maximumSize(MOST)
                .ticker(ticker)
                .build();
    }

    /**
     * Accepts something under its id once. While one caller is at it, another with the same id waits for the outcome.
     *
     * @param key kind and id
     * @param contentHash fingerprint of the content
     * @param what how to call it towards a caller who sends other content under the same id
     * @param acceptance what to do the first time; if it throws, nothing was accepted
     * @return what the acceptance answered, now or the first time
     */
    public <T> T once(String key, String contentHash, String what, Class<T> type, Supplier<T> acceptance) {
        var mine = new Attempt(contentHash, new CompletableFuture<>());
        var first = attempts.asMap().putIfAbsent(key, mine);
        if (first == null) {
            return type.cast(attempt(key, mine, acceptance));
        }
        if (!first.contentHash().equals(contentHash)) {
            throw conflict(what);
        }
        try {
            return type.cast(first.answer().join());
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException fault ? fault : e;
        }
    }

    /** What was answered when it was accepted; null where it was not, or not by this instance, or long ago. */
    public <T> @Nullable T find(String key, Class<T> type) {
        var attempt = attempts.getIfPresent(key);
        if (attempt == null || !attempt.answer().isDone() || attempt.answer().isCompletedExceptionally()) {
            return null;
        }
        return type.cast(attempt.answer().join());
    }

    /** Everything of one type that was accepted and is remembered. */
    <T> List<T> all(Class<T> type) {
        return attempts.asMap().values().stream()
                .map(Attempt::answer)
                .filter(answer -> answer.isDone() && !answer.isCompletedExceptionally())
                .map(CompletableFuture::join)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** The refusal of a second thing with the same id. */
    static ApiException conflict(String what) {
        return new ApiException(
                Code.ALREADY_EXISTS, what + " exists already with other content; use a new id", Map.of());
    }

    private Object attempt(String key, Attempt mine, Supplier<?> acceptance) {
        try {
            var answer = acceptance.get();
            mine.answer().complete(answer);
            return answer;
        } catch (RuntimeException e) {
            attempts.asMap().remove(key, mine);
            mine.answer().completeExceptionally(e);
            throw e;
        }
    }

    private record Attempt(String contentHash, CompletableFuture<Object> answer) {}
}
