package io.casebook.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, read field by field: a wrong type is refused with the field's name, a field that nobody asked for is
 * ignored and reported back in a header. JSON's null counts as absent.
 */
public final class JsonBody {
    /** The header that tells a caller which fields were ignored. */
    public static final String WARNING_HEADER = "X-Casebook-Warning";

    /** The largest body that is read. */
    public static final int MOST_BYTES = 1024 * 1024;

    private static final int LONGEST_WARNING = 500;
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final ObjectNode node;
    private final String path;
    private final Set<String> asked = new HashSet<>();
    private final List<JsonBody> inner = new ArrayList<>();

    private JsonBody(ObjectNode node, String path) {
        this.node = node;
        this.path = path;
    }

    /**
     * Reads a body.
     *
     * @throws ApiException if it is too large, no JSON, or no object
     */
    public static JsonBody parse(byte[] body) {
        if (body.length > MOST_BYTES) {
            throw tooLarge();
        }
        if (body.length == 0) {
            throw new ApiException(Code.INVALID_ARGUMENT, "the request has no body; send a JSON object");
        }
        try {
            if (JSON.readTree(body) instanceof ObjectNode object) {
                return new JsonBody(object, "");
            }
            throw new ApiException(Code.INVALID_ARGUMENT, "the body is JSON but no object; send one in braces");
        } catch (JsonProcessingException e) {
            throw malformed(e);
        } catch (IOException e) {
            throw new ApiException(Code.INVALID_ARGUMENT, "the body could not be read; send it again");
        }
    }

    /** Reads a body from a stream, and no more of it than is allowed. */
    public static JsonBody parse(InputStream body) {
        try {
            return parse(body.readNBytes(MOST_BYTES + 1));
        } catch (IOException e) {
            throw new ApiException(Code.INVALID_ARGUMENT, "the body broke off; send it again");
        }
    }

    /** Reads a body that may be missing: no body is an object without fields. */
    public static JsonBody parseOptional(byte @Nullable [] body) {
        return body == null || body.length == 0 ? new JsonBody(JSON.createObjectNode(), "") : parse(body);
    }

    /** A text. */
    public JsonField<String> text(String name) {
        return field(name, "a text", value -> value.isTextual() ? value.textValue() : null);
    }

    /** A text that may be missing. */
    public @Nullable String optionalText(String name) {
        return text(name).orNull();
    }

    /** An id: 1 to 128 letters, digits, dots, underscores, colons and hyphens. */
    public JsonField<String> id(String name) {
        return text(name).checked(value -> Ids.requireValid(path + name, value));
    }

    /** A moment, as RFC 3339 writes it. */
    public JsonField<Instant> time(String name) {
        return field(
                name,
                "a time as RFC 3339 writes it, e.g. 2026-01-31T12:00:00Z",
                value -> value.isTextual() ? instant(value.textValue()) : null);
    }

    /** A number. */
    public JsonField<Double> number(String name) {
        return field(
                name,
                "a number",
                value -> value.isNumber() && Double.isFinite(value.doubleValue()) ? value.doubleValue() : null);
    }

    /** A whole number. */
    public JsonField<Long> integer(String name) {
        return field(
                name,
                "a whole number",
                value -> value.isIntegralNumber() && value.canConvertToLong() ? value.longValue() : null);
    }

    /** True or false. */
    public JsonField<Boolean> flag(String name) {
        return field(name, "true or false", value -> value.isBoolean() ? value.booleanValue() : null);
    }

    /** One of some texts. */
    public JsonField<String> oneOf(String name, String... allowed) {
        var meanings = new TreeMap<String, String>();
        for (var text : allowed) {
            meanings.put(text, text);
        }
        return oneOf(name, meanings);
    }

    /** One of some texts, each with its meaning. */
    public <T> JsonField<T> oneOf(String name, Map<String, T> meanings) {
        var expected = "one of " + String.join(", ", new TreeMap<>(meanings).keySet());
        return field(name, expected, value -> value.isTextual() ? meanings.get(value.textValue()) : null);
    }

