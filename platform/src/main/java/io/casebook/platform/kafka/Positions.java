package io.casebook.platform.kafka;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.kafka.common.TopicPartition;

/** The offset that comes next in each partition; written by one thread, read by any. */
final class Positions {
    private static final long UNKNOWN = -1;

    private volatile AtomicLongArray next = new AtomicLongArray(0);

    /** Makes room for this many partitions; what is known stays. */
    void widen(int partitions) {
        var known = next;
        if (partitions <= known.length()) {
            return;
        }
        var wider = new AtomicLongArray(partitions);
        for (var i = 0; i < partitions; i++) {
            wider.set(i, i < known.length() ? known.get(i) : UNKNOWN);
        }
        next = wider;
    }

    /** The offset that comes next; 0 while it is not known. */
    long next(int partition) {
        return known(partition) ? next.get(partition) : 0;
    }

    boolean known(int partition) {
        var positions = next;
        return partition < positions.length() && positions.get(partition) != UNKNOWN;
    }

    void advance(int partition, long nextOffset) {
        next.setRelease(partition, nextOffset);
    }

    /** True when every partition has come at least as far. */
    boolean reached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> next(end.getKey().partition()) >= end.getValue());
    }
}
