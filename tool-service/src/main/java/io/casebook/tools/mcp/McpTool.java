package io.casebook.tools.mcp;

import io.casebook.conversation.definition.Tool;
import io.casebook.tools.call.Denied;
import io.casebook.tools.json.Json;
import io.casebook.tools.template.Filling;
import io.casebook.tools.template.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The {@code mcp} block of a tool, compiled.
 *
 * @param url address of the server; null for one that is started here
 * @param headers headers of each request to it
 * @param command the program that is started, and its arguments
 * @param environment variables of the program
 * @param operation the server's name of the tool
 * @param pinned what the tool took when the definition was made; null where the definition does not say
 * @param errorsMeanNotDone whether a call that the server calls an error has changed nothing
 */
record McpTool(
        @Nullable Text url,
        Map<String, Text> headers,
        List<Text> command,
        Map<String, Text> environment,
        String operation,
        @Nullable JsonNode pinned,
        boolean errorsMeanNotDone) {
    private static final Set<String> KEYS =
            Set.of("url", "headers", "command", "args", "env", "schemas", "server", "operation", "pinned", "errors");

    static McpTool of(Tool tool) {
        var name = tool.name();
        if (!(tool.execution().get("mcp") instanceof Map<?, ?> block)) {
            throw Denied.invalidDefinition(name, "mcp must be a mapping with url or command");
        }
        for (var key : block.keySet()) {
            if (!KEYS.contains(String.valueOf(key))) {
                throw Denied.invalidDefinition(
                        name, "mcp.%s is not known; use url, headers, command, args, env and errors".formatted(key));
            }
        }
        var url = block.get("url");
        var command = block.get("command");
        if ((url == null) == (command == null)) {
            throw Denied.invalidDefinition(name, "mcp needs one of url and command");
        }
        return new McpTool(
                url == null ? null : setting(name, url),
                settings(name, "headers", block.get("headers")),
                command(name, command, block.get("args")),
                settings(name, "env", block.get("env")),
                block.get("operation") instanceof String operation ? operation : name,
                block.get("pinned") instanceof String pinned ? Json.parse(pinned) : null,
                "not_done".equals(block.get("errors")));
    }

    /** The server, as of this call. */
    McpServer server(Filling filling) {
        return new McpServer(
                url == null ? null : url.fill(filling),
                filled(headers, filling),
                command.stream().map(part -> part.fill(filling)).toList(),
                filled(environment, filling));
    }

    private static Map<String, String> filled(Map<String, Text> texts, Filling filling) {
        var filled = new LinkedHashMap<String, String>();
        texts.forEach((name, text) -> filled.put(name, text.fill(filling)));
        return filled;
    }

    private static List<Text> command(String tool, @Nullable Object command, @Nullable Object arguments) {
        var parts = new ArrayList<Text>();
        if (command != null) {
            parts.add(setting(tool, command));
        }
        if (arguments instanceof List<?> several && command != null) {
            several.forEach(argument -> parts.add(setting(tool, String.valueOf(argument))));
        } else if (arguments != null) {
            throw Denied.invalidDefinition(tool, "mcp.args must be a list, and goes with command");
        }
        return List.copyOf(parts);
    }

    private static Map<String, Text> settings(String tool, String key, @Nullable Object source) {
        var settings = new LinkedHashMap<String, Text>();
        if (source instanceof Map<?, ?> map) {
            map.forEach((name, value) -> settings.put(String.valueOf(name), setting(tool, String.valueOf(value))));
        } else if (source != null) {
            throw Denied.invalidDefinition(tool, "mcp.%s must be a mapping of names to values".formatted(key));
        }
        return settings;
    }

    private static Text setting(String tool, @Nullable Object source) {
        var text = Text.of(String.valueOf(source));
        if (!text.arguments().isEmpty()) {
            throw Denied.invalidDefinition(tool, "an argument would choose the server; it goes to the tool by itself");
        }
        return text;
    }
}
