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
    private final Programs programs;

    /**
     * @param sessions where sessions come from; closed by whoever made it
     * @param network where servers may be
     * @param programs which programs may be started for servers
     */
    public McpKind(McpSessions sessions, Installation installation, Network network, Programs programs) {
        this.sessions = sessions;
        this.network = network;
        this.programs = programs;
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
        // A question that went wrong has changed nothing in any case.
        var errorsAreCertain = !tool.writes() || mcp.errorsMeanNotDone();
        return call -> {
            var filling = new Filling(call.arguments(), installation);
            var server = mcp.server(filling);
            requireAllowed(server);
            Map<String, Object> meta = tool.writes() && key != null ? Map.of(key, call.id()) : Map.of();
            return new McpReady(sessions, server, mcp, call.arguments(), meta, filling.secrets(), errorsAreCertain);
        };
    }

    private void requireAllowed(McpServer server) {
        if (!server.command().isEmpty() && !programs.allows(server.command().getFirst())) {
            throw new Denied(
                    Denied.ADDRESS_REFUSED,
                    "the program %s may not be started here; the installation has to list it in casebook.tools.programs"
                            .formatted(server.command().getFirst()));
        }
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
