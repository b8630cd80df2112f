package io.casebook.gateway.completion;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How long a model usually takes: the 95th percentile of its latest answers. A slow answer moves it by half at most, so that a
 * model that becomes slow is noticed against what it was, and one that stays slow becomes the usual in the course of minutes.
 * Thread-safe.
 */
final class Latencies {
    private static final int KEPT = 256;
    private static final int LEAST = 20;
    private static final int COUNT_AGAIN_EVERY = 8;
    private static final double PERCENTILE = 0.95;
    private static final double LARGEST_STEP = 1.5;

    private final long[] latest = new long[KEPT];
    private long count;
    private long usual;

    /** An answer took that long. */
    synchronized void record(Duration taken) {
        var nanos = taken.toNanos();
        latest[(int) (count % KEPT)] = usual == 0 ? nanos : Math.min(nanos, (long) (usual * LARGEST_STEP));
        count++;
        if (count >= LEAST && (usual == 0 || count % COUNT_AGAIN_EVERY == 0)) {
            var sorted = Arrays.copyOf(latest, (int) Math.min(count, KEPT));
            Arrays.sort(sorted);
            usual = Math.max(1, sorted[(int) (PERCENTILE * (sorted.length - 1))]);
        }
    }

    /** What is usual; null before there were enough answers to tell. */
    synchronized @Nullable Duration usual() {
        return usual == 0 ? null : Duration.ofNanos(usual);
    }
}
