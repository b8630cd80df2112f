package io.casebook.gateway.completion;

import io.casebook.gateway.models.ModelLimits;
import io.casebook.vocabulary.event.Lane;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Lets calls to one model pass at the pace that its limits and the endpoint itself allow. Thread-safe. */
final class Turnstile {
    private final @Nullable Allowance requests;
    private final @Nullable Allowance tokens;
    private final AtomicLong closedUntil = new AtomicLong(System.nanoTime());

    Turnstile(ModelLimits limits) {
        var now = System.nanoTime();
        requests = limits.requestsPerMinute() > 0 ? new Allowance(limits.requestsPerMinute(), now) : null;
        tokens = limits.tokensPerMinute() > 0 ? new Allowance(limits.tokensPerMinute(), now) : null;
    }

    /** Waits for a place; false where there is none before the deadline. */
    boolean pass(Lane lane, long estimatedTokens, Deadline deadline) throws InterruptedException {
        return waitUntilOpen(deadline)
                && pass(requests, 1, lane, deadline)
                && pass(tokens, (double) estimatedTokens, lane, deadline);
    }

    private boolean waitUntilOpen(Deadline deadline) throws InterruptedException {
        var wait = closedUntil.get() - System.nanoTime();
        if (wait > 0) {
            if (wait > deadline.leftNanos()) {
                return false;
            }
            TimeUnit.NANOSECONDS.sleep(wait);
        }
        return true;
    }

    private static boolean pass(@Nullable Allowance allowance, double amount, Lane lane, Deadline deadline)
            throws InterruptedException {
        if (allowance == null) {
            return true;
        }
        if (lane == Lane.INTERACTIVE) {
            var wait = allowance.spend(amount, deadline.leftNanos(), System.nanoTime());
            if (wait > 0) {
                TimeUnit.NANOSECONDS.sleep(wait);
            }
            return wait >= 0;
        }
        for (; ; ) {
            var wait = allowance.spendSpare(amount, System.nanoTime());
            if (wait == 0) {
                return true;
            }
            if (wait > deadline.leftNanos()) {
                return false;
            }
            TimeUnit.NANOSECONDS.sleep(wait);
        }
    }

    /** Corrects the estimate once it is known what the call consumed. */
    void settle(long estimatedTokens, long used) {
        if (tokens != null && used > 0) {
            tokens.settle((double) estimatedTokens, (double) used);
        }
    }

    /** Keeps everybody out for a while, because the endpoint asked for it. */
    void close(Duration duration) {
        var until = System.nanoTime() + duration.toNanos();
        closedUntil.accumulateAndGet(until, (known, asked) -> known - asked > 0 ? known : asked);
    }
}
