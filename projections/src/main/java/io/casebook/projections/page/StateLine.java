package io.casebook.projections.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One line of a state shown as a tree.
 *
 * @param depth how deep it stands, from 0
 * @param name of the field, or number of the entry
 * @param value what stands there; empty where lines below tell
 * @param changed true where the event changed it
 */
public record StateLine(int depth, String name, String value, boolean changed) {
    private static final int DEEPEST_STYLE = 6;
    private static final String TYPE = "type";
    /** Change with every event and say nothing. */
    private static final Set<String> CLOCKWORK = Set.of(".sequence", ".updated_at");

    /** The lines of a state; what is empty is left out. */
    static List<StateLine> of(ObjectNode before, ObjectNode after) {
        var old = new HashMap<String, String>();
        collect("", before, old);
        var lines = new ArrayList<StateLine>();
        add(0, "", after, old, lines);
        return lines;
    }

    private static void add(int depth, String path, JsonNode node, Map<String, String> old, List<StateLine> lines) {
        if (node.isObject()) {
            node.properties().forEach(field -> {
                // The type of a nested record stands on the line above its fields.
                if (depth == 0 || !field.getKey().equals(TYPE)) {
                    add(depth, field.getKey(), path + "." + field.getKey(), field.getValue(), old, lines);
                }
            });
        } else {
            for (var i = 0; i < node.size(); i++) {
                add(depth, Integer.toString(i + 1), path + "[" + i + "]", node.get(i), old, lines);
            }
        }
    }

    private static void add(
            int depth, String name, String path, JsonNode value, Map<String, String> old, List<StateLine> lines) {
        if (isEmpty(value)) {
            return;
        }
        if (!value.isContainerNode()) {
            var text = value.asText();
            lines.add(new StateLine(depth, name, text, !CLOCKWORK.contains(path) && !text.equals(old.get(path))));
            return;
        }
        var type = value.path(TYPE).asText();
        var here = lines.size();
        lines.add(new StateLine(depth, name, type, !type.isEmpty() && !type.equals(old.get(path + "." + TYPE))));
        add(Math.min(depth + 1, DEEPEST_STYLE), path, value, old, lines);
        if (lines.subList(here + 1, lines.size()).stream().anyMatch(StateLine::changed)) {
            lines.set(here, new StateLine(depth, name, type, true));
        }
    }

    private static void collect(String path, JsonNode node, Map<String, String> into) {
        if (node.isObject()) {
            node.properties().forEach(field -> collect(path + "." + field.getKey(), field.getValue(), into));
        } else if (node.isArray()) {
            for (var i = 0; i < node.size(); i++) {
                collect(path + "[" + i + "]", node.get(i), into);
            }
        } else {
            into.put(path, node.asText());
        }
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isNull()
                || (value.isContainerNode() && value.isEmpty())
                || (value.isTextual() && value.asText().isEmpty());
    }
}
