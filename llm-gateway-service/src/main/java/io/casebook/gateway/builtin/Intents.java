package io.casebook.gateway.builtin;

/** What classifications have in common. */
public final class Intents {
    /** The pseudo-intent of a question that articles answer. */
    public static final String KNOWLEDGE = "knowledge";

    /** How many candidates a classification names at most. */
    public static final int MOST = 4;

    private Intents() {}
}
