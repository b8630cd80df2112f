package io.casebook.gateway.completion;

import java.time.Duration;
import java.time.Instant;

/**
 * The latest moment for an answer, on the clock that never jumps.
 *
 * @param nanos that moment, as {@link System#nanoTime} counts
 */
record Deadline(long nanos) {

    /** The deadline that many nanoseconds from now. */
    static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** The deadline at a moment; what lies years away is a day away. */
    static Deadline at(Instant moment) {
        var left = Duration.between(Instant.now(), moment);
        return in(left.compareTo(Duration.ofDays(1)) > 0 ? Duration.ofDays(1) : left);
    }

    /** The earlier of this one and the one that long from now. */
    Deadline within(Duration duration) {
        return leftNanos() <= duration.toNanos() ? this : in(duration);
    }

    long leftNanos() {
        return nanos - System.nanoTime();
    }

    Duration left() {
        return Duration.ofNanos(Math.max(0, leftNanos()));
    }

    boolean passed() {
        return leftNanos() <= 0;
    }
}
