package io.casebook.knowledge.search;

import org.jspecify.annotations.Nullable;

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

    /** How the likeness in meaning is to be read; null where words alone can be relied on. */
    @Nullable
    Alignment alignment() {
        return byMeaning() ? meanings.alignment() : null;
    }
}
