package io.casebook.gateway.completion;

/**
 * An amount per minute, spent in order of arrival. It fills evenly and holds a tenth of a minute's amount at most, and fills at
 * nine tenths of the rate: so no minute, wherever it begins, sees more than the whole amount. Thread-safe.
 */
final class Allowance {
    private static final double NANOS_PER_MINUTE = 60e9;
    private static final double FILL = 0.9;

    /** What work that nobody waits for leaves to the others. */
    private static final double RESERVE = 0.3;

    private final double capacity;
    private final double perNano;
    private double available;
    private long filledAt;

    Allowance(long perMinute, long nanos) {
        capacity = Math.max(1, perMinute * (1 - FILL));
        perNano = perMinute * FILL / NANOS_PER_MINUTE;
        available = capacity;
        filledAt = nanos;
    }

    /**
     * Spends an amount.
     *
     * @param most how long the caller can wait for it, in nanoseconds
     * @return how long to wait before using it; negative where that is too long, and nothing is spent
     */
    synchronized long spend(double amount, long most, long nanos) {
        fill(nanos);
        var wait = available >= amount || available >= capacity ? 0 : (long) ((amount - available) / perNano);
        if (wait > most) {
            return -1;
        }
        available -= amount;
        return wait;
    }

    /** Spends an amount only where enough is left for those whom somebody waits for; else says how long to wait. */
    synchronized long spendSpare(double amount, long nanos) {
        fill(nanos);
        var floor = capacity * RESERVE;
        if (available - amount >= floor || available >= capacity) {
            available -= amount;
            return 0;
        }
        return Math.max(1_000_000, (long) ((floor + amount - available) / perNano));
    }

    /** Gives back what was spent too much, or spends what was spent too little. */
    synchronized void settle(double spent, double used) {
        available = Math.min(capacity, available + spent - used);
    }

    private void fill(long nanos) {
        if (nanos > filledAt) {
            available = Math.min(capacity, available + (nanos - filledAt) * perNano);
            filledAt = nanos;
        }
    }
}
