package io.casebook.platform.definition;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An OpenAPI description that lies in the agent's folder. References lead to places within it, and nowhere else. */
final class ApiDescription {
    static final List<String> METHODS = List.of("get", "put", "post", "delete", "head", "patch");

    private static final int LONGEST_CHAIN = 20;

    private final YamlNode.Mapping root;
    private final Problems.InFile problems;
    private final Map<String, Operation> operations = new LinkedHashMap<>();

    private ApiDescription(YamlNode.Mapping root, Problems.InFile problems) {
        this.root = root;
        this.problems = problems;
    }

    /**
     * An operation where it stands.
     *
     * @param method its method, in lower case
     * @param path its path, with names in braces
     * @param node what is said of it
     * @param pathItem what is said of all operations of the path
     */
    record Operation(String method, String path, YamlNode.Mapping node, YamlNode.Mapping pathItem) {}

    /** Reads a description; null, and a problem, where the text is none. */
    static @Nullable ApiDescription read(String text, Problems.InFile problems) {
        YamlNode root = YamlReader.read(text, 0, problems);
        if (!(root instanceof YamlNode.Mapping mapping)
                || !(mapping.get("openapi") instanceof YamlNode.Scalar version)
                || !version.text().startsWith("3.")) {
            if (!problems.broken()) {
                problems.error(
                        root == null ? 1 : root.line(),
                        "not an OpenAPI description of version 3",
                        "it begins with openapi: 3.1.0; convert older ones first");
            }
            return null;
        }
        ApiDescription description = new ApiDescription(mapping, problems);
        description.find();
        return description;
    }

    Problems.InFile problems() {
        return problems;
    }

    /** All operations, by their id and as {@code GET /orders/{id}}. */
    Map<String, Operation> operations() {
        return operations;
    }

    /** The address that the description names; null where it names none that can be used as it is. */
    @Nullable
    String url() {
        if (root.get("servers") instanceof YamlNode.Sequence servers
                && !servers.items().isEmpty()
                && servers.items().getFirst() instanceof YamlNode.Mapping server
                && server.get("url") instanceof YamlNode.Scalar url
                && url.text().matches("https?://[^{}]+")) {
            return url.text();
        }
        return null;
    }

    /** The same node, or what it refers to; null, and a problem, where the reference leads nowhere. */
    @Nullable
    YamlNode follow(@Nullable YamlNode node) {
        YamlNode at = node;
        for (int step = 0; step < LONGEST_CHAIN; step++) {
            String reference = reference(at);
            if (reference == null || at == null) {
                return at;
            }
            YamlNode to = target(reference);
            if (to == null) {
                problems.error(
                        line(at),
                        "the reference " + reference + " leads nowhere",
                        reference.startsWith("#")
                                ? "look for a slip in it"
                                : "only references within the file are followed; put the parts into one file");
                return null;
            }
            at = to;
        }
        problems.error(node == null ? 1 : node.line(), "the references lead in a circle", "");
        return null;
    }

    /** What a node refers to; null where it stands for itself. */
    static @Nullable String reference(@Nullable YamlNode node) {
        return node instanceof YamlNode.Mapping mapping && mapping.get("$ref") instanceof YamlNode.Scalar reference
                ? reference.text()
                : null;
    }

    private static int line(YamlNode node) {
        YamlNode.Entry entry =
                node instanceof YamlNode.Mapping mapping ? mapping.entries().get("$ref") : null;
        return entry == null ? node.line() : entry.line();
    }

    private @Nullable YamlNode target(String reference) {
        if (!reference.startsWith("#/")) {
            return reference.equals("#") ? root : null;
        }
        YamlNode at = root;
        for (String step : reference.substring(2).split("/", -1)) {
            String name = decoded(step).replace("~1", "/").replace("~0", "~");
            at = switch (at) {
                case YamlNode.Mapping mapping -> mapping.get(name);
                case YamlNode.Sequence sequence
                when name.matches("[0-9]{1,6}")
                        && Integer.parseInt(name) < sequence.items().size() ->
                    sequence.items().get(Integer.parseInt(name));
                default -> null;
            };
            if (at == null) {
                return null;
            }
        }
        return at;
    }

    private static String decoded(String step) {
        try {
            return URLDecoder.decode(step.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return step;
        }
    }

    private void find() {
        if (!(root.get("paths") instanceof YamlNode.Mapping paths)) {
            problems.error(root.line(), "paths is missing", "a description without operations has no tools");
            return;
        }
        paths.entries().forEach((path, entry) -> {
            if (follow(entry.value()) instanceof YamlNode.Mapping pathItem) {
                for (String method : METHODS) {
                    if (pathItem.get(method) instanceof YamlNode.Mapping operation) {
                        take(new Operation(method, path, operation, pathItem));
                    }
                }
            }
        });
    }

    private void take(Operation operation) {
        operations.put(operation.method().toUpperCase(java.util.Locale.ROOT) + " " + operation.path(), operation);
        if (operation.node().get("operationId") instanceof YamlNode.Scalar id) {
            Operation earlier = operations.putIfAbsent(id.text(), operation);
            if (earlier != null) {
                problems.error(
                        operation.node().line(),
                        "another operation has the id " + id.text() + " too",
                        "it is " + earlier.method() + " " + earlier.path());
            }
        }
    }
}
