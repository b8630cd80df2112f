package io.casebook.tools.run;

import io.casebook.conversation.definition.Tool;
import io.casebook.tools.answer.Projection;
import io.casebook.tools.answer.Redaction;
import io.casebook.tools.call.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A tool of a definition with all that a call needs of it, compiled once.
 *
 * @param tool the tool
 * @param parameters what a caller may send
 * @param returns what the tool promises to return; null where it promises nothing
 * @param projection what of its answers is told
 * @param redaction what is taken out of its answers
 * @param carrier how it is called
 */
public record CompiledTool(
        Tool tool,
        Schema parameters,
        @Nullable Schema returns,
        Projection projection,
        Redaction redaction,
        Carrier carrier) {

    /**
     * Compiles a tool.
     *
     * @throws io.casebook.tools.call.Denied with the code invalid_definition where it cannot be carried out
     */
    public static CompiledTool of(Tool tool, Kinds kinds) {
        var parameters = Schema.ofParameters(tool.name(), tool.parametersJson());
        var returns = tool.returnsJson();
        return new CompiledTool(
                tool,
                parameters,
                returns == null ? null : Schema.ofResult(tool.name(), returns),
                Projection.of(tool.output()),
                Redaction.of(tool.redact(), tool.redactKinds()),
                kinds.compile(tool, parameters));
    }

    /** The name. */
    public String name() {
        return tool.name();
    }
}
