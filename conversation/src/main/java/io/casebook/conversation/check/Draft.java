package io.casebook.conversation.check;

import org.jspecify.annotations.Nullable;

/**
 * The words that are examined.
 *
 * @param text what somebody or something wrote; not what the definition itself adds to it
 * @param origin who wrote it
 * @param language the language it is in, BCP 47; null where nobody can tell
 */
public record Draft(String text, Origin origin, @Nullable String language) {

    /** Who wrote a draft. */
    public enum Origin {
        /** A model, freely. */
        MODEL,
        /** The authors of articles: the text quotes them. */
        ARTICLE,
        /** The author of a procedure. */
        PROCEDURE
    }
}
