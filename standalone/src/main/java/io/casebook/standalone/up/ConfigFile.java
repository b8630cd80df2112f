package io.casebook.standalone.up;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.casebook.standalone.program.CommandFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.StringJoiner;
import java.util.TreeMap;

/** Settings in a file, YAML or properties, flattened to names with dots. */
final class ConfigFile {
    private ConfigFile() {}

    static Map<String, String> read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw CommandFailure.misused("there is no file %s (--config)".formatted(file));
        }
        try {
            return file.toString().endsWith(".properties") ? properties(file) : yaml(file);
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            throw CommandFailure.misused(
                    "%s:%d: %s".formatted(file, place == null ? 1 : place.getLineNr(), e.getOriginalMessage()));
        } catch (IOException | IllegalArgumentException e) {
            throw CommandFailure.misused("%s cannot be read: %s".formatted(file, e.getMessage()));
        }
    }

    private static Map<String, String> properties(Path file) throws IOException {
        var read = new Properties();
        try (var in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            read.load(in);
        }
        var flat = new TreeMap<String, String>();
        read.forEach((key, value) -> flat.put(key.toString(), value.toString().strip()));
        return flat;
    }

    private static Map<String, String> yaml(Path file) throws IOException {
        var tree = new YAMLMapper().readTree(file.toFile());
        var flat = new TreeMap<String, String>();
        if (tree.isMissingNode() || tree.isNull()) {
            return flat;
        }
        if (!tree.isObject()) {
            throw CommandFailure.misused(
                    "%s:1: expected settings such as `casebook: {http-port: 8080}`".formatted(file));
        }
        flatten("", tree, flat);
        return flat;
    }

    private static void flatten(String prefix, JsonNode node, Map<String, String> flat) {
        if (node.isObject()) {
            node.properties()
                    .forEach(field -> flatten(
                            prefix.isEmpty() ? field.getKey() : prefix + "." + field.getKey(), field.getValue(), flat));
        } else if (node.isArray()) {
            // The way lists are written in one value everywhere else: separated by commas.
            var list = new StringJoiner(",");
            node.forEach(item -> list.add(item.asText().replace(",", "\\,")));
            flat.put(prefix, list.toString());
        } else if (!node.isNull()) {
            flat.put(prefix, node.asText());
        }
    }
}
