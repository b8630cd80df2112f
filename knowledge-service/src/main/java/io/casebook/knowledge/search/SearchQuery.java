package io.casebook.knowledge.search;

import io.casebook.vocabulary.Visibility;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is searched for, and for whom.
 *
 * @param text the question
 * @param passages how many passages at most, 1 to {@link #MAX_PASSAGES}
 * @param visibilities whose articles may be found
 * @param audiences groups that the asker belongs to; an article for certain groups is found by no one else
 * @param agentId the agent that asks, which finds its own articles and those of all agents; null finds those of every agent
 * @param language language of the asker, BCP 47; null while unknown
 * @param validAt moment at which the articles must hold
 */
public record SearchQuery(
        String text,
        int passages,
        Set<Visibility> visibilities,
        Set<String> audiences,
        @Nullable String agentId,
        @Nullable String language,
        Instant validAt) {
    /** Most passages that a search gives. */
    public static final int MAX_PASSAGES = 50;

    public SearchQuery {
        if (passages < 1 || passages > MAX_PASSAGES) {
            throw new IllegalArgumentException("passages must be 1 to %d, not %d".formatted(MAX_PASSAGES, passages));
        }
        visibilities = Set.copyOf(visibilities);
        audiences = Set.copyOf(audiences);
    }
}
