package io.casebook.knowledge.search;

/**
 * A question with all that it is compared by.
 *
 * @param question the question in its forms
 * @param query who asks for how much
 * @param lexicon which passages hold which terms
 * @param meanings what passages mean
 */
record Asking(Question question, SearchQuery query, Lexicon lexicon, Generation meanings) {

    /** Whether meanings are compared, or words alone. */
    boolean byMeaning() {
        return !question.meanings().isEmpty();
    }
}
