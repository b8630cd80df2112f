package io.casebook.tools.call;

import io.casebook.tools.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/** The arguments of a call, as a model or a procedure wrote them. */
final class Arguments {
    /** More than any tool needs, little enough for a record. */
    static final int MAX_BYTES = 64 * 1024;

    private Arguments() {}

    /** Reads them; no text at all means no arguments. */
    static ObjectNode read(String tool, String text) {
        if (text.isBlank()) {
            return Json.object();
        }
        var bytes = text.length() > MAX_BYTES ? text.length() : text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw new Denied(
                    Denied.INVALID_ARGUMENTS,
                    "the arguments of %s are longer than %d bytes; send only what the tool asks for"
                            .formatted(tool, MAX_BYTES));
        }
        if (Json.parseUnambiguous(text) instanceof ObjectNode arguments) {
            requireWholeCharacters(tool, arguments);
            return arguments;
        }
        throw new Denied(
                Denied.INVALID_ARGUMENTS,
                "the arguments of %s are not one JSON object with each name once; send for example {\"name\": \"value\"}"
                        .formatted(tool));
    }

    /** An escape that is half of a character is sent as another character, so what runs would not be what was written. */
    private static void requireWholeCharacters(String tool, ObjectNode arguments) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(Json.text(arguments))) {
            throw new Denied(
                    Denied.INVALID_ARGUMENTS,
                    "the arguments of %s have half of a character in them (an escape from \\ud800 to \\udfff on its own); send whole ones"
                            .formatted(tool));
        }
    }

    /**
     * Refuses names with a point in them that nobody declared: in templates and conditions a point leads into a value, and a name
     * that looks like a way into another argument is never meant well.
     */
    static void refusePaths(String tool, ObjectNode arguments, Set<String> declared) {
        for (var name : arguments.propertyNames()) {
            if (name.indexOf('.') >= 0 && !declared.contains(name)) {
                throw new Denied(
                        Denied.INVALID_ARGUMENTS,
                        "an argument of %s has a point in its name, and no parameter is called that; send {\"a\": {\"b\": 1}} where b of a is meant, not {\"a.b\": 1}"
                                .formatted(tool));
            }
        }
    }

    /** Refuses values that only the platform may choose, whatever they are. */
    static void refuseBound(String tool, ObjectNode arguments, Set<String> bound) {
        var chosen = new TreeSet<>(bound);
        chosen.retainAll(arguments.propertyNames());
        if (!chosen.isEmpty()) {
            throw new Denied(
                    Denied.BOUND_PARAMETER,
                    "%s of %s is filled in by the platform; call the tool without it"
                            .formatted(String.join(", ", chosen), tool));
        }
    }
}
