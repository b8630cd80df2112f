package io.casebook.conversation;

import io.casebook.conversation.check.Draft;
import io.casebook.vocabulary.Citation;
import io.casebook.vocabulary.event.DraftSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Words that may become a reply.
 *
 * @param text the words
 * @param source who wrote them
 * @param citations the passages that they rest on
 * @param confidence how sure the writer is, 0 to 1; null where it is not stated
 * @param language the language they are in, BCP 47; null where nobody can tell
 */
record Written(
        String text,
        DraftSource source,
        List<Citation> citations,
        @Nullable Double confidence,
        @Nullable String language) {

    /** What the definition or the platform itself says. */
    static Written own(String text, DraftSource source) {
        return new Written(text, source, List.of(), null, null);
    }

    /** The words as the checks see them. */
    Draft draft() {
        var origin = switch (source) {
            case MODEL -> Draft.Origin.MODEL;
            case KNOWLEDGE -> Draft.Origin.ARTICLE;
            case PROCEDURE, POLICY -> Draft.Origin.PROCEDURE;
        };
        return new Draft(text, origin, language);
    }
}
