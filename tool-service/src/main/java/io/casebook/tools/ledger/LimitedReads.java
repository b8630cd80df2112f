package io.casebook.tools.ledger;

import io.casebook.tools.call.Denied;
import java.time.InstantSource;

/**
 * Counts calls of tools that read and have a limit. They stand on the ledger as well, so that no process forgets them and none
 * counts for itself alone; how they end does not matter there.
 */
public final class LimitedReads {
    private final Ledger ledger;
    private final InstantSource clock;

    /** @param ledger where they are counted */
    public LimitedReads(Ledger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Counts a call, once however often its request is delivered.
     *
     * @throws Denied where the limit is reached
     * @throws LedgerUnavailableException where that is not certain
     */
    public void count(Order order) throws InterruptedException {
        var tool = order.call().tool().tool();
        if (!tool.limited()) {
            return;
        }
        Counting.require(order.call());
        var started = order.started(clock.instant());
        if (ledger.find(order.callId()) == null) {
            var _ = ledger.claim(started);
        }
        ledger.catchUp();
        var excess = ledger.excess(tool, started);
        if (excess != null) {
            throw order.limitReached(excess);
        }
    }
}
