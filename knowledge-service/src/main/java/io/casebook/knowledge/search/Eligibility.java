package io.casebook.knowledge.search;

import io.casebook.vocabulary.knowledge.ArticlePublished;
import java.util.Collections;

/** Who may find what. */
final class Eligibility {
    private Eligibility() {}

    /** Whether an article may be found by a query: visibility, audience, agent and time must all agree. */
    static boolean allows(SearchQuery query, ArticlePublished article) {
        return query.visibilities().contains(article.visibility())
                && (article.audience().isEmpty() || !Collections.disjoint(article.audience(), query.audiences()))
                && (article.agentId() == null
                        || query.agentId() == null
                        || article.agentId().equals(query.agentId()))
                && holds(query, article);
    }

    private static boolean holds(SearchQuery query, ArticlePublished article) {
        var from = article.validFrom();
        var to = article.validTo();
        return (from == null || !query.validAt().isBefore(from))
                && (to == null || query.validAt().isBefore(to));
    }
}
