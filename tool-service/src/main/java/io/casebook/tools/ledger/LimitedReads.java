package io.casebook.tools.ledger;

import io.casebook.tools.call.Denied;
import io.casebook.vocabulary.tool.ToolCallResult;
import io.casebook.vocabulary.tool.ToolDenial;
import io.casebook.vocabulary.tool.ToolOutcome;
import io.casebook.vocabulary.tool.ToolUnknown;
import java.time.InstantSource;

/**
 * Counts calls of tools that read and have a limit. They stand on the ledger as well, so that no process forgets them and none
 * counts for itself alone; how they end does not matter there.
 */
public final class LimitedReads {
    private final Ledger ledger;
    private final Admission admission;
    private final InstantSource clock;

    /** @param ledger where they are counted */
    public LimitedReads(Ledger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.admission = new Admission(ledger, clock, Thread::sleep);
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
        var line = ledger.find(order.callId());
        if (line != null && line.outcome() != null && line.outcome().outcome() instanceof ToolDenial denial) {
            throw new Denied(denial.reasonCode(), String.valueOf(denial.detail()));
        }
        if (line == null) {
            var _ = ledger.claim(started);
        }
        var excess = admission.excess(tool, started);
        if (excess != null) {
            var denied = order.limitReached(excess);
            // It makes room for others that began at the same time, and is denied again when its request is delivered
            // again.
            ledger.finish(order.finished(ended(order, denied.outcome()), clock.instant()));
            throw denied;
        }
        if (line == null) {
            // Nobody has to wait any more to see whether it withdraws.
            ledger.finish(order.finished(ended(order, new ToolUnknown("it counts however it ends")), clock.instant()));
        }
    }

    private ToolCallResult ended(Order order, ToolOutcome outcome) {
        return new ToolCallResult(
                order.callId(),
                order.tenantId(),
                order.conversationId(),
                order.call().tool().name(),
                clock.instant(),
                0,
                0,
                outcome);
    }
}
