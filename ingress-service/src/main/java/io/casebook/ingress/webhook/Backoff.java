package io.casebook.ingress.webhook;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Pauses between attempts: twice as long each time up to a limit, each shortened at random so that failures do not march in step. */
final class Backoff {
    private static final int MOST_DOUBLINGS = 20;

    private final Duration first;
    private final Duration longest;
    private final CountDownLatch stopped = new CountDownLatch(1);

    Backoff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
    }

    /** The longest that the pause after some failed attempts may be. */
    Duration limit(int failures) {
        var doubled = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }

    /**
     * Waits between half the limit and all of it.
     *
     * @param failures how many attempts have failed
     * @return false when there should be no next attempt, because everything stops
     */
    boolean pause(int failures) throws InterruptedException {
        var limit = limit(failures).toNanos();
        var nanos = limit / 2 + ThreadLocalRandom.current().nextLong(limit / 2 + 1);
        return !stopped.await(nanos, TimeUnit.NANOSECONDS);
    }

    boolean isStopped() {
        return stopped.getCount() == 0;
    }

    void stop() {
        stopped.countDown();
    }
}
