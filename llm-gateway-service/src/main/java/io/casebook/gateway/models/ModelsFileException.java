package io.casebook.gateway.models;

import io.casebook.platform.definition.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** The models file cannot be used. Its message has one line for each mistake, {@code file:line: …}. */
public final class ModelsFileException extends Exception {
    private final transient List<Problem> problems;

    ModelsFileException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** Every mistake, by line. */
    public List<Problem> problems() {
        return problems;
    }
}
