package io.casebook.gateway.builtin;

import org.jspecify.annotations.Nullable;

/**
 * Which language a message seems to be in.
 *
 * @param language BCP 47; null where nothing can be said
 * @param confidence from 0 to 1
 */
public record LanguageGuess(@Nullable String language, double confidence) {

    /** Nothing can be said. */
    public static final LanguageGuess NONE = new LanguageGuess(null, 0);
}
