package io.casebook.tools.call;

import io.casebook.conversation.definition.Tool;
import io.casebook.schemas.ContentHash;
import io.casebook.schemas.Personal;
import io.casebook.tools.json.Json;
import io.casebook.tools.vault.Vault;
import io.casebook.vocabulary.event.ToolEffect;
import io.casebook.vocabulary.tool.ToolCallRequest;
import tools.jackson.databind.node.ObjectNode;

/**
 * All that a call must satisfy, in order. Pure: the same request and the same tool give the same arguments or the same refusal,
 * today and when the request is delivered again.
 */
public final class Checks {

    /**
     * A call that may run.
     *
     * @param arguments the arguments that run
     * @param hash fingerprint of tool and arguments, made without the values behind tokens: those could be guessed from it
     */
    public record Checked(ObjectNode arguments, String hash) {}

    private Checks() {}

    /**
     * The arguments that run, bound parameters included.
     *
     * @param tool the tool as the definition has it
     * @param parameters its compiled parameters
     * @param origin who asks for it
     * @param vault opens what stands behind tokens in the arguments
     * @throws Denied where the call may not run
     */
    public static Checked check(Tool tool, Schema parameters, ToolCallRequest request, Origin origin, Vault vault) {
        if (tool.writes() && request.effect() == ToolEffect.READ) {
            throw new Denied(
                    Denied.EFFECT_MISMATCH,
                    "%s changes something, so it cannot be called as a tool that only reads; send effect WRITE"
                            .formatted(tool.name()));
        }
        var arguments = Arguments.read(tool.name(), Personal.plain(request.arguments()));
        Arguments.refusePaths(tool.name(), arguments, parameters.names());
        Arguments.refuseBound(tool.name(), arguments, tool.bind().keySet());
        var exchanged = new Exchanged(tool, request, vault);
        var filled = exchanged.fill(arguments);
        var objections = parameters.objections(filled);
        if (!objections.isEmpty()) {
            throw new Denied(
                    Denied.INVALID_ARGUMENTS,
                    "wrong arguments for %s: %s. It takes: %s"
                            .formatted(tool.name(), String.join("; ", objections), parameters.summary()));
        }
        Approvals.check(tool, request, origin);
        var shown = Json.text(Bindings.fill(tool.bind(), arguments, request));
        var values = exchanged.fingerprint();
        var hash = values.isEmpty() ? ContentHash.of(tool.name(), shown) : ContentHash.of(tool.name(), shown, values);
        return new Checked(Bindings.fill(tool.bind(), filled, request), hash);
    }
}
