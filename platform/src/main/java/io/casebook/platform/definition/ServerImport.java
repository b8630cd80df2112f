package io.casebook.platform.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the part of tools.yaml for a server that describes itself: every operation that can be a tool, with an effect and a
 * binding that a person should look at. What is written compiles; what cannot be a tool is left out, with the reason.
 */
public final class ServerImport {
    private static final String AGENT_YAML = "id: imported\nlanguages: [en]\n";
    private static final int MOST_ROUNDS = 20;

    private final String server;
    private final String file;
    private final String description;
    private final String block;
    private final Map<String, Candidate> candidates = new LinkedHashMap<>();
    private final List<String> leftOut = new ArrayList<>();

    private ServerImport(String server, String file, String description, String block) {
        this.server = server;
        this.file = file;
        this.description = description;
        this.block = block;
    }

    /**
     * What was written.
     *
     * @param toolsYaml the text of a tools.yaml with the server
     * @param tools names of the tools in it
     * @param leftOut what cannot be a tool, each with the reason
     */
    public record Written(String toolsYaml, List<String> tools, List<String> leftOut) {
        public Written {
            tools = List.copyOf(tools);
            leftOut = List.copyOf(leftOut);
        }
    }

    /** A tool that may be written: its line, and how problems of its description name it. */
    private record Candidate(String line, String label) {}

    /**
     * Writes the operations of an OpenAPI description.
     *
     * @param server what the server is to be called
     * @param file where the description will lie in the agent's folder
     * @param url where the service is; null for what the description says
     * @throws IllegalArgumentException where the description is of no use; the message says why, with file and line
     */
    public static Written openapi(String server, String file, String description, @Nullable String url) {
        Problems problems = new Problems();
        ApiDescription api = ApiDescription.read(description, problems.in(file));
        if (api == null) {
            throw unusable(problems);
        }
        StringBuilder block = new StringBuilder("openapi: {file: ").append(quoted(file));
        if (url != null) {
            block.append(", url: ").append(quoted(url));
        }
        ServerImport made =
                new ServerImport(server, file, description, block.append('}').toString());
        api.operations().forEach((id, operation) -> {
            if (id.equals(bestName(operation))) {
                made.operation(api, id, operation);
            }
        });
        return made.written();
    }

    /**
     * Writes the tools of an MCP server.
     *
     * @param server what the server is to be called
     * @param file where its answer to {@code tools/list} will lie in the agent's folder
     * @param listed that answer
     * @param connection how it is reached, with secrets unresolved
     * @throws IllegalArgumentException where the answer is of no use; the message says why
     */
    public static Written mcp(String server, String file, String listed, Map<String, ?> connection) {
        Map<String, Object> block = new LinkedHashMap<>(connection);
        block.put("schemas", file);
        ServerImport made = new ServerImport(server, file, listed, "mcp: " + YamlValues.MAPPER.valueToTree(block));
        Problems problems = new Problems();
        if (!(YamlReader.read(listed, 0, problems.in(file)) instanceof YamlNode.Mapping root)
                || !(root.get("tools") instanceof YamlNode.Sequence tools)) {
            throw new IllegalArgumentException("the server's answer has no list of tools");
        }
        for (JsonNode tool : YamlValues.json(tools)) {
            boolean reads = tool.path("annotations").path("readOnlyHint").asBoolean(false);
            made.add(
                    tool.path("name").asText(),
                    tool.path("name").asText(),
                    reads,
                    tool.path("inputSchema").path("properties"),
                    tool.path("description").asText("").isBlank()
                            ? tool.path("name").asText()
                            : null,
                    tool.path("name").asText());
        }
        return made.written();
    }

    /** An operation stands under its id and under its method and path; the id goes first. */
    private static String bestName(ApiDescription.Operation operation) {
        return operation.node().get("operationId") instanceof YamlNode.Scalar id
                ? id.text()
                : operation.method().toUpperCase(Locale.ROOT) + " " + operation.path();
    }

