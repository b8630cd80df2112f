package io.casebook.knowledge.audits;

import io.casebook.knowledge.articles.ArticleShelf;
import io.casebook.knowledge.articles.ArticleVersion;
import io.casebook.knowledge.articles.ShelvedArticle;
import io.casebook.knowledge.passages.Chunker;
import io.casebook.knowledge.passages.PassageText;
import io.casebook.vocabulary.Visibility;
import io.casebook.vocabulary.knowledge.ArticlePublished;
import io.casebook.vocabulary.knowledge.ArticleStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * All articles at one moment.
 *
 * @param articles the articles that are published and switched on, by id
 * @param dead versions of articles that nobody finds any more: switched off, drafts, and retired
 * @param careful keeps what goes wrong with one article from the others
 * @param usage which of them were found and cited
 * @param now the moment
 * @param staleAfter how long an article may stand unchanged before somebody should look at it
 */
record Library(
        List<ShelvedArticle> articles,
        List<ArticleVersion> dead,
        Careful careful,
        Usage usage,
        Instant now,
        Duration staleAfter) {
    Library {
        articles = List.copyOf(articles);
        dead = List.copyOf(dead);
    }

    static Library of(ArticleShelf shelf, Usage usage, Instant now, Duration staleAfter) {
        var all = shelf.articles();
        var dead = new ArrayList<>(shelf.retired());
        all.stream()
                .filter(article -> !isFound(article))
                .map(ShelvedArticle::version)
                .forEach(dead::add);
        return new Library(all.stream().filter(Library::isFound).toList(), dead, new Careful(), usage, now, staleAfter);
    }

    private static boolean isFound(ShelvedArticle article) {
        return article.usageOn() && content(article).status() == ArticleStatus.PUBLISHED;
    }

    /** Looks at every article; what goes wrong with one of them is told, and the others are looked at all the same. */
    void forEach(Consumer<ShelvedArticle> look) {
        articles.forEach(article -> careful.look(article, look));
    }

    /** The articles that something went wrong with. */
    List<Finding> notAudited() {
        return careful.findings();
    }

    /** The passages of an article; cut again for each rule, because those of all together may not fit into memory. */
    static List<PassageText> passages(ShelvedArticle article) {
        return Chunker.passages(content(article));
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
        return language(first).equals(language(second))
                && (first.agentId() == null
                        || second.agentId() == null
                        || Objects.equals(first.agentId(), second.agentId()))
                && (first.audience().isEmpty()
                        || second.audience().isEmpty()
                        || first.audience().stream().anyMatch(second.audience()::contains))
                && !endsBefore(first, second)
                && !endsBefore(second, first);
    }

    /** As a search has it: who reads British English reads English. */
    private static String language(ArticlePublished content) {
        return Locale.forLanguageTag(content.language()).getLanguage();
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
