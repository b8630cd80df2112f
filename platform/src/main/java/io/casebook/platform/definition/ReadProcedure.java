package io.casebook.platform.definition;

import io.casebook.conversation.definition.Procedure;
import io.casebook.conversation.definition.StepPath;
import java.util.List;
import java.util.Map;

/**
 * A procedure as it was read, with the places of its parts.
 *
 * @param file where it stands
 * @param line line of its id
 * @param procedure the procedure
 * @param examples its examples and their lines
 * @param notes what its steps say, by path
 */
record ReadProcedure(
        String file, int line, Procedure procedure, List<Fields.Word> examples, Map<StepPath, StepNote> notes) {

    int line(StepPath path) {
        StepNote note = notes.get(path);
        return note == null ? line : note.line();
    }
}
