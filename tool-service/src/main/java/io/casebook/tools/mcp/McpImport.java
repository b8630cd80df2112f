package io.casebook.tools.mcp;

import io.casebook.tools.json.Json;
import io.casebook.tools.network.Network;
import io.casebook.tools.template.Filling;
import io.casebook.tools.template.Installation;
import io.casebook.tools.template.Text;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks a server what its tools take, for the agent's folder. */
public final class McpImport {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final int LARGEST = 1 << 20;

    private McpImport() {}

    /**
     * The server's answer to {@code tools/list}, all pages of it as one, as JSON text.
     *
     * @param url address of the server; null for a program
     * @param headers headers of each request, which may refer to secrets
     * @param command the program and its arguments; empty for a server with an address
     * @param installation what the texts refer to
     * @throws IOException where the server cannot be asked; the message says why
     */
    public static String listed(
            @Nullable String url, Map<String, String> headers, List<String> command, Installation installation)
            throws IOException {
        var filling = new Filling(Json.object(), installation);
        var filled = new LinkedHashMap<String, String>();
        headers.forEach((name, value) -> filled.put(name, Text.of(value).fill(filling)));
        var server = new McpServer(url == null ? null : Text.of(url).fill(filling), filled, command, Map.of());
        try (var sessions = new McpSessions(CONNECT_WITHIN, LARGEST, Network.ofAllAddresses())) {
            return McpJsonDefaults.getMapper()
                    .writeValueAsString(McpSchema.ListToolsResult.builder(sessions.tools(server))
                            .build());
        } catch (RuntimeException e) {
            throw new IOException(
                    "the server does not answer (%s); is it running, and is that its MCP address?"
                            .formatted(e.getClass().getSimpleName()),
                    e);
        }
    }
}
