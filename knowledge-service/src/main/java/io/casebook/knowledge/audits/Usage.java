package io.casebook.knowledge.audits;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often articles were found and cited in conversations.
 *
 * @param since the oldest event that was counted; null where none was
 * @param byArticle the counts, by article id
 */
public record Usage(@Nullable Instant since, Map<String, Count> byArticle) {
    public Usage {
        byArticle = Map.copyOf(byArticle);
    }

    /**
     * The counts of an article.
     *
     * @param found in how many searches it was among what was found
     * @param cited in how many drafts of a reply it was cited
     * @param lastFound when it was found last
     */
    public record Count(long found, long cited, Instant lastFound) {}
}
