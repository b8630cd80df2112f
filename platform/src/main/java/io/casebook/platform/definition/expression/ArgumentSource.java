package io.casebook.platform.definition.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of a tool call's arguments as its author wrote it. */
public sealed interface ArgumentSource {

    /**
     * A plain value.
     *
     * @param text as written
     * @param constant what it is without placeholders: text, number, truth value or null
     * @param line where it stands in its file
     */
    record Scalar(String text, JsonNode constant, int line) implements ArgumentSource {}

    /** A mapping. */
    record Members(Map<String, ArgumentSource> members) implements ArgumentSource {
        public Members {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }
    }

    /** A list. */
    record Items(List<ArgumentSource> items) implements ArgumentSource {
        public Items {
            items = List.copyOf(items);
        }
    }
}
