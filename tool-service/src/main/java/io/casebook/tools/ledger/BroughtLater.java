package io.casebook.tools.ledger;

import io.casebook.tools.call.Denied;
import io.casebook.tools.run.Awaited;
import io.casebook.tools.run.Sent;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What tools bring later to calls that another worker has begun. It comes back to every worker, and that one may be gone; so whoever
 * gets its request next picks up the waiting.
 */
final class BroughtLater {
    /** How long what came back may lie here unseen. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private static final Duration READ_BACK_WITHIN = Duration.ofSeconds(5);

    private final Ledger ledger;
    private final WriteCalls.Tries tries;
    private final InstantSource clock;

    BroughtLater(Ledger ledger, WriteCalls.Tries tries, InstantSource clock) {
        this.ledger = ledger;
        this.tries = tries;
        this.clock = clock;
    }

    /** Waits for the end of a call that another worker has begun; null where its end, or nothing, stands on the ledger by then. */
    @Nullable
    Sent awaitEnd(Order order, Duration within) throws InterruptedException {
        try (var awaited = awaited(order, within)) {
            if (awaited == null) {
                ledger.awaitEnd(order.callId(), within);
                return null;
            }
            var until = clock.instant().plus(within);
            for (var now = clock.instant(); now.isBefore(until); now = clock.instant()) {
                var left = Duration.between(now, until);
                ledger.awaitEnd(order.callId(), left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN);
                var line = ledger.find(order.callId());
                if (line != null && line.outcome() != null) {
                    return null;
                }
                var sent = awaited.soFar();
                if (sent != null) {
                    return sent;
                }
            }
            return null;
        }
    }

    /** What came back of a call while nobody was there; the same where nothing did. */
    Sent orElse(Order order, Sent otherwise) throws InterruptedException {
        try (var awaited = awaited(order, READ_BACK_WITHIN)) {
            var sent = awaited == null ? null : awaited.soFar();
            return sent == null ? otherwise : sent;
        }
    }

    private @Nullable Awaited<Sent> awaited(Order order, Duration within) throws InterruptedException {
        try {
            return order.answersLater() ? tries.resume(order.call(), order.requestedAt(), within) : null;
        } catch (Denied e) {
            // It cannot be put together any more, which says nothing of the call that was made.
            return null;
        }
    }
}
