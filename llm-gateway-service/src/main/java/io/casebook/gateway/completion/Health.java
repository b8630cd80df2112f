package io.casebook.gateway.completion;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whether a model can be expected to answer, by what its latest calls came to. One that fails, or is much slower than it used to
 * be, for half of its calls is left alone for a while; then a few calls try it. Thread-safe.
 */
final class Health {
    private static final int LATEST_CALLS = 20;
    private static final int LEAST_CALLS = 5;
    private static final float FAILING_PERCENT = 50;
    private static final Duration LEFT_ALONE = Duration.ofSeconds(10);
    private static final int PROBES = 2;
    private static final Duration PROBES_WITHIN = Duration.ofMinutes(1);

    /** So many times the usual is too slow. */
    private static final int TOO_SLOW = 3;

    /** Below this nothing is too slow. */
    private static final Duration NEVER_TOO_SLOW = Duration.ofMillis(500);

    private static final double PROBING = 0.5;

    private final CircuitBreaker breaker;
    private final Map<String, Latencies> latencies = new ConcurrentHashMap<>();

    Health(String model, Clock clock) {
        breaker = CircuitBreaker.of(
                model,
                CircuitBreakerConfig.custom()
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(LATEST_CALLS)
                        .minimumNumberOfCalls(LEAST_CALLS)
                        .failureRateThreshold(FAILING_PERCENT)
                        .waitDurationInOpenState(LEFT_ALONE)
                        .permittedNumberOfCallsInHalfOpenState(PROBES)
                        .maxWaitDurationInHalfOpenState(PROBES_WITHIN)
                        .writableStackTraceEnabled(false)
                        .clock(clock)
                        .build());
    }

    /** Something happened that counts against the model. */
    private static final class Failure extends RuntimeException {
        private Failure() {
            super("the model failed", null, false, false);
        }
    }

    /** 1 where it is asked as usual, 0 where it is left alone, and a half while a few calls try it. */
    double available() {
        return switch (breaker.getState()) {
            case OPEN, FORCED_OPEN -> 0;
            case HALF_OPEN -> PROBING;
            case CLOSED, DISABLED, METRICS_ONLY -> 1;
        };
    }

    /** Whether to ask it now; what came of it is to be reported by one of the methods below. */
    boolean admits() {
        return breaker.tryAcquirePermission();
    }

    /** It answered; also when that is slower than usual for it, which counts against it. */
    void answered(String purpose, Duration taken) {
        var tooSlow = tooSlow(purpose);
        of(purpose).record(taken);
        if (tooSlow != null && taken.compareTo(tooSlow) > 0) {
            failed();
        } else {
            breaker.onSuccess(taken.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** It did not answer, or nothing of use, or not in time. */
    void failed() {
        breaker.onError(0, TimeUnit.NANOSECONDS, new Failure());
    }

    /** It was not asked after all, or what came of it says nothing about the model. */
    void spared() {
        breaker.releasePermission();
    }

    /** How long a call for a purpose may take before it is too slow for this model; null while that is not known. */
    @Nullable
    Duration tooSlow(String purpose) {
        var usual = of(purpose).usual();
        if (usual == null) {
            return null;
        }
        var limit = usual.multipliedBy(TOO_SLOW);
        return limit.compareTo(NEVER_TOO_SLOW) < 0 ? NEVER_TOO_SLOW : limit;
    }

    private Latencies of(String purpose) {
        return latencies.computeIfAbsent(purpose, first -> new Latencies());
    }
}
