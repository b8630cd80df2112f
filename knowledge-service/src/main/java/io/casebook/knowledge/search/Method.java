package io.casebook.knowledge.search;

/** How passages are compared with a question. Searches use {@link #RERANKED}; the others are parts of it, kept apart to be measured. */
public enum Method {
    /** By words alone: also what is left where no vector of the question can be made. */
    WORDS,
    /** By meaning alone. */
    MEANING,
    /** By both, put together in fixed shares. */
    HYBRID,
    /** The best of the hybrid order, put in order once more by what else is found of their articles. */
    RERANKED
}
