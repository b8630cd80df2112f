package io.casebook.tools.answer;

import io.casebook.platform.redaction.Found;
import io.casebook.platform.redaction.Redactor;
import io.casebook.platform.redaction.Tokens;
import io.casebook.tools.json.Json;
import io.casebook.tools.vault.Hidden;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The redaction of one answer, with what was taken out so far. */
final class RedactionWork {
    private static final String ANY = "*";
    private static final int SHORTEST_SECRET = 4;

    /** Digits; longer numbers are nobody's. */
    private static final int LONGEST_NUMBER = 60;

    private final Redactor redactor;
    private final List<String> secrets;
    private final Set<Hidden> hidden = new LinkedHashSet<>();
    private final Set<String> tokens = new HashSet<>();

    /** The tokens of values that places hide, by the value and what the place is called; how many there are of a name. */
    private final Map<Placed, String> placed = new HashMap<>();

    private final Map<String, Integer> numbers = new HashMap<>();

    /** A value in a place that a definition names. */
    private record Placed(String name, String value) {}

    RedactionWork(Redactor redactor, Set<String> secrets) {
        this.redactor = redactor;
        // The longest first: of one that begins as another does, nothing must be left.
        this.secrets = secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST_SECRET)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    List<Hidden> hidden() {
        return List.copyOf(hidden);
    }

    /** Puts a token into the place that a definition names. */
    void hide(JsonNode node, Redaction.Pointer pointer, List<String> steps) {
        var step = steps.getFirst();
        var rest = steps.subList(1, steps.size());
        switch (node) {
            case ObjectNode object -> {
                var names = step.equals(ANY) ? List.copyOf(object.propertyNames()) : List.of(step);
                for (var name : names) {
                    var value = object.get(name);
                    if (value != null && !rest.isEmpty()) {
                        hide(value, pointer, rest);
                    } else if (value != null && !value.isNull()) {
                        object.put(name, token(pointer, value));
                    }
                }
            }
            case ArrayNode array -> {
                for (var i = 0; i < array.size(); i++) {
                    if (!step.equals(ANY) && !step.equals(Integer.toString(i))) {
                        continue;
                    }
                    if (rest.isEmpty()) {
                        array.set(i, Json.of(token(pointer, array.get(i))));
                    } else {
                        hide(array.get(i), pointer, rest);
                    }
                }
            }
            default -> {
                // the place does not exist in this answer
            }
        }
    }

    /** The token of a value: of its kind, where it is of one, so that two places name the same card alike. */
    private String token(Redaction.Pointer pointer, JsonNode value) {
        if (value.isContainer()) {
            return Tokens.ofField(pointer.name(), 1);
        }
        var text = value.asString();
        var found = redactor.find(text, pointer.name());
        if (found.size() == 1
                && found.getFirst().start() == 0
                && found.getFirst().end() == text.length()) {
            return keep(found.getFirst());
        }
        // By what is shown of a name: two long ones may begin alike.
        var name = Tokens.ofField(pointer.name(), 1);
        var token = placed.computeIfAbsent(
                new Placed(name, text), first -> Tokens.ofField(pointer.name(), numbers.merge(name, 1, Integer::sum)));
        add(new Hidden(token, pointer.source(), text));
        return token;
    }

    private String keep(Found found) {
        add(new Hidden(found.token(), found.kind().key(), found.value()));
        return found.token();
    }

    private void add(Hidden value) {
        hidden.add(value);
        tokens.add(value.token());
    }

    /** The value without secrets and without what is of certain kinds. */
    JsonNode clean(JsonNode node, String name) {
        switch (node) {
            case ObjectNode object -> {
                for (var member : List.copyOf(object.propertyNames())) {
                    var shown = text(member, "");
                    var value = clean(object.get(member), member);
                    if (!shown.equals(member)) {
                        object.remove(member);
                    }
                    object.set(shown, value);
                }
            }
            case ArrayNode array -> {
                for (var i = 0; i < array.size(); i++) {
                    array.set(i, clean(array.get(i), name));
                }
            }
            default -> {
                return value(node, name);
            }
        }
        return node;
    }

    private JsonNode value(JsonNode node, String name) {
        var text = readable(node);
        if (text == null) {
            return node;
        }
        var clean = text(text, name);
        return clean.equals(text) ? node : Json.of(clean);
    }

    /** What a value may hide; null where it is none that does. Some servers write whole numbers with a point or an exponent. */
    private static @Nullable String readable(JsonNode node) {
        if (node.isString() || node.isIntegralNumber()) {
            return node.asString();
        }
        if (!node.isNumber()) {
            return null;
        }
        var number = node.decimalValue().stripTrailingZeros();
        var whole = number.scale() <= 0 && number.precision() - (long) number.scale() <= LONGEST_NUMBER;
        return whole ? number.toBigInteger().toString() : null;
    }

    /** A text without secrets and without what is of certain kinds. */
    String text(String text, String name) {
        var clean = text;
        for (var secret : secrets) {
            clean = clean.replace(secret, Redaction.REDACTED);
        }
        // A token that stands there already is no text to look into.
        return tokens.contains(clean) ? clean : redactor.redact(clean, name, this::keep);
    }
}
