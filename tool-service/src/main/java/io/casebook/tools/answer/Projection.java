package io.casebook.tools.answer;

import io.casebook.conversation.definition.ToolOutput;
import io.casebook.tools.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes of a result what a definition wants told: what its pointers lead to, in its place, and no more items than it says. */
public final class Projection {
    private static final String ANY = "*";

    private final @Nullable Branch picked;
    private final int maxItems;

    private Projection(@Nullable Branch picked, int maxItems) {
        this.picked = picked;
        this.maxItems = maxItems;
    }

    /** What is wanted from a place on: all of it, or what lies behind these steps. */
    private static final class Branch {
        private final Map<String, Branch> next = new LinkedHashMap<>();
        private boolean whole;

        @Nullable
        Branch to(String step) {
            var exact = next.get(step);
            return exact == null ? next.get(ANY) : exact;
        }
    }

    /** Compiles what a definition says. */
    public static Projection of(ToolOutput output) {
        if (output.pick().isEmpty()) {
            return new Projection(null, output.maxItems());
        }
        var root = new Branch();
        for (var pointer : output.pick()) {
            var at = root;
            for (var step : steps(pointer)) {
                at = at.next.computeIfAbsent(step, unknown -> new Branch());
            }
            at.whole = true;
        }
        return new Projection(root, output.maxItems());
    }

    private static List<String> steps(String pointer) {
        return Arrays.stream(pointer.substring(1).split("/", -1))
                .map(step -> step.replace("~1", "/").replace("~0", "~"))
                .toList();
    }

    /** What is told of a result; the one that is handed in may be changed. */
    public JsonNode apply(JsonNode result) {
        var kept = picked == null ? result : pick(result, picked);
        return maxItems == 0 ? kept : shortened(kept);
    }

    private static JsonNode pick(JsonNode node, Branch wanted) {
        if (wanted.whole) {
            return node;
        }
        return switch (node) {
            case ObjectNode object -> {
                var kept = Json.object();
                object.propertyStream().forEach(property -> {
                    var next = wanted.to(property.getKey());
                    if (next != null) {
                        kept.set(property.getKey(), pick(property.getValue(), next));
                    }
                });
                yield kept;
            }
            case ArrayNode array -> {
                var kept = Json.array();
                for (var i = 0; i < array.size(); i++) {
                    var next = wanted.to(Integer.toString(i));
                    if (next != null) {
                        kept.add(pick(array.get(i), next));
                    }
                }
                yield kept;
            }
            // The definition expects more here than there is.
            default -> Json.of(null);
        };
    }

    private JsonNode shortened(JsonNode node) {
        switch (node) {
            case ObjectNode object -> {
                for (var name : List.copyOf(object.propertyNames())) {
                    object.set(name, shortened(Objects.requireNonNull(object.get(name))));
                }
            }
            case ArrayNode array -> {
                var items = new ArrayList<JsonNode>();
                array.valueStream().limit(maxItems).forEach(item -> items.add(shortened(item)));
                var more = array.size() - items.size();
                array.removeAll();
                items.forEach(array::add);
                if (more > 0) {
                    // A model that takes the list for complete would say so to the customer.
                    array.add("… and %d more".formatted(more));
                }
            }
            default -> {
                // has no items
            }
        }
        return node;
    }
}
