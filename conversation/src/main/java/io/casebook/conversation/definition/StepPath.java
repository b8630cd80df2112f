package io.casebook.conversation.definition;

import org.jspecify.annotations.Nullable;

/**
 * Where a step stands in its procedure, from the outside in: {@code 2} is the third step, {@code 3.then.0} the first
 * one in the {@code then} branch of the fourth. Stable for one version of a definition; a state keeps its text.
 *
 * @param fork the branch that the step stands in; null at the top
 * @param index place among its siblings, from 0
 */
public record StepPath(@Nullable Fork fork, int index) {

    /**
     * A branch of a step.
     *
     * @param step the step that forks
     * @param branch which of its branches
     */
    public record Fork(StepPath step, Branch branch) {}

    public StepPath {
        Require.atLeast(0, index, "index");
    }

    /** The path of a step at the top. */
    public static StepPath top(int index) {
        return new StepPath(null, index);
    }

    /**
     * Reads the text of a path.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static StepPath of(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length % 2 == 0) {
            throw new IllegalArgumentException("not a step path: " + text);
        }
        StepPath path = top(index(parts[0], text));
        for (int i = 1; i < parts.length; i += 2) {
            path = path.child(Branch.of(parts[i]), index(parts[i + 1], text));
        }
        return path;
    }

    private static int index(String part, String text) {
        try {
            return Integer.parseInt(part);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a step path: " + text, e);
        }
    }

    /** A step in one of this step's branches. */
    public StepPath child(Branch branch, int childIndex) {
        return new StepPath(new Fork(this, branch), childIndex);
    }

    /** The step that follows among the siblings, whether or not there is one. */
    public StepPath next() {
        return new StepPath(fork, index + 1);
    }

    /** The path as text, as {@link #of} reads it. */
    public String text() {
        return fork == null
                ? String.valueOf(index)
                : fork.step().text() + "." + fork.branch().key() + "." + index;
    }

    @Override
    public String toString() {
        return text();
    }
}
