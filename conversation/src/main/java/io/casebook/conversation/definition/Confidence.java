package io.casebook.conversation.definition;

/**
 * How sure an answer must be.
 *
 * @param handOffBelow confidence of a draft under which a human takes over, 0 to 1; 0 switches the rule off
 */
public record Confidence(double handOffBelow) {

    /** The house rule. */
    public static final Confidence DEFAULT = new Confidence(0.7);

    /** Whatever the model is sure of goes out. */
    public static final Confidence OFF = new Confidence(0);

    public Confidence {
        Require.share(handOffBelow, "hand_off_below");
    }
}
