package io.casebook.platform.definition;

import java.util.List;

/** What came of compiling an agent's files. */
public sealed interface Compilation {

    /** Everything there is to say about the files, by file and line. */
    List<Problem> problems();

    /**
     * The definition can be used.
     *
     * @param result the definition
     * @param problems warnings, none of which keeps it from being used
     */
    record Compiled(CompiledDefinition result, List<Problem> problems) implements Compilation {
        public Compiled {
            problems = List.copyOf(problems);
        }
    }

    /**
     * The definition cannot be used.
     *
     * @param problems at least one error, and the warnings
     */
    record Refused(List<Problem> problems) implements Compilation {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
