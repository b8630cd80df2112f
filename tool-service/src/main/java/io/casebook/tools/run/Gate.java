package io.casebook.tools.run;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What stands before one tool: how many calls run at once, whether it wants to be left alone, and whether it is worth calling now. A slow or broken tool so takes
 * nothing away from the others. Thread-safe.
 */
final class Gate {
    /** How many of the latest calls are looked at. */
    static final int LATEST_CALLS = 20;

    /** How many of them must have failed. */
    static final int FAILURES = 10;

    /** Long enough for a burst to pass, short enough not to fill the service with waiting calls. */
    private static final Duration WAIT = Duration.ofMillis(250);

    /** What a tool asks for beyond this is asked again by a call: a slip in a header must not switch it off for good. */
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final Clock clock;
    private final AtomicReference<Instant> notBefore = new AtomicReference<>(Instant.MIN);
    private final Bulkhead places;
    private final CircuitBreaker circuit;

    /**
     * @param places how many calls run at once
     * @param pause how long a tool that fails most of the time is left alone, before a single call looks whether it is back
     */
    Gate(String tool, int places, Duration pause, Clock clock) {
        this.clock = clock;
        this.places = Bulkhead.of(
                tool,
                BulkheadConfig.custom()
                        .maxConcurrentCalls(places)
                        .maxWaitDuration(WAIT)
                        .writableStackTraceEnabled(false)
                        .build());
        this.circuit = CircuitBreaker.of(
                tool,
                CircuitBreakerConfig.custom()
                        .slidingWindowType(SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(LATEST_CALLS)
                        .minimumNumberOfCalls(LATEST_CALLS)
                        .failureRateThreshold(100f * FAILURES / LATEST_CALLS)
                        .waitDurationInOpenState(pause)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .writableStackTraceEnabled(false)
                        .clock(clock)
                        .build());
        trust();
        circuit.getEventPublisher().onStateTransition(event -> {
            if (event.getStateTransition().getToState() == CircuitBreaker.State.CLOSED) {
                trust();
            }
        });
    }

    /** A rate of few calls says little: what is not known yet counts as having worked. */
    private void trust() {
        for (var call = 0; call < LATEST_CALLS; call++) {
            circuit.onSuccess(0, TimeUnit.NANOSECONDS);
        }
    }

    /** A call that the tool did not answer as one that is at work. */
    private static final class Failure extends RuntimeException {
        private Failure() {
            super("the tool failed", null, false, false);
        }
    }

    /** Takes a place; false where none came free in time. */
    boolean enter() throws InterruptedException {
        if (places.tryAcquirePermission()) {
            return true;
        }
        if (Thread.interrupted()) {
            throw new InterruptedException("stopped while waiting for a tool to be free");
        }
        return false;
    }

    /** Gives the place back. */
    void leave() {
        places.onComplete();
    }

    /** True where the tool is worth calling; how that went must then be told. */
    boolean allows() {
        return circuit.tryAcquirePermission();
    }

    /** How long the tool wants to be left alone from now on, by what it told any call; zero where it does not. */
    Duration pause(Instant now) {
        var until = notBefore.get();
        return now.isBefore(until) ? Duration.between(now, until) : Duration.ZERO;
    }

    /** How a call went that was allowed; null where it came to no end. */
    void ended(@Nullable Attempt attempt) {
        if (attempt != null) {
            leaveAlone(attempt.retryAfter());
        }
        if (attempt == null || attempt.saysNothing()) {
            circuit.releasePermission();
        } else if (attempt.works()) {
            circuit.onSuccess(0, TimeUnit.NANOSECONDS);
        } else {
            circuit.onError(0, TimeUnit.NANOSECONDS, new Failure());
        }
    }

    private void leaveAlone(@Nullable String header) {
        var now = clock.instant();
        var asked = RetryAfter.asked(header, now);
        if (asked != null) {
            var until = now.plus(asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked);
            notBefore.accumulateAndGet(until, (known, told) -> known.isBefore(told) ? told : known);
        }
    }
}
