package io.casebook.conversation.definition;

/**
 * Whether and how the agent looks articles up.
 *
 * @param on false for an agent without articles
 * @param passages how many passages a search brings at most
 * @param answerableAbove answerability above which passages count as an answer, 0 to 1
 */
public record KnowledgePolicy(boolean on, int passages, double answerableAbove) {

    /** Articles are used. */
    public static final KnowledgePolicy DEFAULT = new KnowledgePolicy(true, 5, 0.5);

    /** No articles. */
    public static final KnowledgePolicy OFF = new KnowledgePolicy(false, 1, 1);

    public KnowledgePolicy {
        Require.atLeast(1, passages, "passages");
        Require.share(answerableAbove, "answerable_above");
    }
}
