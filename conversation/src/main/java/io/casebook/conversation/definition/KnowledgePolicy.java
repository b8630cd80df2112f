package io.casebook.conversation.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether and how the agent looks articles up.
 *
 * @param on false for an agent without articles
 * @param passages how many passages a search brings at most
 * @param maxTokens how many tokens they may have together, about; 0 for no bound
 * @param answerableAbove answerability above which passages count as an answer, 0 to 1
 * @param internal whether internal articles are found too: they steer a model and are never quoted
 * @param topics only articles of these topics and of those below them; empty for all
 * @param audience text that becomes the groups that the customer belongs to; null where no resource tells
 * @param users text that says {@code true} or {@code yes} where it is known who the customer is, who then finds articles for users;
 *     null where nobody does
 */
public record KnowledgePolicy(
        boolean on,
        int passages,
        int maxTokens,
        double answerableAbove,
        boolean internal,
        List<String> topics,
        @Nullable Template audience,
        @Nullable Template users) {

    /** Articles for everybody are used. */
    public static final KnowledgePolicy DEFAULT = new KnowledgePolicy(true, 5, 0, 0.5, false, List.of(), null, null);

    /** No articles. */
    public static final KnowledgePolicy OFF = new KnowledgePolicy(false, 1, 0, 1, false, List.of(), null, null);

    public KnowledgePolicy {
        Require.atLeast(1, passages, "passages");
        Require.share(answerableAbove, "answerable_above");
        topics = List.copyOf(topics);
    }
}
