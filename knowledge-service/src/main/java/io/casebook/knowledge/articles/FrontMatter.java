package io.casebook.knowledge.articles;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The block between two lines of three dashes at the top of a file, or a file of its own beside one that can have no such block. */
final class FrontMatter implements Metadata {
    private static final String FENCE = "---";

    private final Map<String, Node> values;
    private final String body;
    /** The file's line, from 1, on which the YAML begins. */
    private final int firstLine;

    private FrontMatter(Map<String, Node> values, String body, int firstLine) {
        this.values = values;
        this.body = body;
        this.firstLine = firstLine;
    }

    /** Takes a file apart. A file that does not begin with three dashes has no front matter. */
    static FrontMatter of(String content) throws UnusableArticleException {
        var lines = content.split("\n", -1);
        if (!lines[0].stripTrailing().equals(FENCE)) {
            return new FrontMatter(Map.of(), content, 1);
        }
        for (var end = 1; end < lines.length; end++) {
            if (lines[end].stripTrailing().equals(FENCE)) {
                var yaml = String.join("\n", List.of(lines).subList(1, end));
                var body = String.join("\n", List.of(lines).subList(end + 1, lines.length));
                return new FrontMatter(MetadataYaml.parse(yaml, 2), body, 2);
            }
        }
        throw new UnusableArticleException(
                1, "the front matter is not closed: end it with a line of three dashes, or begin the file with text");
    }

    /** No front matter. */
    static FrontMatter none() {
        return new FrontMatter(Map.of(), "", 1);
    }

    /** Reads a file that is nothing but such keys, beside a file that cannot have them. */
    static FrontMatter alone(String yaml) throws UnusableArticleException {
        return new FrontMatter(MetadataYaml.parse(yaml, 1), "", 1);
    }

    /** The text below the front matter. */
    String body() {
        return body;
    }

    @Override
    public int line(String key) {
        var value = values.get(key);
        return value == null ? 0 : lineOf(value);
    }

    @Override
    public @Nullable String text(String key) throws UnusableArticleException {
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

    @Override
    public List<String> texts(String key) throws UnusableArticleException {
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

    private int lineOf(Node node) {
        return node.getStartMark().getLine() + firstLine;
    }
}
