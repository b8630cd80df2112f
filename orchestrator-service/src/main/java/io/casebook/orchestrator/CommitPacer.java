package io.casebook.orchestrator;

import java.time.Duration;

/**
 * When a commit is asked for ahead of its time. Model calls, searches and reading tools start on uncommitted requests, so a commit
 * gains nothing for them and only holds the thread up. What leaves the house waits for a commit, so it asks for one.
 *
 * <p>How soon the next one may follow depends on what the last one cost. On a quiet system a commit takes a few milliseconds and a
 * reply leaves at once; under load it takes dozens, covers that many more replies, and must leave the thread time to work: commits
 * that are asked for take no more than a share of it.
 *
 * <p>Each task has its own wish, since Streams only hears the wish of a task that has something to commit. The cost is that of the
 * thread, since one commit covers all of its tasks.
 */
final class CommitPacer {
    private static final long NOTHING_WANTED = -1;
    private static final long NANOS_A_MILLISECOND = 1_000_000;

    private final long distanceNanos;
    private final double workPerCommit;
    private final CommitCost cost;
    /** After how many commits something was wanted; the next commit has fulfilled that wish, whoever asked for it. */
    private long wantedAfter = NOTHING_WANTED;

    /**
     * @param distance shortest time from the end of a commit to the next one that is asked for
     * @param share largest share of the thread's time that commits may take, above 0, at most 1
     * @param cost of the thread that asks
     */
    CommitPacer(Duration distance, double share, CommitCost cost) {
        this.distanceNanos = distance.toNanos();
        this.workPerCommit = (1 - share) / share;
        this.cost = cost;
    }

    /** Something is on its way out that only leaves with a commit. */
    void want() {
        wantedAfter = cost.commits();
    }

    /** True while what was wanted has not been granted, and no commit has come along by itself. */
    boolean wanted() {
        return wantedAfter == cost.commits();
    }

    /** True when a commit is to be asked for now; the caller then does. */
    boolean due() {
        if (!wanted() || nanosToWait() > 0) {
            return false;
        }
        wantedAfter = NOTHING_WANTED;
        return true;
    }

    /** How long a wish has to wait, whole milliseconds, rounded up. */
    long waitMillis() {
        return Math.ceilDiv(Math.max(0, nanosToWait()), NANOS_A_MILLISECOND);
    }

    private long nanosToWait() {
        return Math.max(distanceNanos, (long) (cost.latestNanos() * workPerCommit)) - cost.sinceNanos();
    }
}
