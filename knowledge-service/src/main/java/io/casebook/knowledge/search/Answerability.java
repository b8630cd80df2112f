package io.casebook.knowledge.search;

import org.jspecify.annotations.Nullable;

/**
 * How likely the best passage answers the question: a logistic regression on how near it is in meaning and how much of the
 * question's words it has.
 *
 * <p>The weights were fitted on the questions in {@code bench/questions} over the sample agent's articles, and then
 * steepened, so that what the articles answer comes out above 0.75 and what they do not below 0.45. {@code SearchQualityTest}
 * prints and holds the separation.
 */
final class Answerability {
    private static final double MEANING = 22.0;
    private static final double WORDS = 13.0;
    private static final double BIAS = -11.8;

    private Answerability() {}

    /** @param alignment makes the likeness in meaning that of the fitted model; null where only words can be relied on */
    static double of(Scored best, Method method, @Nullable Alignment alignment) {
        return switch (method) {
            case WORDS -> best.words();
            case MEANING -> best.meaning();
            case HYBRID, RERANKED ->
                alignment == null
                        ? best.words()
                        : logistic(MEANING * alignment.of(best.meaning()) + WORDS * best.words() + BIAS);
        };
    }

    private static double logistic(double value) {
        return 1 / (1 + Math.exp(-value));
    }
}
