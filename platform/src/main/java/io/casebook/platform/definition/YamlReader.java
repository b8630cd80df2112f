package io.casebook.platform.definition;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads YAML into nodes that know their lines. No object is ever built from a tag. */
final class YamlReader {

    private static final int MAX_DEPTH = 40;

    /** Counted after aliases are followed, so that a few lines cannot stand for millions. */
    private static final int MAX_NODES = 50_000;

    private static final Set<Tag> KNOWN_TAGS =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP, Tag.SEQ, Tag.MAP, Tag.MERGE);

    private final Problems.InFile problems;
    private final int linesBefore;
    private int nodes;

    private YamlReader(Problems.InFile problems, int linesBefore) {
        this.problems = problems;
        this.linesBefore = linesBefore;
    }

    /** Thrown inside this class to stop at what has been reported. */
    private static final class Reported extends RuntimeException {
        Reported() {
            super(null, null, false, false);
        }
    }

    /**
     * Reads one document.
     *
     * @param linesBefore lines of the file above the text
     * @return null where there is nothing, or nothing that can be read; the latter is reported
     */
    static @Nullable YamlNode read(String text, int linesBefore, Problems.InFile problems) {
        return new YamlReader(problems, linesBefore).read(text);
    }

    private @Nullable YamlNode read(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setMaxAliasesForCollections(MAX_NODES);
        options.setCodePointLimit(DefinitionFiles.MAX_TOTAL_BYTES);
        try {
            Node root = new Yaml(options).compose(new StringReader(text));
            return root == null ? null : convert(root, 0);
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark();
            problems.error(line(mark), "not YAML: " + e.getProblem(), "");
        } catch (YAMLException e) {
            problems.error(
                    linesBefore + 1,
                    "not YAML: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    "");
        } catch (Reported e) {
            return null;
        }
        return null;
    }

    private YamlNode convert(Node node, int depth) {
        int line = line(node.getStartMark());
        if (++nodes > MAX_NODES || depth > MAX_DEPTH) {
            problems.error(
                    line, "too large or too deep, counting what aliases repeat", "write it out in smaller parts");
            throw new Reported();
        }
        if (!KNOWN_TAGS.contains(node.getTag())) {
            problems.error(line, "the tag " + node.getTag() + " means nothing here", "remove it");
            throw new Reported();
        }
        return switch (node) {
            case ScalarNode scalar -> scalar(scalar, line);
            case SequenceNode sequence -> {
                List<YamlNode> items = new ArrayList<>();
                sequence.getValue().forEach(item -> items.add(convert(item, depth + 1)));
                yield new YamlNode.Sequence(line, items);
            }
            case MappingNode mapping -> mapping(mapping, line, depth);
            default -> throw new IllegalStateException("an alias that the composer left: " + node.getNodeId());
        };
    }

    private static YamlNode scalar(ScalarNode scalar, int line) {
        boolean block = scalar.getScalarStyle() == DumperOptions.ScalarStyle.LITERAL
                || scalar.getScalarStyle() == DumperOptions.ScalarStyle.FOLDED;
        return new YamlNode.Scalar(line, block ? line + 1 : line, scalar.getValue(), scalar.isPlain());
    }

    private YamlNode mapping(MappingNode mapping, int line, int depth) {
        Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            int keyLine = line(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key) || key.getTag().equals(Tag.MERGE)) {
                problems.error(
                        keyLine, "a key must be plain text", "merge keys (<<) are not supported: write the keys out");
                continue;
            }
            YamlNode value = convert(tuple.getValueNode(), depth + 1);
            YamlNode.Entry earlier = entries.putIfAbsent(key.getValue(), new YamlNode.Entry(keyLine, value));
            if (earlier != null) {
                problems.error(
                        keyLine,
                        "the key " + key.getValue() + " stands here a second time",
                        "first on line " + earlier.line());
            }
        }
        return new YamlNode.Mapping(line, entries);
    }

    private int line(@Nullable Mark mark) {
        return linesBefore + 1 + (mark == null ? 0 : mark.getLine());
    }
}
