package io.casebook.platform.kafka;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Pauses between attempts, longer each time, that end at once when the whole thing stops. */
final class Retry {
    private static final long FIRST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 5_000;
    private static final int MOST_DOUBLINGS = 10;

    private final CountDownLatch stopped = new CountDownLatch(1);

    /**
     * Waits before the next attempt.
     *
     * @param failures how many attempts have failed before this one
     * @return false when there should be no next attempt
     */
    boolean pause(int failures) {
        var millis = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(failures, MOST_DOUBLINGS));
        try {
            return !stopped.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void stop() {
        stopped.countDown();
    }

    boolean isStopped() {
        return stopped.getCount() == 0;
    }
}
