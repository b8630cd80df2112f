package io.casebook.escalation.queue;

import io.casebook.vocabulary.escalation.EscalationRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Every case that waits for people, and those that waited lately. Thread-safe. */
public final class CaseQueue {
    private static final Comparator<EscalatedCase> OLDEST_WAITING =
            Comparator.comparing(EscalatedCase::waitingSince).thenComparing(EscalatedCase::id);
    private static final Comparator<EscalatedCase> OPEN_THEN_CLOSED = Comparator.comparing(EscalatedCase::isClosed)
            .thenComparing((one, other) ->
                    one.isClosed() ? latest(other).compareTo(latest(one)) : OLDEST_WAITING.compare(one, other));
    private static final int SWEEP_EVERY = 500;

    private final Map<String, Entry> entries = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Duration remember;
    private final int closedCases;
    private final InstantSource clock;
    private long version;
    private int sinceSweep;

    /**
     * An empty queue.
     *
     * @param remember how long a case is remembered after its last change
     * @param closedCases how many closed cases are remembered at most
     * @param clock what time it is
     */
    public CaseQueue(Duration remember, int closedCases, InstantSource clock) {
        this.remember = remember;
        this.closedCases = closedCases;
        this.clock = clock;
    }

    /** Takes a record; the same one again changes nothing. */
    public void accept(EscalationRecord record) {
        lock.lock();
        try {
            var before =
                    entries.getOrDefault(record.escalationId(), Entry.EMPTY).history();
            var after = before.with(record);
            if (!after.equals(before)) {
                entries.put(record.escalationId(), new Entry(after, after.toCase()));
                version++;
                changed.signalAll();
            }
            if (++sinceSweep >= SWEEP_EVERY) {
                sinceSweep = 0;
                sweep();
            }
        } finally {
            lock.unlock();
        }
    }

    /** A case; null where none of that id is known. */
    public @Nullable EscalatedCase find(String id) {
        lock.lock();
        try {
            return entries.getOrDefault(id, Entry.EMPTY).shown();
        } finally {
            lock.unlock();
        }
    }

    /** The cases that a filter accepts: who waits longest first, and after them the closed ones, the latest first. */
    public List<EscalatedCase> list(CaseFilter filter) {
        lock.lock();
        try {
            var found = new ArrayList<EscalatedCase>();
            for (var entry : entries.values()) {
                var escalated = entry.shown();
                if (escalated != null && filter.accepts(escalated)) {
                    found.add(escalated);
                }
            }
            found.sort(OPEN_THEN_CLOSED);
            return found;
        } finally {
            lock.unlock();
        }
    }

    /** Raised with every change. */
    public long version() {
        lock.lock();
        try {
            return version;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until a case is as it is wanted.
     *
     * @return the case, as it is wanted or as it is when time is up; null where none of that id is known
     */
    public @Nullable EscalatedCase await(String id, Predicate<EscalatedCase> wanted, Duration limit) {
        lock.lock();
        try {
            var left = limit.toNanos();
            while (true) {
                var escalated = entries.getOrDefault(id, Entry.EMPTY).shown();
                if (left <= 0 || (escalated != null && wanted.test(escalated))) {
                    return escalated;
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return entries.getOrDefault(id, Entry.EMPTY).shown();
        } finally {
            lock.unlock();
        }
    }

    private void sweep() {
        var oldest = clock.instant().minus(remember);
        entries.values().removeIf(entry -> entry.history().changed().isBefore(oldest));
        var closed = new ArrayList<EscalatedCase>();
        for (var entry : entries.values()) {
            var escalated = entry.shown();
            if (escalated != null && escalated.isClosed()) {
                closed.add(escalated);
            }
        }
        closed.sort(OPEN_THEN_CLOSED);
        closed.stream().skip(closedCases).forEach(escalated -> entries.remove(escalated.id()));
    }

    private static Instant latest(EscalatedCase escalated) {
        var closedAt = escalated.closedAt();
        return closedAt == null ? escalated.openedAt() : closedAt;
    }

    /** What is known of a case, and how it is shown. */
    private record Entry(CaseHistory history, @Nullable EscalatedCase shown) {
        static final Entry EMPTY = new Entry(CaseHistory.EMPTY, null);
    }
}
