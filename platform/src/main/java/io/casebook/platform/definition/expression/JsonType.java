package io.casebook.platform.definition.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The type that a tool's schema wants for a value, and how a value of another type becomes one. */
enum JsonType {
    STRING,
    NUMBER,
    INTEGER,
    BOOLEAN,
    /** Anything else: the value stays as it is. */
    ANY;

    private static final Pattern NUMBER_TEXT = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?");
    private static final Pattern INTEGER_TEXT = Pattern.compile("-?[0-9]{1,30}");

    /** The type that a schema names; {@code [string, "null"]} wants a string. */
    static JsonType of(@Nullable JsonNode schema) {
        JsonNode type = schema == null ? null : schema.get("type");
        if (type != null && type.isArray()) {
            JsonNode only = null;
            for (JsonNode candidate : type) {
                if (!candidate.asText().equals("null")) {
                    if (only != null) {
                        return ANY;
                    }
                    only = candidate;
                }
            }
            type = only;
        }
        return switch (type == null ? "" : type.asText()) {
            case "string" -> STRING;
            case "number" -> NUMBER;
            case "integer" -> INTEGER;
            case "boolean" -> BOOLEAN;
            default -> ANY;
        };
    }

    /** How the schema calls it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The value as this type; null where it cannot be one. */
    @Nullable
    JsonNode convert(JsonNode value) {
        return switch (this) {
            case ANY -> value;
            case STRING ->
                value.isTextual() ? value : value.isValueNode() ? TextNode.valueOf(TextTemplate.words(value)) : null;
            case NUMBER -> value.isNumber() ? value : number(value, NUMBER_TEXT);
            case INTEGER -> value.isNumber() && whole(value) ? value : number(value, INTEGER_TEXT);
            case BOOLEAN -> value.isBoolean() ? value : truth(value);
        };
    }

    private static boolean whole(JsonNode value) {
        return value.isIntegralNumber()
                || value.decimalValue().stripTrailingZeros().scale() <= 0;
    }

    private static @Nullable JsonNode number(JsonNode value, Pattern form) {
        if (!value.isTextual() || !form.matcher(value.textValue().strip()).matches()) {
            return null;
        }
        BigDecimal number = new BigDecimal(value.textValue().strip());
        return number.scale() > 0
                ? Json.MAPPER.getNodeFactory().numberNode(number)
                : Json.MAPPER.getNodeFactory().numberNode(number.toBigIntegerExact());
    }

    private static @Nullable JsonNode truth(JsonNode value) {
        return switch (value.isTextual() ? value.textValue().strip().toLowerCase(Locale.ROOT) : "") {
            case "true", "yes" -> BooleanNode.TRUE;
            case "false", "no" -> BooleanNode.FALSE;
            default -> null;
        };
    }
}
