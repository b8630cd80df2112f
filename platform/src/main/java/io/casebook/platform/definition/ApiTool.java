package io.casebook.platform.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes an {@code http} block of one operation. One name is one argument: where the path, the query and the body ask for the
 * same name, they get the same value. An optional header is only sent where the platform fills it.
 */
final class ApiTool {
    /** What the platform, or the server's block, says about every request. */
    private static final Set<String> OWN_HEADERS = Set.of("accept", "content-type", "authorization");

    private static final Pattern BRACES = Pattern.compile("\\{([^}]*)}");

    private final ApiDescription api;
    private final ApiDescription.Operation operation;
    private final ToolReader.Wanted wanted;
    private final Problems.InFile problems;

    private final ObjectNode properties = ApiSchema.anything();
    private final Set<String> required = new LinkedHashSet<>();
    private final List<String> query = new ArrayList<>();
    private final Map<String, String> path = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> headers = new LinkedHashMap<>();

    ApiTool(ApiDescription api, ApiDescription.Operation operation, ToolReader.Wanted wanted) {
        this.api = api;
        this.operation = operation;
        this.wanted = wanted;
        this.problems = api.problems();
    }

    /** The tool, as one HTTP request. */
    Taken lower(String url, Map<String, @Nullable Object> serverHeaders) {
        parameters(operation.pathItem());
        parameters(operation.node());
        Object json = body();
        headers.putAll(serverHeaders);
        Map<String, @Nullable Object> http = new LinkedHashMap<>();
        http.put("method", operation.method().toUpperCase(Locale.ROOT));
        http.put("url", url + filledPath() + (query.isEmpty() ? "" : "?" + String.join("&", query)));
        if (!headers.isEmpty()) {
            http.put("headers", headers);
        }
        if (json != null) {
            http.put("json", json);
        }
        ObjectNode schema = ApiSchema.anything().put("type", "object");
        if (!required.isEmpty()) {
            ArrayNode names = schema.putArray("required");
            required.forEach(names::add);
        }
        schema.set("properties", properties);
        return new Taken(description(), schema, returns(), Map.of("http", http));
    }

    private String description() {
        List<String> said = new ArrayList<>();
        for (String key : List.of("summary", "description")) {
            if (operation.node().get(key) instanceof YamlNode.Scalar text
                    && !text.text().isBlank()) {
                said.add(text.text().strip());
            }
        }
        return String.join(" ", said);
    }

    private void parameters(YamlNode.Mapping where) {
        if (where.get("parameters") instanceof YamlNode.Sequence several) {
            for (YamlNode one : several.items()) {
                if (api.follow(one) instanceof YamlNode.Mapping parameter) {
                    parameter(parameter);
                }
            }
        }
    }

    private void parameter(YamlNode.Mapping parameter) {
        String name = text(parameter, "name");
        String place = text(parameter, "in");
        String argument = argument(name);
        boolean needed = text(parameter, "required").equals("true") || place.equals("path");
        if (name.isEmpty() || wanted.omitted().contains(argument)) {
            return;
        }
        switch (place) {
            case "path" -> path.put(name, argument);
            case "query" -> query.add(encoded(name) + "={" + argument + "}");
            case "header" -> {
                boolean sent = needed || wanted.bound().contains(argument);
                if (!sent || OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                    return;
                }
                headers.put(name, "{" + argument + "}");
            }
            default -> {
                if (needed) {
                    unusable(parameter, "needs the cookie " + name + ", which is not supported");
                }
                return;
            }
        }
        if (place.equals("query") && (!plainStyle(parameter) || !simple(parameter))) {
            unusable(parameter, "writes the parameter " + name + " in a style that is not supported");
        }
        add(argument, described(parameter), needed);
    }

    /** A list becomes several pairs, which is the style that a description means when it says nothing. */
    private boolean plainStyle(YamlNode.Mapping parameter) {
        String style = text(parameter, "style");
        boolean list = api.follow(parameter.get("schema")) instanceof YamlNode.Mapping schema
                && text(schema, "type").equals("array");
        return (style.isEmpty() || style.equals("form"))
                && !(list && text(parameter, "explode").equals("false"));
    }

    private boolean simple(YamlNode.Mapping parameter) {
        return api.follow(parameter.get("schema")) instanceof YamlNode.Mapping schema
                && !text(schema, "type").equals("object");
    }

