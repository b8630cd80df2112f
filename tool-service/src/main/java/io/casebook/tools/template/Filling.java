package io.casebook.tools.template;

import io.casebook.tools.json.Json;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What one call fills templates with. It remembers the secrets that it gave out, so that no answer can repeat them. */
public final class Filling {
    /** Beyond this a plain notation would be longer than a number has any right to be. */
    private static final int PLAIN_SCALE = 100;

    private final ObjectNode arguments;
    private final Installation installation;
    private final Set<String> secrets = new LinkedHashSet<>();

    /** @param arguments the arguments that run */
    public Filling(ObjectNode arguments, Installation installation) {
        this.arguments = arguments;
        this.installation = installation;
    }

    /** The value of an argument, or of a path with points into it; null where there is none. */
    public @Nullable JsonNode value(String name) {
        return find(arguments, name);
    }

    /** True where there is such a value. */
    public boolean has(String name) {
        return value(name) != null;
    }

    /** An argument as text: text itself, numbers without exponent, the rest as JSON; empty where there is none. */
    public String text(String name) {
        var value = value(name);
        return value == null ? "" : text(value);
    }

    /** A value as text. */
    public static String text(JsonNode value) {
        if (value.isString()) {
            return value.stringValue();
        }
        if (value.isBigDecimal()) {
            var number = value.decimalValue();
            return Math.abs(number.scale()) <= PLAIN_SCALE ? number.toPlainString() : number.toString();
        }
        return Json.text(value);
    }

    /** A variable or a secret. */
    public String setting(Text.Part.Setting setting) {
        if (!setting.secret()) {
            return installation.variable(setting.name(), setting.otherwise());
        }
        var secret = installation.secret(setting.name(), setting.otherwise());
        secrets.add(secret);
        return secret;
    }

    /** The secrets given out so far. */
    public Set<String> secrets() {
        return Set.copyOf(secrets);
    }

    private static @Nullable JsonNode find(JsonNode from, String name) {
        // Each point is a step into a value: a member that is literally called a.b is not what was approved or bound as
        // b of a.
        var value = from;
        for (var step : name.split("\\.", -1)) {
            value = value.get(step);
            if (value == null) {
                return null;
            }
        }
        return value.isNull() ? null : value;
    }
}
