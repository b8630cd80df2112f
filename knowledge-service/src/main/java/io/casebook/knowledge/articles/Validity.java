package io.casebook.knowledge.articles;

import io.casebook.vocabulary.knowledge.ArticlePublished;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** When articles hold. */
public final class Validity {
    private Validity() {}

    /** Whether an article holds at a moment: from its first one to before its last. */
    public static boolean holds(ArticlePublished article, Instant moment) {
        var from = article.validFrom();
        var to = article.validTo();
        return (from == null || !moment.isBefore(from)) && (to == null || moment.isBefore(to));
    }

    /** The moments at which it begins or ceases to hold. */
    public static List<Instant> changes(ArticlePublished article) {
        return Stream.of(article.validFrom(), article.validTo())
                .filter(Objects::nonNull)
                .toList();
    }
}
