package io.casebook.tools;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.tools.call.Denied;
import io.casebook.tools.run.CompiledTool;
import io.casebook.tools.run.Kinds;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The tools that were called lately, compiled. A version never changes, so nothing here grows old. Thread-safe. */
final class CompiledTools {
    /** More tools than any installation calls at the same time; beyond it, all are compiled anew. */
    private static final int MOST = 2_000;

    private final Kinds kinds;
    private final Map<Name, CompiledTool> compiled = new ConcurrentHashMap<>();

    CompiledTools(Kinds kinds) {
        this.kinds = kinds;
    }

    private record Name(String agent, String version, String tool) {}

    /**
     * A tool of a definition.
     *
     * @throws Denied where there is none of that name, or it cannot be carried out
     */
    CompiledTool find(AgentDefinition definition, String tool) {
        var name = new Name(definition.agentId(), definition.version(), tool);
        var known = compiled.get(name);
        if (known != null) {
            return known;
        }
        var declared = definition.tool(tool);
        if (declared == null) {
            throw new Denied(
                    Denied.UNKNOWN_TOOL,
                    "%s %s has no tool of that name; it has: %s"
                            .formatted(
                                    definition.agentId(),
                                    definition.version(),
                                    String.join(", ", definition.tools().keySet())));
        }
        var fresh = CompiledTool.of(declared, kinds);
        if (compiled.size() >= MOST) {
            compiled.clear();
        }
        compiled.put(name, fresh);
        return fresh;
    }
}