    private JsonNode described(YamlNode.Mapping parameter) {
        JsonNode schema = new ApiSchema(api, true).of(parameter.get("schema"));
        if (schema instanceof ObjectNode object
                && !object.has("description")
                && parameter.get("description") instanceof YamlNode.Scalar said) {
            object.put("description", said.text());
        }
        return schema;
    }

    private void add(String argument, JsonNode schema, boolean needed) {
        if (!properties.has(argument)) {
            properties.set(argument, schema);
        }
        if (needed) {
            required.add(argument);
        }
    }

    /** The body: an object's members are arguments of their own, anything else is one argument. */
    private @Nullable Object body() {
        if (!(api.follow(operation.node().get("requestBody")) instanceof YamlNode.Mapping body)) {
            return null;
        }
        boolean needed = text(body, "required").equals("true");
        YamlNode media = json(body.get("content"));
        if (media == null) {
            if (needed) {
                unusable(body, "takes no JSON, and nothing else is supported");
            }
            return null;
        }
        JsonNode schema =
                new ApiSchema(api, true).of(media instanceof YamlNode.Mapping mapping ? mapping.get("schema") : null);
        boolean members = schema.path("type").asText().equals("object")
                && schema.get("properties") instanceof ObjectNode
                && List.of("allOf", "anyOf", "oneOf").stream().noneMatch(schema::has);
        if (!members) {
            add("body", schema, needed);
            return "{body}";
        }
        Set<String> asked = new LinkedHashSet<>();
        schema.path("required").forEach(name -> asked.add(name.asText()));
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        schema.path("properties").properties().forEach(property -> {
            String argument = argument(property.getKey());
            if (!wanted.omitted().contains(argument)) {
                json.put(property.getKey(), "{" + argument + "}");
                add(argument, property.getValue(), needed && asked.contains(property.getKey()));
            }
        });
        return json;
    }

    /** The schema of the first answer that says done. */
    private @Nullable ObjectNode returns() {
        if (!(operation.node().get("responses") instanceof YamlNode.Mapping responses)) {
            return null;
        }
        for (Map.Entry<String, YamlNode.Entry> response : responses.entries().entrySet()) {
            if (response.getKey().matches("2([0-9]{2}|XX)")
                    && api.follow(response.getValue().value()) instanceof YamlNode.Mapping answer
                    && json(answer.get("content")) instanceof YamlNode.Mapping media
                    && new ApiSchema(api, false).of(media.get("schema")) instanceof ObjectNode schema
                    && !schema.isEmpty()) {
                return schema;
            }
        }
        return null;
    }

    private @Nullable YamlNode json(@Nullable YamlNode content) {
        if (content instanceof YamlNode.Mapping types) {
            for (Map.Entry<String, YamlNode.Entry> type : types.entries().entrySet()) {
                String name = type.getKey()
                        .toLowerCase(Locale.ROOT)
                        .replaceFirst(";.*", "")
                        .strip();
                if (name.equals("application/json") || name.endsWith("+json") || name.equals("*/*")) {
                    return type.getValue().value();
                }
            }
        }
        return null;
    }

    private String filledPath() {
        String filled = operation.path();
        for (Map.Entry<String, String> one : path.entrySet()) {
            filled = filled.replace("{" + one.getKey() + "}", "{" + one.getValue() + "}");
        }
        Matcher left = BRACES.matcher(operation.path());
        while (left.find()) {
            if (!path.containsKey(left.group(1))) {
                unusable(operation.node(), "has no parameter for {" + left.group(1) + "} in its path");
            }
        }
        return filled.startsWith("/") ? filled : "/" + filled;
    }

    private void unusable(YamlNode where, String what) {
        problems.error(
                where.line(),
                "the operation " + operation.method().toUpperCase(Locale.ROOT) + " " + operation.path() + " " + what,
                "declare a tool of your own with an http block");
    }

    private static String text(YamlNode.Mapping mapping, String key) {
        return mapping.get(key) instanceof YamlNode.Scalar scalar ? scalar.text() : "";
    }

    /** What can stand in braces. */
    private static String argument(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_]", "_");
        return plain.matches("[0-9].*") ? "_" + plain : plain;
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
