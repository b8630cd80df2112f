package io.casebook.shop;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A request as the desks see it: named parts of the path, query, body, who it is for, and its idempotency key. Every getter says what is wrong. */
final class Request {
    static final String CUSTOMER_HEADER = "X-Customer-Id";
    static final String IDEMPOTENCY_HEADER = "Idempotency-Key";
    private static final String CUSTOMER_FIELD = "customer_id";
    private static final int LONGEST_KEY = 255;

    private final String method;
    private final URI uri;
    private final Map<String, String> parts;
    private final Map<String, String> query;
    private final Optional<String> customerHeader;
    private final Optional<String> idempotencyKey;
    private final ObjectNode body;

    Request(
            String method,
            URI uri,
            Map<String, String> parts,
            Optional<String> customerHeader,
            Optional<String> idempotencyKey,
            String body) {
        this.method = method;
        this.uri = uri;
        this.parts = Map.copyOf(parts);
        this.query = query(uri);
        this.customerHeader = customerHeader.filter(id -> !id.isBlank());
        this.idempotencyKey = idempotencyKey;
        this.body = object(body);
        if (idempotencyKey
                .filter(key -> key.isBlank() || key.length() > LONGEST_KEY)
                .isPresent()) {
            throw Problem.invalid(IDEMPOTENCY_HEADER + ": must have 1 to " + LONGEST_KEY + " characters");
        }
    }

    /** Splits a path at its slashes and decodes each segment; a plus sign stays a plus sign. */
    static List<String> segments(URI uri) {
        List<String> segments = new ArrayList<>();
        for (String raw : uri.getRawPath().split("/", -1)) {
            if (!raw.isEmpty()) {
                segments.add(URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8));
            }
        }
        return segments;
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> query = new LinkedHashMap<>();
        String raw = uri.getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            query.putIfAbsent(
                    URLDecoder.decode(name, StandardCharsets.UTF_8), URLDecoder.decode(value, StandardCharsets.UTF_8));
        }
        return query;
    }

    private static ObjectNode object(String body) {
        if (body.isBlank()) {
            return Json.MAPPER.createObjectNode();
        }
        JsonNode node;
        try {
            node = Json.MAPPER.readTree(body);
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw Problem.invalid("body: not valid JSON"
                    + (at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr()));
        }
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw Problem.invalid("body: expected a JSON object");
    }

    String part(String name) {
        String value = parts.get(name);
        if (value == null) {
            throw new IllegalStateException("the route has no part named " + name);
        }
        return value;
    }

    Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    String requiredQuery(String name) {
        return query(name).orElseThrow(() -> Problem.invalid(name + ": this query parameter is required"));
    }

    Optional<String> idempotencyKey() {
        return idempotencyKey;
    }

    /** The customer the request is made for: a header, a query parameter or a field of the body, which must agree where several are given. */
    Optional<String> customer() {
        Set<String> given = new LinkedHashSet<>();
        customerHeader.ifPresent(given::add);
        query(CUSTOMER_FIELD).ifPresent(given::add);
        text(CUSTOMER_FIELD, 128).ifPresent(given::add);
        if (given.size() > 1) {
            throw Problem.invalid(CUSTOMER_FIELD + ": the header " + CUSTOMER_HEADER
                    + ", the query parameter and the field of the body name different customers");
        }
        return given.stream().findFirst();
    }

    /** An optional text of the body. */
    Optional<String> text(String field, int longest) {
        JsonNode value = body.get(field);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw Problem.invalid(field + ": expected a string, got " + typeName(value));
        }
        String text = value.textValue().strip();
        if (text.length() > longest) {
            throw Problem.invalid(field + ": at most " + longest + " characters, got " + text.length());
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    String requiredText(String field, int longest) {
        return text(field, longest)
                .orElseThrow(() -> Problem.invalid(field + ": this field is required and must not be empty"));
    }

    /** An amount of money of the body: a positive number with at most two decimals. */
    BigDecimal requiredAmount(String field) {
        JsonNode value = body.get(field);
        if (value == null || value.isNull()) {
            throw Problem.invalid(field + ": this field is required, a positive number");
        }
        if (!value.isNumber()) {
            throw Problem.invalid(field + ": expected a number, got " + typeName(value));
        }
        BigDecimal amount = value.decimalValue();
        if (amount.signum() <= 0) {
            throw Problem.invalid(field + ": must be more than 0");
        }
        // Compared before it is scaled: 1e999999999 must not be written out.
        if (amount.compareTo(BigDecimal.valueOf(1_000_000)) > 0) {
            throw Problem.invalid(field + ": must be at most 1000000");
        }
        if (amount.stripTrailingZeros().scale() > 2) {
            throw Problem.invalid(field + ": at most two decimals");
        }
        return amount.setScale(2);
    }

    private static String typeName(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "an array";
            case OBJECT, POJO -> "an object";
            case BOOLEAN -> "a boolean";
            case NUMBER -> "a number";
            case STRING -> "a string";
            case BINARY, MISSING, NULL -> "nothing";
        };
    }

    /** What was asked, as a hash: the same key must come with the same request. */
    String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(
                    (method + ' ' + uri + '\n' + customerHeader.orElse("") + '\n').getBytes(StandardCharsets.UTF_8));
            digest.update(body.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
