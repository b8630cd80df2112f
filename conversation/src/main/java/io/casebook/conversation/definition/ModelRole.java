package io.casebook.conversation.definition;

import java.util.Locale;

/** What models are used for; each role names its own models, in failover order. */
public enum ModelRole {
    /** Decides the next step and writes replies. */
    REASON,
    /** Short, cheap work: repairing an answer, naming a language. */
    SMALL,
    /** Tells what the customer wants. */
    CLASSIFY,
    /** Judges drafts. */
    JUDGE,
    /** Condenses older turns. */
    SUMMARISE;

    /** The role as agent.yaml and the vocabulary spell it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
