package io.casebook.knowledge.articles;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The block between two lines of three dashes at the top of a file: known keys, each with the line it stands on. */
final class FrontMatter {
    static final List<String> KEYS = List.of(
            "id",
            "title",
            "description",
            "topic",
            "language",
            "visibility",
            "audience",
            "valid_from",
            "valid_to",
            "owner",
            "public_url",
            "status");

    private static final String FENCE = "---";
    private static final int MAX_DEPTH = 10;
    private static final Set<String> KNOWN = Set.copyOf(KEYS);

    private final Map<String, Node> values;
    private final String body;

    private FrontMatter(Map<String, Node> values, String body) {
        this.values = values;
        this.body = body;
    }

    /** Takes a file apart. A file that does not begin with three dashes has no front matter. */
    static FrontMatter of(String content) throws UnusableArticleException {
        var lines = content.split("\n", -1);
        if (!lines[0].stripTrailing().equals(FENCE)) {
            return new FrontMatter(Map.of(), content);
        }
        for (var end = 1; end < lines.length; end++) {
            if (lines[end].stripTrailing().equals(FENCE)) {
                var yaml = String.join("\n", List.of(lines).subList(1, end));
                var body = String.join("\n", List.of(lines).subList(end + 1, lines.length));
                return new FrontMatter(parse(yaml), body);
            }
        }
        throw new UnusableArticleException(
                1, "the front matter is not closed: end it with a line of three dashes, or begin the file with text");
    }

    /** The text below the front matter. */
    String body() {
        return body;
    }

    /** Line on which a key's value begins, from 1; 0 where the key is missing. */
    int line(String key) {
        var value = values.get(key);
        return value == null ? 0 : lineOf(value);
    }

    /** The text of a key; null where it is missing or empty. */
    @Nullable
    String text(String key) throws UnusableArticleException {
        var value = values.get(key);
        if (value == null || value.getTag().equals(Tag.NULL)) {
            return null;
        }
        if (!(value instanceof ScalarNode scalar)) {
            throw new UnusableArticleException(
                    lineOf(value), "`" + key + "` must be a single value, not a list or a mapping");
        }
        var text = scalar.getValue().strip();
        return text.isEmpty() ? null : text;
    }

    /** The texts of a key that may be a list or a single value. */
    List<String> texts(String key) throws UnusableArticleException {
        var value = values.get(key);
        if (!(value instanceof SequenceNode sequence)) {
            var text = text(key);
            return text == null ? List.of() : List.of(text);
        }
        var texts = new ArrayList<String>();
        for (var element : sequence.getValue()) {
            if (!(element instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
                throw new UnusableArticleException(lineOf(element), "`" + key + "` must be a list of words");
            }
            texts.add(scalar.getValue().strip());
        }
        return texts;
    }

    private static Map<String, Node> parse(String yaml) throws UnusableArticleException {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setNestingDepthLimit(MAX_DEPTH);
        Node root;
        try {
            root = new Yaml(options).compose(new StringReader(yaml));
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            throw new UnusableArticleException(
                    mark == null ? 1 : mark.getLine() + 2, "the front matter is no YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw new UnusableArticleException(1, "the front matter is no YAML: " + firstLine(e.getMessage()));
        }
        if (root == null) {
            return Map.of();
        }
        if (!(root instanceof MappingNode mapping)) {
            throw new UnusableArticleException(lineOf(root), "the front matter must be lines of `key: value`");
        }
        return known(mapping);
    }

    private static Map<String, Node> known(MappingNode mapping) throws UnusableArticleException {
        var values = new LinkedHashMap<String, Node>();
        for (var tuple : mapping.getValue()) {
            var key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            var line = lineOf(tuple.getKeyNode());
            if (!KNOWN.contains(key)) {
                throw new UnusableArticleException(
                        line, "unknown key `%s`; known are: %s".formatted(key, String.join(", ", KEYS)));
            }
            if (values.put(key, tuple.getValueNode()) != null) {
                throw new UnusableArticleException(line, "the key `" + key + "` stands here twice; remove one");
            }
        }
        return values;
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
    }

    /** YAML counts from 0, and the fence is the file's first line. */
    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 2;
    }
}
