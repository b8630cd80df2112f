package io.casebook.gateway.completion;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;

/**
 * An amount per minute, of which this instance has a share. It fills evenly; what it holds when it is full and what comes in a
 * minute together are the whole amount, so no minute, wherever it begins, sees more. Not thread-safe: its turnstile is.
 */
final class Allowance {
    /** Amounts are counted in thousandths, so that small shares of small limits are not rounded away. */
    private static final long UNIT = 1000;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final double NANOS_PER_MINUTE = 60e9;

    /** What work that nobody waits for leaves to the others. */
    private static final double RESERVE = 0.3;

    private final double burst;
    private final Bucket bucket;
    private long perMinute;
    private double share = 1;
    private long capacity;
    private long filling;

    /**
     * An allowance that is full.
     *
     * @param perMinute how much in a minute, for all instances together
     * @param burst which part of it may be used at once
     * @param time the clock that counts
     */
    Allowance(long perMinute, double burst, TimeMeter time) {
        this.burst = burst;
        this.perMinute = perMinute;
        this.bucket = Bucket.builder()
                .addLimit(bandwidth())
                .withCustomTimePrecision(time)
                .withSynchronizationStrategy(SynchronizationStrategy.NONE)
                .build();
    }

    private Bandwidth bandwidth() {
        var mine = perMinute * share * UNIT;
        capacity = Math.max(UNIT, Math.round(mine * burst));
        filling = Math.max(1, Math.round(mine > 2 * UNIT ? mine - capacity : mine / 2));
        return Bandwidth.builder()
                .capacity(capacity)
                .refillGreedy(filling, MINUTE)
                .build();
    }

    long perMinute() {
        return perMinute;
    }

    /** From now on this part of another amount; what was not used is not made more by it. */
    void change(long newPerMinute, double newShare) {
        if (newPerMinute == perMinute && newShare == share) {
            return;
        }
        var less = newPerMinute * newShare < perMinute * share;
        perMinute = newPerMinute;
        share = newShare;
        bucket.replaceConfiguration(
                BucketConfiguration.builder().addLimit(bandwidth()).build(),
                less ? TokensInheritanceStrategy.PROPORTIONALLY : TokensInheritanceStrategy.AS_IS);
    }

    /**
     * Spends an amount if it is there; one that is larger than all that can be there is spent when it is full.
     *
     * @param spare true to leave enough for those whom somebody waits for
     * @return 0 when it was spent, else how many nanoseconds to wait before it can be
     */
    long spend(long amount, boolean spare) {
        var wait = nanosUntil(amount, spare);
        if (wait == 0) {
            var _ = bucket.consumeIgnoringRateLimits(amount * UNIT);
        }
        return wait;
    }

    /** How long until an amount is there, if nobody else spends any. */
    long nanosUntil(long amount, boolean spare) {
        var floor = spare ? (long) (capacity * RESERVE) : 0;
        return nanosFor(Math.min(capacity, amount * UNIT + floor));
    }

    /** How long until an amount is there for somebody before whom others will spend theirs. */
    long nanosUntil(long amount, long ahead) {
        return nanosFor(ahead * UNIT + Math.min(capacity, amount * UNIT));
    }

    private long nanosFor(long units) {
        var missing = units - bucket.getAvailableTokens();
        return missing <= 0 ? 0 : (long) Math.ceil(missing * NANOS_PER_MINUTE / filling);
    }

    /** Gives back what was spent too much, or spends what was spent too little. */
    void settle(long spent, long used) {
        if (spent > used) {
            bucket.addTokens((spent - used) * UNIT);
        } else if (used > spent) {
            var _ = bucket.consumeIgnoringRateLimits((used - spent) * UNIT);
        }
    }

    /** The provider says that no more than this is left for all instances together. */
    void atMost(long left) {
        var surplus = bucket.getAvailableTokens() - (long) (left * share * UNIT);
        if (surplus > 0) {
            var _ = bucket.consumeIgnoringRateLimits(surplus);
        }
    }
}
