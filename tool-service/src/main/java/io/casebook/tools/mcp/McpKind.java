package io.casebook.tools.mcp;

import io.casebook.conversation.definition.Tool;
import io.casebook.tools.call.Schema;
import io.casebook.tools.run.Carrier;
import io.casebook.tools.run.ToolKind;
import io.casebook.tools.template.Filling;
import io.casebook.tools.template.Installation;
import java.util.Map;

/** Tools of servers that speak the Model Context Protocol. */
public final class McpKind implements ToolKind {
    private final McpSessions sessions;
    private final Installation installation;

    /** @param sessions where sessions come from; closed by whoever made it */
    public McpKind(McpSessions sessions, Installation installation) {
        this.sessions = sessions;
        this.installation = installation;
    }

    @Override
    public String key() {
        return "mcp";
    }

    @Override
    public Carrier compile(Tool tool, Schema parameters) {
        var mcp = McpTool.of(tool);
        var key = tool.idempotencyHeader();
        return call -> {
            var filling = new Filling(call.arguments(), installation);
            var server = mcp.server(filling);
            Map<String, Object> meta = tool.writes() && key != null ? Map.of(key, call.id()) : Map.of();
            return new McpReady(sessions, server, mcp, call.arguments(), meta, filling.secrets());
        };
    }
}
