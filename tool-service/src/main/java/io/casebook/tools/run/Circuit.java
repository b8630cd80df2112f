package io.casebook.tools.run;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;

/**
 * Stops calling a tool that fails most of the time, and lets a single call through now and then to see whether it is back.
 * Thread-safe.
 */
final class Circuit {
    /** How many of the latest calls are looked at. */
    static final int WINDOW = 20;

    /** How many of them must have failed. */
    static final int FAILURES = 10;

    private final Duration pause;
    private final BitSet failed = new BitSet(WINDOW);
    private int seen;
    private Instant openUntil = Instant.MIN;
    private boolean open;

    /** @param pause how long a tool is left alone */
    Circuit(Duration pause) {
        this.pause = pause;
    }

    /** True when the tool may be called. */
    synchronized boolean allows(Instant now) {
        if (!open) {
            return true;
        }
        if (now.isBefore(openUntil)) {
            return false;
        }
        // This call is the one that looks; the next may go when the pause has passed again.
        openUntil = now.plus(pause);
        return true;
    }

    /** Takes note of how a call went. */
    synchronized void record(boolean success, Instant now) {
        if (open && success) {
            open = false;
            failed.clear();
            seen = 0;
            return;
        }
        failed.set(seen % WINDOW, !success);
        seen++;
        if (!open && failed.cardinality() >= FAILURES) {
            open = true;
            openUntil = now.plus(pause);
        }
    }
}
