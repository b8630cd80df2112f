package io.casebook.knowledge.audits;

import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong with an article.
 *
 * @param kind what
 * @param articleId the article
 * @param title its title
 * @param otherArticleId the article that it is in conflict with; null where there is none
 * @param message what was found and what to do about it
 * @param excerpt the words that it is about; null where it is about the whole article
 */
public record Finding(
        Kind kind,
        String articleId,
        String title,
        @Nullable String otherArticleId,
        String message,
        @Nullable String excerpt) {
    private static final int LONGEST_EXCERPT = 300;

    public Finding {
        excerpt = excerpt == null || excerpt.length() <= LONGEST_EXCERPT
                ? excerpt
                : excerpt.substring(0, LONGEST_EXCERPT - 1) + "…";
    }
}
