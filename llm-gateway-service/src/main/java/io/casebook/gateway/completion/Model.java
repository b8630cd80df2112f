package io.casebook.gateway.completion;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A model that requests can be put to. Thread-safe. */
interface Model {

    /**
     * Puts a question to it.
     *
     * @param last true when no other model comes after this one
     * @return what came of it; unusable answers on the way are added to the question
     */
    Outcome ask(Question question, boolean last) throws InterruptedException;

    /** Whether it can be expected to answer now; others are asked before one that cannot. */
    default boolean admits() {
        return true;
    }

    /** How long to wait for it before the next model is asked as well; null where nothing is known about that. */
    default @Nullable Duration patience(Question question) {
        return null;
    }

    /** It kept a question waiting longer than that. */
    default void tooSlow() {}

    /** True for a model that is asked when no other one answers, and not because another one is slow. */
    default boolean stopgap() {
        return false;
    }
}
