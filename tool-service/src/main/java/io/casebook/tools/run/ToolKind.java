package io.casebook.tools.run;

import io.casebook.conversation.definition.Tool;
import io.casebook.tools.call.Schema;

/** A kind of tool: one way of calling something. It has what its calls need, such as connections. Thread-safe. */
public interface ToolKind {
    /** The block of a definition that is of this kind, such as {@code http}. */
    String key();

    /**
     * Compiles a tool that has such a block.
     *
     * @throws io.casebook.tools.call.Denied with the code invalid_definition where it cannot be carried out
     */
    Carrier compile(Tool tool, Schema parameters);
}
