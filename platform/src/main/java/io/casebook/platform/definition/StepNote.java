package io.casebook.platform.definition;

import io.casebook.platform.definition.expression.Reference;
import java.util.List;

/**
 * What a step of a procedure says beside what it does.
 *
 * @param line where it stands
 * @param references the names that it uses
 */
record StepNote(int line, List<Reference> references) {
    StepNote {
        references = List.copyOf(references);
    }
}
