package io.casebook.tools.run;

import io.casebook.conversation.definition.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What stands before one tool: how many calls run at once, how often it may be called, and whether it is worth calling now. A
 * slow or broken tool so takes nothing away from the others. Thread-safe.
 */
final class Gate {
    /** Long enough for a burst to pass, short enough not to fill the service with waiting calls. */
    private static final Duration WAIT = Duration.ofMillis(250);

    private final Semaphore places;
    private final Circuit circuit;
    private long window = Long.MIN_VALUE;
    private int calls;

    Gate(int places, Circuit circuit) {
        this.places = new Semaphore(places);
        this.circuit = circuit;
    }

    /** Whether the tool is worth calling, and who says so. */
    Circuit circuit() {
        return circuit;
    }

    /** Takes a place; false where none came free in time. */
    boolean enter() throws InterruptedException {
        return places.tryAcquire() || places.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Gives the place back. */
    void leave() {
        places.release();
    }

    /** Counts a call; false where the limit is reached. Windows begin at multiples of the limit's time. */
    synchronized boolean counts(@Nullable RateLimit limit, Instant now) {
        if (limit == null) {
            return true;
        }
        var current = now.toEpochMilli() / Math.max(1, limit.per().toMillis());
        if (current != window) {
            window = current;
            calls = 0;
        }
        if (calls >= limit.calls()) {
            return false;
        }
        calls++;
        return true;
    }
}
