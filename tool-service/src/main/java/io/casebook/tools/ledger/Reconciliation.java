package io.casebook.tools.ledger;

import io.casebook.tools.run.Reasons;
import io.casebook.tools.run.Sent;
import io.casebook.vocabulary.tool.ToolFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/**
 * Settles what is in doubt, where the definition names a tool that tells. That it was done is believed at once. That it was not
 * is believed only some time after the last try, because a call may still be on its way; and never of a tool that knows keys,
 * because another worker may be repeating the call at this very moment, nor where the ledger does not say who may send it.
 */
final class Reconciliation {
    private static final Logger LOG = Logger.getLogger(Reconciliation.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Inquiry inquiry;
    private final InstantSource clock;
    private final Pauses pauses;

    /** Waits; a seam, because tests have their own time. */
    @FunctionalInterface
    interface Pauses {
        void pause(Duration time) throws InterruptedException;
    }

    Reconciliation(Inquiry inquiry, InstantSource clock, Pauses pauses) {
        this.inquiry = inquiry;
        this.clock = clock;
        this.pauses = pauses;
    }

    /**
     * What is known after looking; the same where there is nothing to look with, or nothing to see.
     *
     * @param over true where it is certain that nobody sends the call from now on: else, that it was not done by now says nothing
     */
    Sent settle(Order order, Sent sent, boolean over) throws InterruptedException {
        var check = order.call().tool().tool().check();
        if (!(sent instanceof Sent.InDoubt) || check == null || order.checker() == null) {
            return sent;
        }
        var believedFrom = clock.instant().plus(check.after());
        for (var attempt = 0; ; attempt++) {
            var asked = clock.instant();
            switch (inquiry.ask(order)) {
                case Inquiry.Finding.Done done -> {
                    return new Sent.Settled(done.proof());
                }
                case Inquiry.Finding.NotDone notDone -> {
                    if (!asked.isBefore(believedFrom)) {
                        return order.repeatable() || !over ? sent : new Sent.Settled(new ToolFailure(Reasons.NOT_DONE));
                    }
                }
                case Inquiry.Finding.Unclear unclear ->
                    LOG.infof("a check did not tell: call=%s why=%s", order.callId(), unclear.why());
            }
            if (!asked.isBefore(believedFrom)) {
                return sent;
            }
            pauses.pause(pause(attempt, asked, believedFrom));
        }
    }

    /** Longer each time, and the last one ends when an answer would be believed. */
    private static Duration pause(int attempt, Instant now, Instant believedFrom) {
        var left = Duration.between(now, believedFrom);
        var growing = Duration.ofMillis(200L << Math.min(attempt, 5));
        var next = growing.compareTo(LONGEST_PAUSE) < 0 ? growing : LONGEST_PAUSE;
        return next.compareTo(left) < 0 ? next : left;
    }
}
