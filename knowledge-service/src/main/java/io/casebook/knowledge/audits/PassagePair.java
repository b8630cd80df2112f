package io.casebook.knowledge.audits;

import io.casebook.knowledge.articles.ArticleVersion;
import io.casebook.knowledge.passages.PassageText;
import io.casebook.schemas.ContentHash;
import java.util.Comparator;

/**
 * Passages of two articles that may contradict each other, always in the same order.
 *
 * @param key the same for the same two passages, whichever articles they stand in
 * @param one version of the one article
 * @param first its passage
 * @param other version of the other article
 * @param second its passage
 */
public record PassagePair(String key, ArticleVersion one, PassageText first, ArticleVersion other, PassageText second) {
    private static final Comparator<PassageText> ORDER =
            Comparator.comparing(PassageText::text).thenComparing(PassageText::title);

    /** Two passages, in any order. */
    static PassagePair of(ArticleVersion one, PassageText first, ArticleVersion other, PassageText second) {
        if (ORDER.compare(first, second) > 0) {
            return of(other, second, one, first);
        }
        var key = ContentHash.of(first.title(), first.text(), second.title(), second.text());
        return new PassagePair(key, one, first, other, second);
    }
}
