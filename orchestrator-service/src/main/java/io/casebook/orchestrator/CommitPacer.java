package io.casebook.orchestrator;

import java.time.Duration;

/**
 * When a commit is asked for ahead of its time. Model calls, searches and reading tools start on uncommitted requests, so a commit
 * gains nothing for them and only holds the thread up. What leaves the house waits for a commit, so it asks for one; and since a
 * commit costs the same however much it covers, two of them keep a distance.
 *
 * <p>Each task has its own wish, since Streams only hears the wish of a task that has something to commit. The distance is kept by
 * all tasks of a thread together, since one commit covers them all.
 */
final class CommitPacer {
    private final long distanceMillis;
    private final Latest latest;
    private boolean wanted;

    /** When a thread's latest commit was asked for. Not thread-safe: it never leaves its thread. */
    static final class Latest {
        private static final ThreadLocal<Latest> OF_THREAD = ThreadLocal.withInitial(Latest::new);
        private long millis;

        static Latest ofThisThread() {
            return OF_THREAD.get();
        }
    }

    CommitPacer(Duration distance, Latest latest) {
        this.distanceMillis = distance.toMillis();
        this.latest = latest;
    }

    /** Something is on its way out that only leaves with a commit. */
    void want() {
        wanted = true;
    }

    /** True when a commit is to be asked for now; the caller then does. */
    boolean due(long nowMillis) {
        if (!wanted || nowMillis - latest.millis < distanceMillis) {
            return false;
        }
        wanted = false;
        latest.millis = nowMillis;
        return true;
    }
}
