package io.casebook.tools.answer;

import io.casebook.tools.call.Denied;
import io.casebook.tools.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes out of an answer what nobody is to see: the places that the definition names, card numbers wherever they stand, and the
 * secrets that the call was sent with, should the tool repeat them.
 */
public final class Redaction {
    /** What stands in the place of what was taken out. */
    public static final String REDACTED = "[redacted]";

    private static final String ANY = "*";
    private static final int SHORTEST_SECRET = 4;

    private final List<List<String>> pointers;

    private Redaction(List<List<String>> pointers) {
        this.pointers = pointers;
    }

    /**
     * Compiles JSON pointers; {@code *} stands for every member or item.
     *
     * @throws Denied with the code invalid_definition where one is none
     */
    public static Redaction of(List<String> pointers) {
        for (var pointer : pointers) {
            if (!pointer.startsWith("/")) {
                throw new Denied(
                        Denied.INVALID_DEFINITION,
                        "redact has %s, which is no JSON pointer; write e.g. /card/number".formatted(pointer));
            }
        }
        return new Redaction(pointers.stream()
                .map(pointer -> Arrays.stream(pointer.substring(1).split("/", -1))
                        .map(step -> step.replace("~1", "/").replace("~0", "~"))
                        .toList())
                .toList());
    }

    /** The answer without what nobody is to see; the one that is handed in may be changed. */
    public JsonNode apply(JsonNode answer, Set<String> secrets) {
        for (var pointer : pointers) {
            blank(answer, pointer);
        }
        return clean(answer, secrets);
    }

    private static void blank(JsonNode node, List<String> pointer) {
        var step = pointer.getFirst();
        var rest = pointer.subList(1, pointer.size());
        switch (node) {
            case ObjectNode object -> {
                var names = step.equals(ANY) ? List.copyOf(object.propertyNames()) : List.of(step);
                for (var name : names) {
                    var value = object.get(name);
                    if (value != null && !rest.isEmpty()) {
                        blank(value, rest);
                    } else if (value != null && !value.isNull()) {
                        object.put(name, REDACTED);
                    }
                }
            }
            case ArrayNode array -> {
                for (var i = 0; i < array.size(); i++) {
                    if (!step.equals(ANY) && !step.equals(Integer.toString(i))) {
                        continue;
                    }
                    if (rest.isEmpty()) {
                        array.set(i, Json.of(REDACTED));
                    } else {
                        blank(array.get(i), rest);
                    }
                }
            }
            default -> {
                // the place does not exist in this answer
            }
        }
    }

    private static JsonNode clean(JsonNode node, Set<String> secrets) {
        switch (node) {
            case ObjectNode object -> {
                for (var name : List.copyOf(object.propertyNames())) {
                    object.set(name, clean(object.get(name), secrets));
                }
            }
            case ArrayNode array -> {
                for (var i = 0; i < array.size(); i++) {
                    array.set(i, clean(array.get(i), secrets));
                }
            }
            default -> {
                return value(node, secrets);
            }
        }
        return node;
    }

    private static JsonNode value(JsonNode node, Set<String> secrets) {
        if (node.isString()) {
            var text = node.stringValue();
            var clean = text(text, secrets);
            return clean.equals(text) ? node : Json.of(clean);
        }
        if (node.isIntegralNumber()) {
            var text = node.asString();
            var clean = Cards.mask(text);
            return clean.equals(text) ? node : Json.of(clean);
        }
        return node;
    }

    private static String text(String text, Set<String> secrets) {
        var clean = text;
        for (var secret : secrets) {
            if (secret.length() >= SHORTEST_SECRET && clean.contains(secret)) {
                clean = clean.replace(secret, REDACTED);
            }
        }
        return Cards.mask(clean);
    }
}
