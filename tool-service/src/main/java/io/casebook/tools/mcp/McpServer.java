package io.casebook.tools.mcp;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a server is, with all that is secret filled in.
 *
 * @param url its address; null for one that is started here
 * @param headers headers of each request to it
 * @param command the program that is started, and its arguments; empty for one with an address
 * @param environment variables of the program
 */
public record McpServer(
        @Nullable String url, Map<String, String> headers, List<String> command, Map<String, String> environment) {
    public McpServer {
        headers = Map.copyOf(headers);
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** Says nothing: an address, a header or a variable may be secret. */
    @Override
    public String toString() {
        return url == null ? "McpServer[stdio]" : "McpServer[http]";
    }
}
