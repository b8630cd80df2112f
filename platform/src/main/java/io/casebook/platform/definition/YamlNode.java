package io.casebook.platform.definition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of a YAML file, with the line it stands on. */
sealed interface YamlNode {

    /** Line in the file, from 1. */
    int line();

    /** What it is, for messages. */
    String kind();

    /** A mapping. */
    record Mapping(int line, Map<String, Entry> entries) implements YamlNode {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        @Nullable
        YamlNode get(String key) {
            Entry entry = entries.get(key);
            return entry == null ? null : entry.value();
        }

        @Override
        public String kind() {
            return "a mapping";
        }
    }

    /** A key's value and the line of the key. */
    record Entry(int line, YamlNode value) {}

    /** A list. */
    record Sequence(int line, List<YamlNode> items) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /**
     * A plain value. What it means is up to whoever reads it: {@code no} is a language where a language is wanted.
     *
     * @param textLine line on which its text begins: the next one for a block
     * @param plain true when it stands there without quotes and not as a block
     */
    record Scalar(int line, int textLine, String text, boolean plain) implements YamlNode {

        boolean isNull() {
            return plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
        }

        /** True for the word that switches a block off. YAML 1.1 also reads it as false, so false says it too. */
        boolean isOff() {
            return plain && (text.equals("off") || text.equals("false"));
        }

        boolean isOn() {
            return plain && (text.equals("on") || text.equals("true"));
        }

        @Override
        public String kind() {
            return isNull() ? "nothing" : "\"" + (text.length() > 40 ? text.substring(0, 40) + "..." : text) + "\"";
        }
    }
}
