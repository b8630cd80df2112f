package io.casebook.gateway.models;

import io.casebook.platform.definition.Problem;
import io.casebook.platform.definition.expression.Spelling;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A mapping of the models file, whose keys are taken one by one with the type that each must have. What has the wrong type is
 * reported and treated as absent; {@link #done} reports keys that nobody took. Values are not repeated in messages where they
 * might be secrets.
 */
final class YamlBlock {
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,12}");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,7}) ?(ms|s|m)");

    private final String file;
    private final int line;
    private final List<Problem> problems;
    private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    private YamlBlock(String file, MappingNode node, List<Problem> problems) {
        this.file = file;
        this.line = lineOf(node);
        this.problems = problems;
        for (var tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key) || key.getTag().equals(Tag.MERGE)) {
                error(lineOf(tuple.getKeyNode()), "a key must be plain text", "");
            } else if (entries.putIfAbsent(key.getValue(), tuple) != null) {
                error(lineOf(key), "the key " + key.getValue() + " stands here a second time", "remove one of them");
            }
        }
    }

    /** The block of a node; null, and a problem, where it is not a mapping. */
    static @Nullable YamlBlock of(String file, String what, Node node, List<Problem> problems) {
        if (node instanceof MappingNode mapping) {
            return new YamlBlock(file, mapping, problems);
        }
        problems.add(Problem.error(file, lineOf(node), what + " must be a mapping (key: value)", ""));
        return null;
    }

    static int lineOf(Node node) {
        return node.getStartMark() == null ? 1 : node.getStartMark().getLine() + 1;
    }

    int line() {
        return line;
    }

    int line(String key) {
        var tuple = entries.get(key);
        return tuple == null ? line : lineOf(tuple.getKeyNode());
    }

    Set<String> keys() {
        return entries.keySet();
    }

    void error(int at, String message, String hint) {
        problems.add(Problem.error(file, at, message, hint));
    }

    /** The value's node; null where there is none or it is empty. */
    @Nullable
    Node node(String key) {
        asked.add(key);
        var tuple = entries.get(key);
        return tuple == null || tuple.getValueNode().getTag().equals(Tag.NULL) ? null : tuple.getValueNode();
    }

    @Nullable
    YamlBlock block(String key) {
        var node = node(key);
        return node == null ? null : of(file, key, node, problems);
    }

    @Nullable
    String text(String key) {
        var node = node(key);
        if (node == null) {
            return null;
        }
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue().strip();
        }
        error(line(key), key + " must be text", "");
        return null;
    }

    @Nullable
    String required(String key, String hint) {
        var text = text(key);
        if (text == null || text.isEmpty()) {
            if (node(key) == null || text != null) {
                error(line(key), key + " is missing", hint);
            }
            return null;
        }
        return text;
    }

    long whole(String key, long least, long fallback) {
        var text = text(key);
        if (text == null) {
            return fallback;
        }
        var plain = text.replace("_", "");
        if (WHOLE.matcher(plain).matches() && Long.parseLong(plain) >= least) {
            return Long.parseLong(plain);
        }
        error(line(key), key + " must be a whole number of at least " + least, "");
        return fallback;
    }

    @Nullable
    BigDecimal decimal(String key) {
        var text = text(key);
        if (text == null) {
            return null;
        }
        if (DECIMAL.matcher(text).matches()) {
            return new BigDecimal(text);
        }
        error(line(key), key + " must be a number such as 2.5", "");
        return null;
    }

    /** True or false, however YAML spells it. */
    boolean flag(String key, boolean fallback) {
        var text = text(key);
        if (text == null) {
            return fallback;
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "on", "yes" -> true;
            case "false", "off", "no" -> false;
            default -> {
                error(line(key), key + " must be on or off", "write on or off");
                yield fallback;
            }
        };
    }

    /** A list of words; empty where it is none, with a problem. */
    List<String> words(String key) {
        var node = node(key);
        if (!(node instanceof SequenceNode list) || !list.getValue().stream().allMatch(ScalarNode.class::isInstance)) {
            error(line(key), key + " must be a list of words", "write [one, two]");
            return List.of();
        }
        return list.getValue().stream()
                .map(word -> ((ScalarNode) word).getValue().strip())
                .toList();
    }

    Duration duration(String key, Duration fallback) {
        var duration = durationOrNull(key);
        return duration == null ? fallback : duration;
    }

    @Nullable
    Duration durationOrNull(String key) {
        var text = text(key);
        if (text == null) {
            return null;
        }
        var matcher = DURATION.matcher(text);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            error(line(key), key + " must be a duration", "write 800ms, 30s or 2m");
            return null;
        }
        var amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
    }

    /** Reports the keys that nobody took. */
    void done() {
        for (var key : entries.keySet()) {
            if (!asked.contains(key)) {
                error(line(key), "unknown key " + key, Spelling.hint(key, asked));
            }
        }
    }
}
