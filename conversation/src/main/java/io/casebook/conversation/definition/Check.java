package io.casebook.conversation.definition;

import java.util.Locale;

/** An examination that every draft must pass before the customer sees it. */
public enum Check {
    /** What it states stands in the passages or tool results it was given. */
    GROUNDED,
    /** An action that it says was done has a successful tool call behind it. */
    BACKED_CLAIMS,
    /** It is in the customer's language. */
    LANGUAGE,
    /** It quotes nothing internal. */
    NO_INTERNAL;

    /** The check as agent.yaml and the vocabulary spell it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
