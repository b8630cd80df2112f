package io.casebook.platform.definition;

import io.casebook.platform.definition.expression.Spelling;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes the keys of a mapping one by one, each with the type it must have. What has the wrong type is reported and then
 * treated as absent; {@link #done} reports the keys that nobody took.
 */
final class Fields {

    private final YamlNode.Mapping mapping;
    private final Problems.InFile problems;
    private final Set<String> asked = new LinkedHashSet<>();

    Fields(YamlNode.Mapping mapping, Problems.InFile problems) {
        this.mapping = mapping;
        this.problems = problems;
    }

    /** The fields of a node that must be a mapping; null, and a problem, where it is none. */
    static @Nullable Fields of(YamlNode node, String what, Problems.InFile problems) {
        if (node instanceof YamlNode.Mapping mapping) {
            return new Fields(mapping, problems);
        }
        problems.error(node.line(), what + " must be a mapping (key: value), not " + node.kind());
        return null;
    }

    int line() {
        return mapping.line();
    }

    /** Line of a key, or of the mapping where it has no such key. */
    int line(String key) {
        YamlNode.Entry entry = mapping.entries().get(key);
        return entry == null ? mapping.line() : entry.line();
    }

    boolean has(String key) {
        return mapping.entries().containsKey(key);
    }

    Problems.InFile problems() {
        return problems;
    }

    /** The value as it stands; null where there is none. A key without a value counts as absent. */
    @Nullable
    YamlNode node(String key) {
        asked.add(key);
        YamlNode node = mapping.get(key);
        return node instanceof YamlNode.Scalar scalar && scalar.isNull() ? null : node;
    }

    /** True when the key switches its block off. */
    boolean isOff(String key) {
        return node(key) instanceof YamlNode.Scalar scalar && scalar.isOff();
    }

    YamlNode.@Nullable Scalar scalar(String key) {
        YamlNode node = node(key);
        if (node == null || node instanceof YamlNode.Scalar) {
            return (YamlNode.Scalar) node;
        }
        wrong(key, node, "text");
        return null;
    }

    @Nullable
    String text(String key) {
        YamlNode.Scalar scalar = scalar(key);
        return scalar == null ? null : scalar.text().strip();
    }

    String text(String key, String fallback) {
        String text = text(key);
        return text == null ? fallback : text;
    }

    /** Text that must be there; the fallback keeps the reading going where it is not. */
    String required(String key, String fallback, String hint) {
        String text = text(key);
        if (text == null || text.isEmpty()) {
            if (node(key) == null || text != null) {
                problems.error(line(key), key + " is missing", hint);
            }
            return fallback;
        }
        return text;
    }

    boolean flag(String key, boolean fallback) {
        YamlNode node = node(key);
        if (node == null) {
            return fallback;
        }
        if (node instanceof YamlNode.Scalar scalar && (scalar.isOn() || scalar.isOff())) {
            return scalar.isOn();
        }
        wrong(key, node, "on or off");
        return fallback;
    }

    int integer(String key, int minimum, int fallback) {
        return (int) Math.min(Integer.MAX_VALUE, integer(key, minimum, (long) fallback));
    }

    long integer(String key, int minimum, long fallback) {
        String text = text(key);
        if (text == null) {
            return fallback;
        }
        if (text.matches("[0-9]{1,15}") && Long.parseLong(text) >= minimum) {
            return Long.parseLong(text);
        }
        problems.error(line(key), key + " must be a whole number of at least " + minimum + ", not " + text);
        return fallback;
    }

    double share(String key, double fallback) {
        BigDecimal number = decimal(key);
        if (number == null) {
            return fallback;
        }
        if (number.signum() >= 0 && number.compareTo(BigDecimal.ONE) <= 0) {
            return number.doubleValue();
        }
        problems.error(line(key), key + " must lie between 0 and 1, not " + number.toPlainString());
        return fallback;
    }

    @Nullable
    BigDecimal decimal(String key) {
        YamlNode.Scalar scalar = scalar(key);
        if (scalar == null) {
            return null;
        }
        if (scalar.text().matches("[0-9]{1,12}(\\.[0-9]{1,12})?")) {
            return new BigDecimal(scalar.text());
        }
        wrong(key, scalar, "a number");
        return null;
    }

    @Nullable
    Duration duration(String key) {
        YamlNode.Scalar scalar = scalar(key);
        if (scalar == null) {
            return null;
        }
        Duration duration = Values.duration(scalar.text());
        if (duration == null) {
            problems.error(line(key), key + " must be a duration, not " + scalar.kind(), Values.DURATION_HINT);
        }
        return duration;
    }

    Duration duration(String key, Duration fallback) {
        Duration duration = duration(key);
        return duration == null ? fallback : duration;
    }

    /** A duration of which some is needed. */
    Duration positive(String key, Duration fallback) {
        Duration duration = duration(key, fallback);
        if (duration.isZero()) {
            problems.error(line(key), key + " must be longer than zero");
            return fallback;
        }
        return duration;
    }

    /** A list of texts; a single text stands for a list of one. */
    List<Word> words(String key) {
        YamlNode node = node(key);
        List<Word> words = new ArrayList<>();
        switch (node) {
            case null -> {}
            case YamlNode.Scalar scalar -> words.add(new Word(scalar.text().strip(), scalar.line()));
            case YamlNode.Mapping other -> wrong(key, other, "a list");
            case YamlNode.Sequence sequence -> {
                for (YamlNode item : sequence.items()) {
                    if (item instanceof YamlNode.Scalar scalar && !scalar.isNull()) {
                        words.add(new Word(scalar.text().strip(), scalar.line()));
                    } else {
                        problems.error(item.line(), key + " must be a list of texts, but holds " + item.kind());
                    }
                }
            }
        }
        return words;
    }

    /** A text and the line it stands on. */
    record Word(String text, int line) {}

    /** The fields of a nested mapping; null where the key is absent. */
    @Nullable
    Fields block(String key) {
        YamlNode node = node(key);
        return node == null ? null : of(node, key, problems);
    }

    /** The entries of a nested mapping whose keys are names that the author chose. */
    Map<String, YamlNode.Entry> named(String key) {
        YamlNode node = node(key);
        if (node instanceof YamlNode.Mapping named) {
            Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
            named.entries().forEach((name, entry) -> {
                if (name.isBlank()) {
                    problems.error(entry.line(), "a name is missing in " + key);
                } else {
                    entries.put(name, entry);
                }
            });
            return entries;
        }
        if (node != null) {
            wrong(key, node, "a mapping (name: ...)");
        }
        return Map.of();
    }

    void wrong(String key, YamlNode node, String wanted) {
        problems.error(node.line(), key + " must be " + wanted + ", not " + node.kind());
    }

    /** Reports the keys that nobody took. */
    void done() {
        mapping.entries().forEach((key, entry) -> {
            if (!asked.contains(key)) {
                problems.error(entry.line(), "unknown key " + key, Spelling.hint(key, asked));
            }
        });
    }
}