    private void operation(ApiDescription api, String id, ApiDescription.Operation operation) {
        boolean reads = operation.method().equals("get") || operation.method().equals("head");
        ToolReader.Wanted wanted = new ToolReader.Wanted(1, !reads, false, Set.of(), Set.of());
        Taken taken = new ApiTool(api, operation, wanted).lower("", new LinkedHashMap<>());
        ObjectNode parameters = taken.parameters();
        String label = operation.method().toUpperCase(Locale.ROOT) + " " + operation.path();
        add(
                id,
                id,
                reads,
                parameters == null ? ApiSchema.anything() : parameters.path("properties"),
                taken.description().isBlank() ? label : null,
                "the operation " + label + " ");
    }

    private void add(
            String name, String operation, boolean reads, JsonNode properties, @Nullable String missing, String label) {
        String tool = name.replaceAll("[^A-Za-z0-9_-]+", "_").replaceFirst("^([^A-Za-z_])", "_$1");
        String shortened = tool.length() > 64 ? tool.substring(0, 64) : tool;
        List<String> keys = new ArrayList<>();
        if (!shortened.equals(operation)) {
            keys.add("operation: " + quoted(operation));
        }
        keys.add("effect: " + (reads ? "read" : "write"));
        List<String> bound = new ArrayList<>();
        properties.fieldNames().forEachRemaining(parameter -> {
            if (ToolBinding.isIdentity(parameter)) {
                bound.add(parameter + ": $customer.id");
            }
        });
        if (!bound.isEmpty()) {
            keys.add("bind: {" + String.join(", ", bound) + "}");
        } else if (!reads) {
            keys.add("bind: off");
        }
        if (missing != null) {
            keys.add("description: " + quoted(missing));
        }
        candidates.putIfAbsent(shortened, new Candidate("{" + String.join(", ", keys) + "}", label));
    }

    /** Leaves out what does not compile, until the rest does. */
    private Written written() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (candidates.isEmpty()) {
                throw new IllegalArgumentException("nothing in it can be a tool: " + String.join("; ", leftOut));
            }
            Compilation compilation = DefinitionCompiler.compile(new DefinitionFiles(
                    Map.of(DefinitionFiles.AGENT, AGENT_YAML, DefinitionFiles.TOOLS, text(), file, description)));
            if (compilation instanceof Compilation.Compiled) {
                return new Written(text(), List.copyOf(candidates.keySet()), leftOut);
            }
            List<Problem> errors =
                    compilation.problems().stream().filter(Problem::isError).toList();
            if (!leaveOut(errors)) {
                throw new IllegalArgumentException(errors.getFirst().toString());
            }
        }
        throw new IllegalArgumentException("too much of it cannot be a tool: " + String.join("; ", leftOut));
    }

    private boolean leaveOut(List<Problem> errors) {
        List<String> names = List.copyOf(candidates.keySet());
        int before = candidates.size();
        for (Problem error : errors) {
            int place = error.line() - firstLine();
            String concerned = error.file().equals(DefinitionFiles.TOOLS) && place >= 0 && place < names.size()
                    ? names.get(place)
                    : named(error.message());
            if (concerned != null && candidates.remove(concerned) != null) {
                leftOut.add(concerned + ": " + error.message());
            }
        }
        return candidates.size() < before;
    }

    private @Nullable String named(String message) {
        return candidates.entrySet().stream()
                .filter(entry -> message.startsWith(entry.getValue().label()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private int firstLine() {
        return (int) head().lines().count() + 1;
    }

    private String head() {
        return """
                # Look at each tool: whether its effect is right, whom it is bound to, and whether a person should approve it.
                servers:
                  %s:
                    %s
                    tools:
                """.formatted(server, block);
    }

    private String text() {
        StringBuilder text = new StringBuilder(head());
        candidates.forEach((name, candidate) -> text.append("      ")
                .append(name)
                .append(": ")
                .append(candidate.line())
                .append('\n'));
        return text.toString();
    }

    private static String quoted(String text) {
        return YamlValues.MAPPER.getNodeFactory().textNode(text).toString();
    }

    private static IllegalArgumentException unusable(Problems problems) {
        return new IllegalArgumentException(problems.all().stream()
                .filter(Problem::isError)
                .map(Problem::toString)
                .findFirst()
                .orElse("it is of no use as a description"));
    }
}
