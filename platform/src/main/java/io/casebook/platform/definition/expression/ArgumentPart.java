package io.casebook.platform.definition.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of a tool call's arguments, compiled. */
sealed interface ArgumentPart {

    /** The same in every call. */
    record Constant(JsonNode value) implements ArgumentPart {}

    /** Exactly one placeholder: the value keeps its JSON type unless the tool wants another. */
    record Value(Placeholders.Placeholder placeholder, JsonType type) implements ArgumentPart {}

    /** Words and placeholders. */
    record Text(TextTemplate template, JsonType type) implements ArgumentPart {}

    /** A JSON object. */
    record Members(Map<String, ArgumentPart> members) implements ArgumentPart {
        public Members {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }
    }

    /** A JSON array. */
    record Items(List<ArgumentPart> items) implements ArgumentPart {
        public Items {
            items = List.copyOf(items);
        }
    }
}
