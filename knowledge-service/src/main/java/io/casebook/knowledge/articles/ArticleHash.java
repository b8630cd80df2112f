package io.casebook.knowledge.articles;

import io.casebook.schemas.ContentHash;
import io.casebook.vocabulary.knowledge.ArticlePublished;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fingerprint by which an unchanged article is known, so that it is not published again. */
public final class ArticleHash {
    private ArticleHash() {}

    /** The article with its fingerprint filled in. */
    public static ArticlePublished stamp(ArticlePublished article) {
        return article.withContentHash(of(article));
    }

    /** The fingerprint over everything that the article says, in a fixed order that schema changes do not disturb. */
    public static String of(ArticlePublished article) {
        List<@Nullable String> parts = new ArrayList<>();
        parts.add(article.title());
        parts.add(article.description());
        parts.add(article.body());
        parts.add(article.format());
        parts.add(article.visibility().name());
        parts.add(Integer.toString(article.audience().size()));
        parts.addAll(article.audience());
        parts.add(article.language());
        parts.add(article.topicId());
        parts.add(article.status().name());
        parts.add(text(article.validFrom()));
        parts.add(text(article.validTo()));
        parts.add(article.authorId());
        parts.add(article.publicUrl());
        parts.add(article.agentId());
        parts.add(article.path());
        parts.add(article.data());
        parts.add(text(article.createdAt()));
        if (article.reviewAt() != null) {
            // Articles without it keep the fingerprint that they had before it was told.
            parts.add(text(article.reviewAt()));
        }
        return ContentHash.of(parts.toArray(String[]::new));
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
