package io.casebook.knowledge.search;

import io.casebook.vocabulary.Visibility;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is searched for, and for whom.
 *
 * @param text the question
 * @param context what was said before it, for a question that says only half of what it asks; null where nothing was
 * @param passages how many passages at most, 1 to {@link #MAX_PASSAGES}
 * @param tokens how many tokens the passages may have together, about; 0 for no bound
 * @param visibilities whose articles may be found
 * @param audiences groups that the asker belongs to; an article for certain groups is found by no one else
 * @param agentId the agent that asks, which finds its own articles and those of all agents; null finds those of every agent
 * @param topics only articles of these topics and of those below them; empty for all
 * @param language language of the asker, BCP 47; null while unknown
 * @param validAt moment at which the articles must hold
 * @param method how passages are compared
 */
public record SearchQuery(
        String text,
        @Nullable String context,
        int passages,
        int tokens,
        Set<Visibility> visibilities,
        Set<String> audiences,
        @Nullable String agentId,
        Set<String> topics,
        @Nullable String language,
        Instant validAt,
        Method method) {
    /** Most passages that a search gives. */
    public static final int MAX_PASSAGES = 50;

    public SearchQuery {
        if (passages < 1 || passages > MAX_PASSAGES) {
            throw new IllegalArgumentException("passages must be 1 to %d, not %d".formatted(MAX_PASSAGES, passages));
        }
        if (tokens < 0) {
            throw new IllegalArgumentException("tokens must be 0, for no bound, or more, not " + tokens);
        }
        visibilities = Set.copyOf(visibilities);
        audiences = Set.copyOf(audiences);
        topics = Set.copyOf(topics);
    }

    /** A question without anything before it, over all topics and without a bound on tokens. */
    public SearchQuery(
            String text,
            int passages,
            Set<Visibility> visibilities,
            Set<String> audiences,
            @Nullable String agentId,
            @Nullable String language,
            Instant validAt) {
        this(text, null, passages, 0, visibilities, audiences, agentId, Set.of(), language, validAt, Method.RERANKED);
    }

    /** The same after something was said. */
    public SearchQuery withContext(@Nullable String said) {
        return new SearchQuery(
                text, said, passages, tokens, visibilities, audiences, agentId, topics, language, validAt, method);
    }

    /** The same with a bound on the tokens of all passages; 0 for none. */
    public SearchQuery withTokens(int bound) {
        return new SearchQuery(
                text, context, passages, bound, visibilities, audiences, agentId, topics, language, validAt, method);
    }

    /** The same in some topics only. */
    public SearchQuery withTopics(Set<String> only) {
        return new SearchQuery(
                text, context, passages, tokens, visibilities, audiences, agentId, only, language, validAt, method);
    }

    /** The same by another method. */
    public SearchQuery by(Method other) {
        return new SearchQuery(
                text, context, passages, tokens, visibilities, audiences, agentId, topics, language, validAt, other);
    }
}
