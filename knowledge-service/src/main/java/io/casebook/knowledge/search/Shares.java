package io.casebook.knowledge.search;

/**
 * What the likeness in meaning and in words count in a score: fixed shares of two figures that both lie between 0 and 1, so that a
 * score depends on the question and the passage alone and not on what else was found.
 *
 * @param meaning share of the likeness in meaning
 * @param words share of the likeness in words
 */
record Shares(double meaning, double words) {
    private static final Shares HYBRID = new Shares(0.65, 0.35);

    /** The shares of a method; without vectors the words are all there is. */
    static Shares of(Method method, boolean withMeanings) {
        if (!withMeanings) {
            return new Shares(0, 1);
        }
        return switch (method) {
            case WORDS -> new Shares(0, 1);
            case MEANING -> new Shares(1, 0);
            case HYBRID, RERANKED -> HYBRID;
        };
    }

    double of(double meaningLikeness, double wordLikeness) {
        return meaning * meaningLikeness + words * wordLikeness;
    }
}
