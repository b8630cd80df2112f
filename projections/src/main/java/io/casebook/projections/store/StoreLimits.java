package io.casebook.projections.store;

/**
 * How much of the machine the tables may take.
 *
 * @param memoryMegabytes most memory of DuckDB
 * @param threads most threads of one statement
 */
public record StoreLimits(int memoryMegabytes, int threads) {
    /** Enough for some millions of events, and half of the machine's processors. */
    public static final StoreLimits DEFAULT =
            new StoreLimits(512, Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

    public StoreLimits {
        if (memoryMegabytes < 64) {
            throw new IllegalArgumentException(
                    "casebook.projections.memory is %d MB; use 64 or more".formatted(memoryMegabytes));
        }
        if (threads < 1) {
            throw new IllegalArgumentException("casebook.projections.threads is %d; use 1 or more".formatted(threads));
        }
    }
}
