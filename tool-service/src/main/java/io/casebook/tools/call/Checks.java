package io.casebook.tools.call;

import io.casebook.conversation.definition.Tool;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.event.ToolEffect;
import io.casebook.vocabulary.tool.ToolCallRequest;
import tools.jackson.databind.node.ObjectNode;

/**
 * All that a call must satisfy, in order. Pure: the same request and the same tool give the same arguments or the same refusal,
 * today and when the request is delivered again.
 */
public final class Checks {
    private Checks() {}

    /**
     * The arguments that run, bound parameters included.
     *
     * @param tool the tool as the definition has it
     * @param parameters its compiled parameters
     * @throws Denied where the call may not run
     */
    public static ObjectNode check(Tool tool, Schema parameters, ToolCallRequest request) {
        if (tool.writes() && request.effect() == ToolEffect.READ) {
            throw new Denied(
                    Denied.EFFECT_MISMATCH,
                    "%s changes something, so it cannot be called as a tool that only reads; send effect WRITE"
                            .formatted(tool.name()));
        }
        var arguments = Arguments.read(tool.name(), Personal.plain(request.arguments()));
        Arguments.refuseBound(tool.name(), arguments, tool.bind().keySet());
        var objections = parameters.objections(arguments);
        if (!objections.isEmpty()) {
            throw new Denied(
                    Denied.INVALID_ARGUMENTS,
                    "wrong arguments for %s: %s. It takes: %s"
                            .formatted(tool.name(), String.join("; ", objections), parameters.summary()));
        }
        Approvals.check(tool, request);
        return Bindings.fill(tool.bind(), arguments, request);
    }
}
