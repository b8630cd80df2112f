package io.casebook.tools.run;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What stands before one tool: how many calls run at once, and whether it is worth calling now. A
 * slow or broken tool so takes nothing away from the others. Thread-safe.
 */
final class Gate {
    /** Long enough for a burst to pass, short enough not to fill the service with waiting calls. */
    private static final Duration WAIT = Duration.ofMillis(250);

    private final Semaphore places;
    private final Circuit circuit;

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
}
