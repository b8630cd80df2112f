package io.casebook.conversation.definition;

/** A list of steps inside a step. */
public enum Branch {
    /** The steps of an {@code if} whose condition holds. */
    THEN("then"),
    /** The steps of an {@code if} whose condition does not hold. */
    ELSE("else"),
    /** The steps of a {@code call} that failed. */
    ON_ERROR("on_error");

    private final String key;

    Branch(String key) {
        this.key = key;
    }

    /** The branch as procedures and step paths spell it. */
    public String key() {
        return key;
    }

    static Branch of(String key) {
        for (Branch branch : values()) {
            if (branch.key.equals(key)) {
                return branch;
            }
        }
        throw new IllegalArgumentException("no branch is called " + key);
    }
}
