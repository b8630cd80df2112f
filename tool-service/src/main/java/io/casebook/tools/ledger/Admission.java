package io.casebook.tools.ledger;

import io.casebook.conversation.definition.Tool;
import io.casebook.vocabulary.tool.LedgerEntry;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Whether a call that was just started is within the limits of its tool. It runs only where all calls that are known, itself
 * included, are within them; of two that start together at least one sees the other, so a limit is never passed. Of calls that exceed
 * one only together, as many as fit run, those that started first: whoever is beyond the limit counting from the first withdraws at
 * once, and the others wait a moment for that.
 */
final class Admission {
    /** Well within the time in which a started call must be sent. */
    private static final Duration LONGEST = NextStep.LEASE.dividedBy(2);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private final Ledger ledger;
    private final InstantSource clock;
    private final Reconciliation.Pauses pauses;

    Admission(Ledger ledger, InstantSource clock, Reconciliation.Pauses pauses) {
        this.ledger = ledger;
        this.clock = clock;
        this.pauses = pauses;
    }

    /**
     * The limit that a started call exceeds, as advice to the caller; null where it may run.
     *
     * @throws LedgerUnavailableException where that is not certain
     */
    @Nullable
    String excess(Tool tool, LedgerEntry started) throws InterruptedException {
        if (started.counted() == null) {
            return null;
        }
        var until = started.at().plus(LONGEST);
        while (true) {
            ledger.catchUp();
            var excess = ledger.excess(tool, started);
            if (excess == null
                    || ledger.excessInOrder(tool, started) != null
                    || !clock.instant().isBefore(until)) {
                return excess;
            }
            pauses.pause(LOOK_AGAIN);
        }
    }
}
