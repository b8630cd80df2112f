package io.casebook.tools.ledger;

import io.casebook.conversation.definition.Tool;
import io.casebook.vocabulary.tool.LedgerEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A ledger of one process that nobody else writes to, and that ends with it: for calls by hand and for simulations. */
public final class MemoryLedger implements Ledger {
    private static final int LINES = 10_000;
    private static final long BYTES = 16L << 20;

    private final LedgerView view = new LedgerView(LINES, BYTES);
    private long offset;

    @Override
    public synchronized @Nullable Line find(String callId) {
        return view.find(callId);
    }

    @Override
    public boolean forgot(Instant requestedAt) {
        return false;
    }

    @Override
    public synchronized boolean claim(LedgerEntry started) {
        if (view.find(started.callId()) != null) {
            return false;
        }
        take(started);
        return true;
    }

    @Override
    public synchronized void finish(LedgerEntry finished) {
        take(finished);
    }

    @Override
    public synchronized Line write(LedgerEntry entry) {
        take(entry);
        return Objects.requireNonNull(view.find(entry.callId()));
    }

    @Override
    public void catchUp() {
        // There is nobody else who writes.
    }

    @Override
    public @Nullable String excess(Tool tool, LedgerEntry started) {
        return view.excess(tool, started);
    }

    @Override
    public @Nullable String excessInOrder(Tool tool, LedgerEntry started) {
        return view.excessInOrder(tool, started);
    }

    @Override
    public void awaitEnd(String callId, Duration within) throws InterruptedException {
        var _ = view.await(callId, line -> line.outcome() != null, within);
    }

    private void take(LedgerEntry entry) {
        view.take(entry, new Line.Place(0, offset++));
    }
}
