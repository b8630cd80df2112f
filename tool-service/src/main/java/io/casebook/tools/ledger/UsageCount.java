package io.casebook.tools.ledger;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/** Calls and amounts in the windows of every unit of time: the newest window and the one before. */
final class UsageCount {
    private static final long[] UNITS = {1_000, 60_000, 3_600_000, 86_400_000};

    /** More than any limit allows. */
    private static final BigDecimal TOO_MUCH = BigDecimal.valueOf(Long.MAX_VALUE);

    private final Window[] windows = {new Window(), new Window(), new Window(), new Window()};

    /** One unit's newest window, and the one before. */
    private static final class Window {
        private long index = Long.MIN_VALUE;
        private int calls;
        private int callsBefore;
        private BigDecimal sum = BigDecimal.ZERO;
        private BigDecimal sumBefore = BigDecimal.ZERO;

        void change(long at, int more, BigDecimal amount) {
            if (at > index) {
                var next = at == index + 1;
                callsBefore = next ? calls : 0;
                sumBefore = next ? sum : BigDecimal.ZERO;
                calls = 0;
                sum = BigDecimal.ZERO;
                index = at;
            }
            if (at == index) {
                calls += more;
                sum = sum.add(amount);
            } else if (at == index - 1) {
                callsBefore += more;
                sumBefore = sumBefore.add(amount);
            }
        }

        int calls(long at) {
            return at >= index ? (at == index ? calls : 0) : at == index - 1 ? callsBefore : Integer.MAX_VALUE;
        }

        BigDecimal sum(long at) {
            return at >= index ? (at == index ? sum : BigDecimal.ZERO) : at == index - 1 ? sumBefore : TOO_MUCH;
        }
    }

    void change(Instant at, int calls, BigDecimal amount) {
        for (var i = 0; i < UNITS.length; i++) {
            windows[i].change(Math.floorDiv(at.toEpochMilli(), UNITS[i]), calls, amount);
        }
    }

    /** Calls of the window that a moment is in; too many where that window is no longer remembered. */
    int calls(Duration per, Instant at) {
        var unit = unit(per);
        return windows[unit].calls(Math.floorDiv(at.toEpochMilli(), UNITS[unit]));
    }

    /** What the calls of that window come to; too much where it is no longer remembered. */
    BigDecimal sum(Duration per, Instant at) {
        var unit = unit(per);
        return windows[unit].sum(Math.floorDiv(at.toEpochMilli(), UNITS[unit]));
    }

    /** True where nothing counts any more at that moment. */
    boolean endedBefore(Instant now) {
        var day = UNITS.length - 1;
        return windows[day].index < Math.floorDiv(now.toEpochMilli(), UNITS[day]) - 1;
    }

    /** The unit of a time, or the next longer one. */
    private static int unit(Duration per) {
        for (var i = 0; i < UNITS.length; i++) {
            if (per.toMillis() <= UNITS[i]) {
                return i;
            }
        }
        return UNITS.length - 1;
    }
}
