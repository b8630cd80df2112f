package io.casebook.knowledge.search;

import io.casebook.knowledge.articles.ArticleVersion;
import java.util.List;

/**
 * A version of an article with its passages.
 *
 * @param version the version
 * @param language its language without region
 * @param passages its passages in reading order
 */
record IndexedVersion(ArticleVersion version, String language, List<IndexedPassage> passages) {
    IndexedVersion {
        passages = List.copyOf(passages);
    }
}
