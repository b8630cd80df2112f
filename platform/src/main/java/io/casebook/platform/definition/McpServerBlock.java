package io.casebook.platform.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casebook.platform.definition.expression.Spelling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The {@code mcp} block of a server: where it is, and a file with what its tools took when the definition was made. That file is
 * what models see and arguments are held against; the server's own word at the time of a call is only compared with it.
 */
final class McpServerBlock {
    private static final List<String> KEYS = List.of("url", "headers", "command", "args", "env", "schemas", "errors");
    private static final Set<String> ERRORS = Set.of("in_doubt", "not_done");

    private final Map<String, @Nullable Object> connection;
    private final Map<String, JsonNode> tools;
    private final boolean listed;
    private final @Nullable String file;

    private McpServerBlock(
            Map<String, @Nullable Object> connection, Map<String, JsonNode> tools, @Nullable String file) {
        this.connection = connection;
        this.tools = tools;
        this.listed = file != null;
        this.file = file;
    }

    /** Reads the block. */
    static McpServerBlock read(
            YamlNode.Mapping block, Map<String, String> files, Problems.InFile problems, Problems all) {
        ServerBlocks.keys(block, KEYS, problems);
        if ((block.get("url") == null) == (block.get("command") == null)) {
            problems.error(
                    block.line(),
                    "mcp needs one of url and command",
                    "url: \"http://...\" for a server over HTTP, command: and args: for a program of this machine");
        }
        YamlNode errors = block.get("errors");
        if (errors != null && !ERRORS.contains(String.valueOf(YamlValues.plain(errors)))) {
            problems.error(
                    errors.line(),
                    "errors must be in_doubt or not_done",
                    "not_done says that a call which the server calls an error has changed nothing");
        }
        new Braces(Set.of(), false, problems).check(block);
        Map<String, @Nullable Object> connection = YamlValues.members(block);
        String file = block.get("schemas") == null ? null : ServerBlocks.file(block, "schemas", files, problems);
        connection.remove("schemas");
        return new McpServerBlock(
                connection, file == null ? Map.of() : tools(String.valueOf(files.get(file)), all.in(file)), file);
    }

    /** What is known of a tool of the server; null, and a problem, where it cannot be called. */
    @Nullable
    Taken take(String operation, int line, boolean declares, Problems.InFile problems) {
        Map<String, @Nullable Object> how = new LinkedHashMap<>(connection);
        how.put("operation", operation);
        JsonNode tool = tools.get(operation);
        if (tool == null) {
            if (listed) {
                problems.error(line, file + " has no tool " + operation, Spelling.hint(operation, tools.keySet()));
                return null;
            }
            if (!declares) {
                problems.error(
                        line,
                        "nothing says what the tool " + operation + " takes",
                        "write the server's schemas into the folder with `casebook tools import-mcp`, or declare parameters");
            }
            return new Taken("", null, null, Map.of("mcp", how));
        }
        ObjectNode takes = tool.path("inputSchema") instanceof ObjectNode schema ? schema : ApiSchema.anything();
        how.put("pinned", takes.toString());
        ObjectNode returns = tool.path("outputSchema") instanceof ObjectNode schema ? plain(schema) : null;
        return new Taken(tool.path("description").asText(""), plain(takes), returns, Map.of("mcp", how));
    }

    /** Which dialect it is written in says nothing that we would read it by. */
    private static ObjectNode plain(ObjectNode schema) {
        ObjectNode copy = schema.deepCopy();
        copy.remove("$schema");
        if (!copy.has("type")) {
            copy.put("type", "object");
        }
        return copy;
    }

    private static Map<String, JsonNode> tools(String text, Problems.InFile problems) {
        Map<String, JsonNode> tools = new LinkedHashMap<>();
        YamlNode root = YamlReader.read(text, 0, problems);
        JsonNode list =
                root instanceof YamlNode.Mapping mapping && mapping.get("tools") instanceof YamlNode.Sequence several
                        ? YamlValues.json(several)
                        : null;
        if (list == null) {
            problems.error(
                    1,
                    "the file has no list of tools",
                    "write it with `casebook tools import-mcp`: {\"tools\": [...]}");
            return tools;
        }
        for (JsonNode tool : list) {
            if (tool.path("name").isTextual()) {
                tools.put(tool.path("name").asText(), tool);
            }
        }
        return tools;
    }
}
