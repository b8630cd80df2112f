package io.casebook.knowledge.articles;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads the YAML of a front matter: known keys alone, each once. */
final class MetadataYaml {
    private static final int MAX_DEPTH = 10;

    private MetadataYaml() {}

    /**
     * Reads the keys and what stands behind them.
     *
     * @param firstLine the file's line, from 1, on which the YAML begins
     */
    static Map<String, Node> parse(String yaml, int firstLine) throws UnusableArticleException {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setNestingDepthLimit(MAX_DEPTH);
        Node root;
        try {
            root = new Yaml(options).compose(new StringReader(yaml));
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            throw new UnusableArticleException(
                    mark == null ? 1 : mark.getLine() + firstLine, "the front matter is no YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw new UnusableArticleException(1, "the front matter is no YAML: " + start(e.getMessage()));
        }
        if (root == null) {
            return Map.of();
        }
        if (!(root instanceof MappingNode mapping)) {
            throw new UnusableArticleException(
                    lineOf(root, firstLine), "the front matter must be lines of `key: value`");
        }
        return known(mapping, firstLine);
    }

    private static Map<String, Node> known(MappingNode mapping, int firstLine) throws UnusableArticleException {
        var values = new LinkedHashMap<String, Node>();
        for (var tuple : mapping.getValue()) {
            var key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            var line = lineOf(tuple.getKeyNode(), firstLine);
            if (!Metadata.KEYS.contains(key)) {
                throw new UnusableArticleException(
                        line, "unknown key `%s`; known are: %s".formatted(key, String.join(", ", Metadata.KEYS)));
            }
            if (values.put(key, tuple.getValueNode()) != null) {
                throw new UnusableArticleException(line, "the key `" + key + "` stands here twice; remove one");
            }
        }
        return values;
    }

    private static String start(@Nullable String message) {
        return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
    }

    private static int lineOf(Node node, int firstLine) {
        return node.getStartMark().getLine() + firstLine;
    }
}
