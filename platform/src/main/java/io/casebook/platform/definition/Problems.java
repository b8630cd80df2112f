package io.casebook.platform.definition;

import io.casebook.platform.definition.expression.Fault;
import java.util.List;
import java.util.TreeSet;

/** Gathers what there is to say about a definition; the same thing is said once. */
final class Problems {

    private final TreeSet<Problem> all = new TreeSet<>();

    /** The problems of one file. */
    InFile in(String file) {
        return new InFile(file, this);
    }

    void add(Problem problem) {
        all.add(problem);
    }

    boolean hasErrors() {
        return all.stream().anyMatch(Problem::isError);
    }

    /** All of them by file and line. */
    List<Problem> all() {
        return List.copyOf(all);
    }

    /** Gathers for one file. */
    record InFile(String file, Problems problems) {

        /** True while there is nothing to say about the file. */
        boolean clean() {
            return problems.all.stream().noneMatch(problem -> problem.file().equals(file));
        }

        /** True when something keeps the file from being used. */
        boolean broken() {
            return problems.all.stream()
                    .anyMatch(problem -> problem.isError() && problem.file().equals(file));
        }

        void error(int line, String message, String hint) {
            problems.add(Problem.error(file, line, message, hint));
        }

        void error(int line, String message) {
            error(line, message, "");
        }

        void warning(int line, String message, String hint) {
            problems.add(new Problem(file, line, Problem.Severity.WARNING, message, hint));
        }

        /** Faults of an expression that begins on a line. */
        void faults(int line, List<Fault> faults) {
            faults.forEach(fault -> error(line + fault.line(), fault.message(), fault.hint()));
        }
    }
}
