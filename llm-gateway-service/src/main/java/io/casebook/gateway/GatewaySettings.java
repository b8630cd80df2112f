package io.casebook.gateway;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The settings of this service.
 *
 * @param enabled whether it answers requests
 * @param interactiveInFlight requests of waiting customers at the same time
 * @param backgroundInFlight requests that nobody waits for at the same time
 * @param tasksInFlight tasks that belong to no conversation at the same time
 * @param definitionWait how long an unknown version of a definition is waited for
 * @param rememberedResults how many results are remembered
 * @param rememberFor how long
 * @param cachedAnswers how many classifications and summaries are remembered by what they are of
 * @param cacheFor how long
 * @param mostAnswerBytes size of an answer beyond which it is not read
 * @param backoff the least pause before a failed call is tried once more
 * @param models the models file; null for the built-in model alone
 */
public record GatewaySettings(
        boolean enabled,
        int interactiveInFlight,
        int backgroundInFlight,
        int tasksInFlight,
        Duration definitionWait,
        long rememberedResults,
        Duration rememberFor,
        long cachedAnswers,
        Duration cacheFor,
        int mostAnswerBytes,
        Duration backoff,
        @Nullable Path models) {
    private static final int LEAST_ANSWER_BYTES = 10_000;
    private static final int MOST_ANSWER_BYTES = 50_000_000;

    public GatewaySettings {
        require(interactiveInFlight >= 1, "interactive-in-flight", "at least 1");
        require(backgroundInFlight >= 1, "background-in-flight", "at least 1");
        require(tasksInFlight >= 1, "tasks-in-flight", "at least 1");
        require(!definitionWait.isNegative(), "definition-wait", "a duration such as 3s");
        require(rememberedResults >= 0, "remembered-results", "0 or more");
        require(rememberFor.isPositive(), "remember-for", "a duration such as 10m");
        require(cachedAnswers >= 0, "cached-answers", "0 or more");
        require(cacheFor.isPositive(), "cache-for", "a duration such as 10m");
        require(
                mostAnswerBytes >= LEAST_ANSWER_BYTES && mostAnswerBytes <= MOST_ANSWER_BYTES,
                "most-answer-bytes",
                "between %d and %d".formatted(LEAST_ANSWER_BYTES, MOST_ANSWER_BYTES));
        require(backoff.isPositive(), "backoff", "a duration such as 250ms");
    }

    private static void require(boolean holds, String key, String wanted) {
        if (!holds) {
            throw new IllegalArgumentException("casebook.gateway.%s must be %s".formatted(key, wanted));
        }
    }
}
