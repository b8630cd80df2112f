package io.casebook.platform.definition;

import java.io.IOException;

/** A file of an agent's folder cannot be taken as it is. */
public final class UnreadableDefinitionException extends IOException {

    private final transient Problem problem;

    UnreadableDefinitionException(Problem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    /** Which file and why. */
    public Problem problem() {
        return problem;
    }
}