    /** An object with fields of its own, read the same way. */
    public JsonField<JsonBody> object(String name) {
        return field(name, "an object", value -> value instanceof ObjectNode object ? inside(object, name) : null);
    }

    /** An object whose fields are the caller's own affair. */
    public JsonField<ObjectNode> freeObject(String name) {
        return field(name, "an object", value -> value instanceof ObjectNode object ? object : null);
    }

    /** A list of objects; empty where it is missing. */
    public List<JsonBody> objects(String name) {
        return elements(
                name,
                "a list of objects",
                (element, at) -> element instanceof ObjectNode object ? inside(object, at) : null);
    }

    /** A list of texts; empty where it is missing. */
    public List<String> texts(String name) {
        return elements(name, "a list of texts", (element, at) -> element.isTextual() ? element.textValue() : null);
    }

    /** Any JSON. */
    public JsonField<JsonNode> any(String name) {
        return field(name, "a JSON value", value -> value);
    }

    /** The names of the fields that are there. */
    public Set<String> names() {
        var names = new HashSet<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The object as it came. */
    public ObjectNode raw() {
        return node;
    }

    /** Paths of the fields that nobody asked for; to be called after all were read. */
    public List<String> unknownFields() {
        var unknown = new ArrayList<String>();
        node.fieldNames().forEachRemaining(name -> {
            if (!asked.contains(name)) {
                unknown.add(path + name);
            }
        });
        inner.forEach(object -> unknown.addAll(object.unknownFields()));
        return unknown;
    }

    /** What the warning header says; null where every field was known. */
    public @Nullable String warning() {
        var unknown = unknownFields();
        if (unknown.isEmpty()) {
            return null;
        }
        var text = "ignored unknown fields: " + String.join(", ", unknown);
        // A header holds printable ASCII only, and names come from outside.
        var safe = text.replaceAll("[^\\x20-\\x7E]", "?");
        return safe.length() <= LONGEST_WARNING ? safe : safe.substring(0, LONGEST_WARNING) + "...";
    }

    private <T> JsonField<T> field(String name, String expected, Function<JsonNode, @Nullable T> read) {
        asked.add(name);
        var value = node.get(name);
        if (value == null || value.isNull()) {
            return new JsonField<>(path + name, expected, null);
        }
        var typed = read.apply(value);
        if (typed == null) {
            throw wrong(path + name, expected);
        }
        return new JsonField<>(path + name, expected, typed);
    }

    private <T> List<T> elements(String name, String expected, ElementReader<T> read) {
        var list =
                field(name, expected, value -> value.isArray() ? value : null).orNull();
        var typed = new ArrayList<T>();
        if (list != null) {
            for (var element : list) {
                var at = name + "[" + typed.size() + "]";
                var value = read.read(element, at);
                if (value == null) {
                    throw wrong(path + at, expected);
                }
                typed.add(value);
            }
        }
        return typed;
    }

    private JsonBody inside(ObjectNode object, String name) {
        var body = new JsonBody(object, path + name + ".");
        inner.add(body);
        return body;
    }

    private static @Nullable Instant instant(String text) {
        try {
            var instant = OffsetDateTime.parse(text).toInstant();
            return instant.isBefore(EARLIEST) || instant.isAfter(LATEST) ? null : instant;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static ApiException wrong(String field, String expected) {
        return ApiException.invalid(field, "`%s` has a wrong value; expected %s".formatted(field, expected));
    }

    private static ApiException tooLarge() {
        return new ApiException(
                Code.RESOURCE_EXHAUSTED,
                413,
                "the body is larger than %d bytes; send less, and files by reference".formatted(MOST_BYTES),
                Map.of("most_bytes", MOST_BYTES));
    }

    private static ApiException malformed(JsonProcessingException e) {
        var at = e.getLocation();
        var where = at == null ? "" : " near line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
        return new ApiException(
                Code.INVALID_ARGUMENT,
                "the body is not well-formed JSON%s; send one object without repeated names".formatted(where));
    }

    @FunctionalInterface
    private interface ElementReader<T> {
        @Nullable
        T read(JsonNode element, String at);
    }
}
