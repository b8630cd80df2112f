package io.casebook.conversation.definition;

import java.util.List;

/**
 * What is looked at before the agent begins to work on an answer.
 *
 * @param intents whether the customer's intent is classified
 * @param clarifyBelow confidence of an intent under which one question is asked instead of guessing, 0 to 1
 * @param human whether a customer who asks for a person gets one
 * @param injection whether messages that try to instruct the agent are handed off
 * @param forbiddenTopics topics that go to a human at once, in plain words
 */
public record Triage(
        boolean intents, double clarifyBelow, boolean human, boolean injection, List<String> forbiddenTopics) {

    /** Everything looked at, nothing forbidden. */
    public static final Triage DEFAULT = new Triage(true, 0.6, true, true, List.of());

    /** Nothing looked at: every message goes to the general mode. */
    public static final Triage OFF = new Triage(false, 0, false, false, List.of());

    public Triage {
        Require.share(clarifyBelow, "clarify_below");
        forbiddenTopics = List.copyOf(forbiddenTopics);
    }
}
