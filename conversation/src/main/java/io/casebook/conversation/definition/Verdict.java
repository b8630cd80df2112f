package io.casebook.conversation.definition;

/** What a condition says of the facts. What follows from {@link Undecided} is the caller's rule, and it is never "go on". */
public sealed interface Verdict {

    /** The condition is true. */
    record Holds() implements Verdict {}

    /** The condition is false. */
    record Fails() implements Verdict {}

    /**
     * The condition could not be evaluated, for example because a name in it has no value.
     *
     * @param why what went wrong, without personal text
     */
    record Undecided(String why) implements Verdict {}

    /** The verdict for a plain truth value. */
    static Verdict of(boolean truth) {
        return truth ? new Holds() : new Fails();
    }

    /** True only where the condition certainly holds: the question of {@code requires}. */
    default boolean holds() {
        return this instanceof Holds;
    }

    /** True only where the condition certainly does not hold: the question of {@code approve}. */
    default boolean fails() {
        return this instanceof Fails;
    }
}
