package io.casebook.knowledge.search;

import java.util.Comparator;

/**
 * A passage with what speaks for it.
 *
 * @param passage the passage
 * @param meaning likeness in meaning, 0 to 1
 * @param words likeness in words, 0 to 1
 * @param score what it is put in order by
 */
record Scored(IndexedPassage passage, double meaning, double words, double score) {
    /** Scores are compared and told to this many places; what differs behind them is noise of the arithmetic. */
    private static final double GRAIN = 1e6;

    /** Equal scores go by article and place, so that an order never depends on chance. */
    static final Comparator<Scored> BEST_FIRST = Comparator.comparingDouble((Scored scored) -> -scored.score)
            .thenComparing(scored -> scored.passage.version().articleId())
            .thenComparingInt(scored -> scored.passage.ordinal());

    Scored withScore(double other) {
        return new Scored(passage, meaning, words, other);
    }

    static double rounded(double value) {
        return Math.round(value * GRAIN) / GRAIN;
    }
}
