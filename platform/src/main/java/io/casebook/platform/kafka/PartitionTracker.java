package io.casebook.platform.kafka;

import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * What of one partition is done, when its records finish in any order. The offset to commit is that of the first unfinished
 * record: all before it are done, so whoever continues there misses nothing.
 */
final class PartitionTracker {
    private final NavigableSet<Long> unfinished = new TreeSet<>();
    private long end = -1;
    private long committed = -1;

    /** Work on a record begins. */
    void begin(long offset) {
        unfinished.add(offset);
        readTo(offset + 1);
    }

    /** Everything before this offset was read; there may be gaps, where transactions ended. */
    void readTo(long nextOffset) {
        end = Math.max(end, nextOffset);
    }

    /** Work on a record is done. */
    void finish(long offset) {
        unfinished.remove(offset);
    }

    /** The offset to continue at, should this reader end now; -1 before anything was read. */
    long next() {
        return unfinished.isEmpty() ? end : unfinished.first();
    }

    /** True when there is progress that has not been committed. */
    boolean advanced() {
        return next() > committed;
    }

    /** A commit of this offset is on its way. */
    void committing(long offset) {
        committed = offset;
    }

    /** The commit did not come through; the next one repeats it. */
    void commitFailed() {
        committed = -1;
    }
}
