package io.casebook.knowledge.audits;

import io.casebook.knowledge.articles.ShelvedArticle;
import io.casebook.vocabulary.Visibility;
import io.casebook.vocabulary.knowledge.ArticlePublished;
import io.casebook.vocabulary.knowledge.ArticleStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * All articles at one moment.
 *
 * @param articles the articles that are published and switched on, by id
 * @param hidden the others, by id
 * @param usage which of them were found and cited
 * @param now the moment
 * @param staleAfter how long an article may stand unchanged before somebody should look at it
 */
record Library(
        List<ShelvedArticle> articles, List<ShelvedArticle> hidden, Usage usage, Instant now, Duration staleAfter) {
    Library {
        articles = List.copyOf(articles);
        hidden = List.copyOf(hidden);
    }

    static Library of(List<ShelvedArticle> all, Usage usage, Instant now, Duration staleAfter) {
        return new Library(
                all.stream().filter(Library::isFound).toList(),
                all.stream().filter(article -> !isFound(article)).toList(),
                usage,
                now,
                staleAfter);
    }

    private static boolean isFound(ShelvedArticle article) {
        return article.usageOn() && content(article).status() == ArticleStatus.PUBLISHED;
    }

    static String id(ShelvedArticle article) {
        return article.version().articleId();
    }

    static ArticlePublished content(ShelvedArticle article) {
        return article.version().content();
    }

    static boolean isInternal(ShelvedArticle article) {
        return content(article).visibility() == Visibility.INTERNAL;
    }

    /** Whether the time of an article is over. */
    boolean isOver(ShelvedArticle article) {
        return isOver(content(article), now);
    }

    static boolean isOver(ArticlePublished content, Instant at) {
        var end = content.validTo();
        return end != null && !end.isAfter(at);
    }

    /** Whether one and the same person can come to see both at one time. */
    static boolean meet(ShelvedArticle one, ShelvedArticle other) {
        return meet(content(one), content(other));
    }

    static boolean meet(ArticlePublished first, ArticlePublished second) {
        return first.language().equals(second.language())
                && (first.agentId() == null
                        || second.agentId() == null
                        || Objects.equals(first.agentId(), second.agentId()))
                && (first.audience().isEmpty()
                        || second.audience().isEmpty()
                        || first.audience().stream().anyMatch(second.audience()::contains))
                && !endsBefore(first, second)
                && !endsBefore(second, first);
    }

    private static boolean endsBefore(ArticlePublished one, ArticlePublished other) {
        var end = one.validTo();
        var begin = other.validFrom();
        return end != null && begin != null && !begin.isBefore(end);
    }

    static Finding finding(Kind kind, ShelvedArticle article, String message) {
        return new Finding(kind, id(article), content(article).title(), null, message, null);
    }
}
