package io.casebook.platform.definition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a server of tools.yaml: what it is, and those of its tools that the agent may have. */
final class ServerReader {
    static final List<String> KINDS = List.of("openapi", "mcp", "sql");

    private final String server;
    private final int line;
    private final Fields fields;
    private final Problems.InFile problems;

    ServerReader(String server, int line, Fields fields) {
        this.server = server;
        this.line = line;
        this.fields = fields;
        this.problems = fields.problems();
    }

    /** A tool that is declared, to be read once its name is accepted. */
    record Declared(String name, int line, Supplier<ToolEntry> tool) {}

    /**
     * A server.
     *
     * @param how reads one of its tools, from whichever file it stands in; null where the server is of no use
     * @param tools the tools that are declared beside it, each once
     */
    record Server(@Nullable Function<ToolReader, ToolEntry> how, List<Declared> tools) {
        Server {
            tools = List.copyOf(tools);
        }
    }

    /** The server and the tools that are declared. */
    Server read(Map<String, String> files, Problems all) {
        Map<String, YamlNode> blocks = new LinkedHashMap<>();
        for (String kind : KINDS) {
            YamlNode block = fields.node(kind);
            if (block != null) {
                blocks.put(kind, block);
            }
        }
        Map<String, YamlNode.Entry> declared = fields.named("tools");
        fields.done();
        if (blocks.size() != 1) {
            problems.error(
                    line,
                    "the server " + server + " needs one of " + String.join(", ", KINDS),
                    "e.g. mcp: {url: \"http://...\"}");
            return new Server(null, List.of());
        }
        String kind = blocks.keySet().iterator().next();
        if (!(blocks.get(kind) instanceof YamlNode.Mapping block)) {
            problems.error(line, kind + " must be a mapping", "e.g. " + kind + ": {url: \"...\"}");
            return new Server(null, List.of());
        }
        Function<ToolReader, ToolEntry> how = how(kind, block, files, problems, all);
        return new Server(
                how,
                declared.entrySet().stream()
                        .flatMap(entry -> declared(entry.getKey(), entry.getValue(), how))
                        .toList());
    }

    private Stream<Declared> declared(
            String name, YamlNode.Entry entry, @Nullable Function<ToolReader, ToolEntry> how) {
        Fields tool = Fields.of(entry.value(), "the tool " + name, problems);
        return tool == null || how == null
                ? Stream.empty()
                : Stream.of(
                        new Declared(name, entry.line(), () -> how.apply(new ToolReader(name, entry.line(), tool))));
    }

    /**
     * How the tools of a server are read; null, and a problem, where the server is of no use.
     *
     * @param problems of the file in which the block stands; what is wrong with a tool is told of the tool's own file
     */
    static @Nullable Function<ToolReader, ToolEntry> how(
            String kind, YamlNode.Mapping block, Map<String, String> files, Problems.InFile problems, Problems all) {
        return switch (kind) {
            case "openapi" -> {
                ApiServer api = ApiServer.read(block, files, problems, all);
                yield api == null
                        ? null
                        : tool -> tool.ofServer((operation, wanted) -> api.take(operation, wanted, tool.problems()));
            }
            case "mcp" -> {
                McpServerBlock mcp = McpServerBlock.read(block, files, problems, all);
                yield tool -> tool.ofServer(
                        (operation, wanted) -> mcp.take(operation, wanted.line(), wanted.declares(), tool.problems()));
            }
            default -> {
                ServerBlocks.keys(block, SqlBlock.CONNECTION, problems);
                yield tool -> tool.ofDatabase(block);
            }
        };
    }
}
