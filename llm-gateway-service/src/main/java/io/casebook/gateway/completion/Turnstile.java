package io.casebook.gateway.completion;

import io.casebook.gateway.endpoint.LimitSigns;
import io.casebook.gateway.models.ModelLimits;
import io.casebook.vocabulary.event.Lane;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls pass at the pace that limits and the provider itself allow: those of this instance's share, one tenant after the
 * other, background work last and never the last of the allowance. Thread-safe.
 */
final class Turnstile {
    private static final double BURST_OF_REQUESTS = 0.04;
    private static final double BURST_OF_TOKENS = 0.1;

    /** How long a provider is believed that says when its limit is fresh again. */
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);

    private final ModelLimits configured;
    private final TimeMeter time;
    private final ReentrantLock lock = new ReentrantLock();
    private final WaitingLine<Visitor> line = new WaitingLine<>();
    private @Nullable Allowance requests;
    private @Nullable Allowance tokens;
    private double share = 1;
    private long closedUntil;

    Turnstile(ModelLimits limits, TimeMeter time) {
        this.configured = limits;
        this.time = time;
        requests = allowance(limits.requestsPerMinute(), BURST_OF_REQUESTS);
        tokens = allowance(limits.tokensPerMinute(), BURST_OF_TOKENS);
        closedUntil = time.currentTimeNanos();
    }

    private @Nullable Allowance allowance(long perMinute, double burst) {
        return perMinute > 0 ? new Allowance(perMinute, burst, time) : null;
    }

    /** Whoever wants to pass; nobody is like another. */
    private static final class Visitor {
        private final Lane lane;
        private final String tenant;
        private final long tokens;
        private final Condition turn;

        Visitor(Lane lane, String tenant, long tokens, Condition turn) {
            this.lane = lane;
            this.tenant = tenant;
            this.tokens = tokens;
            this.turn = turn;
        }
    }

    /** Waits for a place; false where there is none before the deadline. */
    boolean pass(Lane lane, String tenant, long estimatedTokens, Deadline deadline) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var visitor = new Visitor(lane, tenant, estimatedTokens, lock.newCondition());
            if (line.next() == null && spend(visitor) == 0) {
                return true;
            }
            if (expectedWait(visitor) > deadline.leftNanos()) {
                return false;
            }
            line.add(visitor, tenant, lane);
            try {
                return waitFor(visitor, deadline);
            } finally {
                line.remove(visitor, tenant, lane);
                wakeNext();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean waitFor(Visitor visitor, Deadline deadline) throws InterruptedException {
        while (true) {
            var wait = line.next() == visitor ? spend(visitor) : Long.MAX_VALUE;
            if (wait == 0) {
                return true;
            }
            var left = deadline.leftNanos();
            if (left <= 0 || (wait > left && wait != Long.MAX_VALUE)) {
                return false;
            }
            var _ = visitor.turn.awaitNanos(Math.min(wait, left));
        }
    }

    /** Whoever is next looks again: it may be its turn, or its wait may have become shorter. */
    private void wakeNext() {
        var next = line.next();
        if (next != null) {
            next.turn.signal();
        }
    }

    /** Passes if that is possible now; else how many nanoseconds to wait before trying again. */
    private long spend(Visitor visitor) {
        var spare = visitor.lane == Lane.BACKGROUND;
        var closed = closedUntil - time.currentTimeNanos();
        var wait = Math.max(0, closed);
        if (requests != null) {
            wait = Math.max(wait, requests.nanosUntil(1, spare));
        }
        if (tokens != null) {
            wait = Math.max(wait, tokens.nanosUntil(visitor.tokens, spare));
        }
        if (wait == 0) {
            if (requests != null) {
                var _ = requests.spend(1, spare);
            }
            if (tokens != null) {
                var _ = tokens.spend(visitor.tokens, spare);
            }
        }
        return wait;
    }

    /** How long somebody who comes now will wait at least. */
    private long expectedWait(Visitor visitor) {
        var ahead = line.before(visitor.tenant, visitor.lane);
        var wait = Math.max(0, closedUntil - time.currentTimeNanos());
        if (requests != null) {
            wait = Math.max(wait, requests.nanosUntil(1, (long) ahead.size()));
        }
        if (tokens != null) {
            var before = ahead.stream().mapToLong(other -> other.tokens).sum();
            wait = Math.max(wait, tokens.nanosUntil(visitor.tokens, before));
        }
        return wait;
    }

    /** How many wait. */
    int waiting() {
        lock.lock();
        try {
            return line.size();
        } finally {
            lock.unlock();
        }
    }

    /** Somebody who passed did not go on. */
    void giveBack(long estimatedTokens) {
        lock.lock();
        try {
            if (requests != null) {
                requests.settle(1, 0);
            }
            if (tokens != null) {
                tokens.settle(estimatedTokens, 0);
            }
            wakeNext();
        } finally {
            lock.unlock();
        }
    }

    /** Corrects the estimate once it is known what the call consumed. */
    void settle(long estimatedTokens, long used) {
        lock.lock();
        try {
            if (tokens != null && used > 0) {
                tokens.settle(estimatedTokens, used);
                wakeNext();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Keeps everybody out for a while, because the provider asked for it. */
    void close(Duration duration) {
        lock.lock();
        try {
            var until = time.currentTimeNanos() + duration.toNanos();
            closedUntil = Math.max(closedUntil, until);
        } finally {
            lock.unlock();
        }
    }

    /** From now on this instance has that share of every limit. */
    void share(double newShare) {
        lock.lock();
        try {
            share = newShare;
            change(requests);
            change(tokens);
            wakeNext();
        } finally {
            lock.unlock();
        }
    }

    private void change(@Nullable Allowance allowance) {
        if (allowance != null) {
            allowance.change(allowance.perMinute(), share);
        }
    }

    /** The provider said what its limits are: the smaller of its word and the models file's counts. */
    void learn(LimitSigns signs) {
        lock.lock();
        try {
            requests = learnt(requests, configured.requestsPerMinute(), BURST_OF_REQUESTS, signs.requests());
            tokens = learnt(tokens, configured.tokensPerMinute(), BURST_OF_TOKENS, signs.tokens());
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Allowance learnt(
            @Nullable Allowance known, long most, double burst, LimitSigns.@Nullable Sign sign) {
        if (sign == null) {
            return known;
        }
        var allowance = known;
        if (sign.perMinute() > 0) {
            var limit = most > 0 ? Math.min(most, sign.perMinute()) : sign.perMinute();
            allowance = allowance == null ? new Allowance(limit, burst, time) : allowance;
            allowance.change(limit, share);
        }
        if (allowance != null && sign.left() >= 0) {
            allowance.atMost(sign.left());
        }
        if (sign.left() == 0 && sign.reset() != null) {
            close(sign.reset().compareTo(LONGEST_REST) < 0 ? sign.reset() : LONGEST_REST);
        }
        return allowance;
    }
}
