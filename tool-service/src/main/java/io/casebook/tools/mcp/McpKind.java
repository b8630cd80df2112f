package io.casebook.tools.mcp;

import io.casebook.conversation.definition.Tool;
import io.casebook.tools.call.Denied;
import io.casebook.tools.call.Schema;
import io.casebook.tools.network.ForbiddenAddressException;
import io.casebook.tools.network.Network;
import io.casebook.tools.run.Carrier;
import io.casebook.tools.run.ToolKind;
import io.casebook.tools.template.Filling;
import io.casebook.tools.template.Installation;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;

/** Tools of servers that speak the Model Context Protocol. */
public final class McpKind implements ToolKind {
    private final McpSessions sessions;
    private final Installation installation;
    private final Network network;

    /**
     * @param sessions where sessions come from; closed by whoever made it
     * @param network where servers may be
     */
    public McpKind(McpSessions sessions, Installation installation, Network network) {
        this.sessions = sessions;
        this.network = network;
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
            requireAllowed(server);
            Map<String, Object> meta = tool.writes() && key != null ? Map.of(key, call.id()) : Map.of();
            return new McpReady(sessions, server, mcp, call.arguments(), meta, filling.secrets());
        };
    }

    /** A program on this machine has no address. */
    private void requireAllowed(McpServer server) {
        var host = server.url() == null ? null : URI.create(server.url()).getHost();
        try {
            if (host != null) {
                var _ = network.resolve(host);
            }
        } catch (ForbiddenAddressException e) {
            throw new Denied(Denied.ADDRESS_REFUSED, String.valueOf(e.getMessage()));
        } catch (UnknownHostException e) {
            // No session will come about, and the attempt says so.
        }
    }
}
