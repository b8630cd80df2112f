package io.casebook.orchestrator;

import java.util.function.LongSupplier;

/**
 * What the latest commit of a thread took, and when it was over. Written by the thread's producer, read by its processors: a value
 * of one thread, which it never leaves.
 */
final class CommitCost {
    private static final ThreadLocal<CommitCost> OF_THREAD =
            ThreadLocal.withInitial(() -> new CommitCost(System::nanoTime));

    private final LongSupplier clock;
    private long spending;
    private long latest;
    private long endedAt;
    private long commits;

    /** @param clock nanoseconds of a clock that never jumps */
    CommitCost(LongSupplier clock) {
        this.clock = clock;
        this.endedAt = clock.getAsLong();
    }

    static CommitCost ofThisThread() {
        return OF_THREAD.get();
    }

    /** Does a part of a commit, such as a flush. */
    void during(Runnable part) {
        var began = clock.getAsLong();
        try {
            part.run();
        } finally {
            spending += clock.getAsLong() - began;
        }
    }

    /** The commit is over, whatever came of it. */
    void ended() {
        latest = spending;
        spending = 0;
        commits++;
        endedAt = clock.getAsLong();
    }

    /** Nanoseconds that the latest commit took. */
    long latestNanos() {
        return latest;
    }

    /** How many commits there were. */
    long commits() {
        return commits;
    }

    /** Nanoseconds since the latest commit was over. */
    long sinceNanos() {
        return clock.getAsLong() - endedAt;
    }
}
