package io.casebook.shop;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The sample agent's folder as plain data, read without the platform: the shop stands below it. */
final class AgentFolder {
    private static final Path ROOT = Path.of("agent");
    private static final YAMLMapper YAML = new YAMLMapper();

    private AgentFolder() {}

    /** A Markdown file: its front matter and what follows. */
    record Document(Path path, JsonNode front, String body) {}

    static JsonNode yaml(String name) {
        return parse(ROOT.resolve(name), text(ROOT.resolve(name)));
    }

    static List<JsonNode> scenarios() {
        return files("scenarios", ".yaml").stream()
                .map(path -> parse(path, text(path)))
                .toList();
    }

    static List<Document> documents(String folder) {
        return files(folder, ".md").stream().map(AgentFolder::document).toList();
    }

    /** Every step of a procedure, with those inside branches. */
    static List<JsonNode> steps(Document procedure) {
        List<JsonNode> all = new ArrayList<>();
        collect(procedure.front().path("steps"), all);
        return all;
    }

    private static void collect(JsonNode steps, List<JsonNode> all) {
        for (JsonNode step : steps) {
            all.add(step);
            collect(step.path("if").path("then"), all);
            collect(step.path("if").path("else"), all);
            collect(step.path("call").path("on_error"), all);
        }
    }

    /** The result names of a procedure and the tools they come from. */
    static Map<String, String> results(Document procedure) {
        Map<String, String> tools = new TreeMap<>();
        for (JsonNode step : steps(procedure)) {
            JsonNode call = step.path("call");
            if (call.isObject()) {
                tools.put(call.path("as").asText(), call.path("tool").asText());
            }
        }
        return tools;
    }

    private static Document document(Path path) {
        String text = text(path);
        int end = text.indexOf("\n---", 4);
        if (!text.startsWith("---\n") || end < 0) {
            throw new IllegalStateException(path + " has no front matter");
        }
        return new Document(
                path,
                parse(path, text.substring(4, end)),
                text.substring(end + 4).strip());
    }

    private static JsonNode parse(Path path, String text) {
        try {
            return YAML.readTree(text);
        } catch (JacksonException e) {
            throw new IllegalStateException(path + ": " + e.getMessage(), e);
        }
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(String folder, String ending) {
        try (Stream<Path> paths = Files.walk(ROOT.resolve(folder))) {
            return paths.filter(path -> path.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
