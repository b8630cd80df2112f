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
 * @param otherExcerpt the words of the other article; null where there are none
 * @param judgement what a model says of it; null where none was asked, or has answered
 */
public record Finding(
        Kind kind,
        String articleId,
        String title,
        @Nullable String otherArticleId,
        String message,
        @Nullable String excerpt,
        @Nullable String otherExcerpt,
        @Nullable Judgement judgement) {
    private static final int LONGEST_EXCERPT = 300;

    public Finding {
        excerpt = cut(excerpt);
        otherExcerpt = cut(otherExcerpt);
    }

    /** What rules over words found. */
    public Finding(
            Kind kind,
            String articleId,
            String title,
            @Nullable String otherArticleId,
            String message,
            @Nullable String excerpt) {
        this(kind, articleId, title, otherArticleId, message, excerpt, null, null);
    }

    /**
     * What a model says of a finding.
     *
     * @param model the model
     * @param confirmed whether it finds the same
     * @param reason why, in a sentence
     */
    public record Judgement(String model, boolean confirmed, String reason) {
        static Judgement of(Verdict verdict) {
            return new Judgement(verdict.model(), verdict.contradict(), verdict.reason());
        }
    }

    /** Whether a model says that there is nothing wrong. */
    public boolean isCleared() {
        return judgement != null && !judgement.confirmed();
    }

    private static @Nullable String cut(@Nullable String text) {
        return text == null || text.length() <= LONGEST_EXCERPT ? text : text.substring(0, LONGEST_EXCERPT - 1) + "…";
    }
}
