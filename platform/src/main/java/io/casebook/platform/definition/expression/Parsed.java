package io.casebook.platform.definition.expression;

import java.util.List;

/**
 * What came of compiling an expression.
 *
 * @param <T> the compiled form
 */
public sealed interface Parsed<T> {

    /**
     * It can be used.
     *
     * @param value the compiled form
     * @param references the names that it uses
     */
    record Good<T>(T value, List<Reference> references) implements Parsed<T> {
        public Good {
            references = List.copyOf(references);
        }
    }

    /**
     * It cannot be used.
     *
     * @param faults why, at least one
     */
    record Bad<T>(List<Fault> faults) implements Parsed<T> {
        public Bad {
            faults = List.copyOf(faults);
        }
    }
}
