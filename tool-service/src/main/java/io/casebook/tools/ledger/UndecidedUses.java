package io.casebook.tools.ledger;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Calls of one tool, or of one tool for one customer, that have started and not ended. They have an order: who started first. */
final class UndecidedUses {
    private final Map<String, Use> uses = new HashMap<>();

    private record Use(String callId, Instant at, BigDecimal amount) {
        boolean isAfter(Use other) {
            var order = at.compareTo(other.at);
            return order > 0 || (order == 0 && callId.compareTo(other.callId) > 0);
        }
    }

    /** What some calls come to. */
    record Total(int calls, BigDecimal amount) {}

    void add(String callId, Instant at, BigDecimal amount) {
        // Who has not decided by then has been held up for too long, or does not tell.
        uses.values().removeIf(use -> use.at().isBefore(at.minus(NextStep.LEASE)));
        uses.put(callId, new Use(callId, at, amount));
    }

    void remove(String callId) {
        uses.remove(callId);
    }

    boolean isEmpty() {
        return uses.isEmpty();
    }

    /** What the calls come to that started after one, in its own window of time. */
    Total after(String callId, Instant at, Duration per) {
        var one = new Use(callId, at, BigDecimal.ZERO);
        var later = uses.values().stream()
                .filter(use -> use.isAfter(one) && window(use.at(), per) == window(at, per))
                .toList();
        return new Total(later.size(), later.stream().map(Use::amount).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    private static long window(Instant at, Duration per) {
        return Math.floorDiv(at.toEpochMilli(), per.toMillis());
    }
}
