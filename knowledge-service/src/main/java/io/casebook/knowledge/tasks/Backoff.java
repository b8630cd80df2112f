package io.casebook.knowledge.tasks;

import java.time.Duration;
import java.time.Instant;

/**
 * How long something rests that has failed: twice as long after each failure.
 *
 * @param failures how many there were in a row
 * @param until when it may be tried again
 */
record Backoff(int failures, Instant until) {
    /** Nothing has failed. */
    static final Backoff NONE = new Backoff(0, Instant.MIN);

    private static final int MOST_DOUBLINGS = 6;

    /** After one more failure. */
    Backoff failed(Instant now, Duration first) {
        var rest = first.multipliedBy(1L << Math.min(MOST_DOUBLINGS, failures));
        return new Backoff(failures + 1, now.plus(rest));
    }

    /** Whether it is to rest still. */
    boolean rests(Instant now) {
        return now.isBefore(until);
    }
}
