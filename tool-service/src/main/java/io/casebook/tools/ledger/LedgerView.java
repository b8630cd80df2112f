package io.casebook.tools.ledger;

import io.casebook.conversation.definition.Tool;
import io.casebook.vocabulary.tool.LedgerEntry;
import io.casebook.vocabulary.tool.LedgerState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The ledger as far as it was read, within bounds of memory. Thread-safe. */
final class LedgerView {
    /** A call counts for its tool and for its customer. */
    private static final int COUNTS_PER_LINE = 2;

    private final int mostLines;
    private final long mostBytes;
    private final LinkedHashMap<String, Line> lines = new LinkedHashMap<>();
    private final Map<String, CompletableFuture<@Nullable Void>> awaited = new HashMap<>();
    private final Usage usage;
    private long bytes;
    private Instant forgotten = Instant.MIN;

    /**
     * @param mostLines how many calls are remembered
     * @param mostBytes roughly how much memory that may take
     */
    LedgerView(int mostLines, long mostBytes) {
        this.mostLines = mostLines;
        this.mostBytes = mostBytes;
        this.usage = new Usage(COUNTS_PER_LINE * mostLines);
    }

    /** Takes the next entry of a partition. */
    synchronized void take(LedgerEntry entry, Line.Place place) {
        var known = lines.get(entry.callId());
        var line = known == null ? Line.of(entry, place) : known.then(entry, place);
        lines.put(entry.callId(), line);
        count(entry, known, line);
        bytes += line.weight() - (known == null ? 0 : known.weight());
        var oldest = lines.entrySet().iterator();
        while (lines.size() > mostLines || bytes > mostBytes) {
            var dropped = oldest.next().getValue();
            oldest.remove();
            bytes -= dropped.weight();
            forgotten = dropped.startedAt().isAfter(forgotten) ? dropped.startedAt() : forgotten;
        }
        var waiting = awaited.remove(entry.callId());
        if (waiting != null) {
            waiting.complete(null);
        }
    }

    private void count(LedgerEntry entry, @Nullable Line known, Line line) {
        var counted = entry.counted();
        if (counted == null) {
            return;
        }
        if (line.outcome() != null) {
            usage.decided(entry.tool(), entry.callId(), counted);
        }
        if (known == null && entry.state() == LedgerState.STARTED) {
            usage.add(entry.tool(), entry.callId(), counted, line.startedAt());
        } else if (known != null && known.didNothing() != line.didNothing()) {
            usage.remove(entry.tool(), counted, line.startedAt());
        }
    }

    /** The limit that a started call exceeds; null where it exceeds none. */
    synchronized @Nullable String excess(Tool tool, LedgerEntry started) {
        var line = lines.get(started.callId());
        var counted = started.counted();
        return counted == null ? null : usage.excess(tool, counted, line == null ? started.at() : line.startedAt());
    }

    /** The same of this call and those that started before it alone. */
    synchronized @Nullable String excessInOrder(Tool tool, LedgerEntry started) {
        var line = lines.get(started.callId());
        var counted = started.counted();
        return counted == null
                ? null
                : usage.excessInOrder(tool, counted, line == null ? started.at() : line.startedAt(), started.callId());
    }

    /** What is known of a call; null where nothing is. */
    synchronized @Nullable Line find(String callId) {
        return lines.get(callId);
    }

    /** True where a call that was asked for at that time may have been forgotten. */
    synchronized boolean forgot(Instant requestedAt) {
        return !requestedAt.isAfter(forgotten);
    }

    /** How many calls are remembered. */
    synchronized int size() {
        return lines.size();
    }

    /** Waits until the line of a call is as wanted; answers what it is then, or when the time is up. */
    @Nullable
    Line await(String callId, Predicate<Line> wanted, Duration within) throws InterruptedException {
        var end = System.nanoTime() + within.toNanos();
        while (true) {
            CompletableFuture<@Nullable Void> change;
            synchronized (this) {
                var line = lines.get(callId);
                if (line != null && wanted.test(line)) {
                    return line;
                }
                change = awaited.computeIfAbsent(callId, id -> new CompletableFuture<>());
            }
            var left = end - System.nanoTime();
            try {
                if (left <= 0) {
                    return find(callId);
                }
                var _ = change.get(left, TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                forget(callId, change);
                return find(callId);
            } catch (ExecutionException e) {
                throw new IllegalStateException("a change of the ledger's view cannot fail", e);
            }
        }
    }

    private synchronized void forget(String callId, CompletableFuture<@Nullable Void> change) {
        awaited.remove(callId, change);
    }
}
