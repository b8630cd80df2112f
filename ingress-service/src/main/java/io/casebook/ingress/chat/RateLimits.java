package io.casebook.ingress.chat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** How often a visitor may do something. */
final class RateLimits {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MOST = 100_000;

    private final int perMinute;
    private final TimeMeter time;
    private final Cache<String, Bucket> buckets;

    RateLimits(int perMinute, TimeMeter time) {
        this.perMinute = perMinute;
        this.time = time;
        // A bucket that was left alone for a minute is full again, so it need not be remembered.
        buckets = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(MINUTE.multipliedBy(2))
                .build();
    }

    /**
     * Takes one from whoever it is.
     *
     * @return zero when it may be done, else how long to wait
     */
    Duration take(String who) {
        var probe = buckets.get(who, _ -> bucket()).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()));
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, MINUTE))
                .withCustomTimePrecision(time)
                .build();
    }
}
