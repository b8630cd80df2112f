package io.casebook.platform.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a JSON Schema 2020-12 of a schema of an OpenAPI description: references are written out, what JSON Schema does not know
 * is left out, and what version 3.0 says in other words is said in these. Where a schema contains itself, it goes no deeper:
 * there, anything fits.
 */
final class ApiSchema {
    /** Written out, a few references can stand for millions of nodes; no tool needs a fraction of this. */
    private static final int MAX_NODES = 5_000;

    private static final List<String> KEPT = List.of(
            "title",
            "description",
            "default",
            "const",
            "enum",
            "required",
            "pattern",
            "minLength",
            "maxLength",
            "minimum",
            "maximum",
            "multipleOf",
            "minItems",
            "maxItems",
            "uniqueItems",
            "minProperties",
            "maxProperties",
            "minContains",
            "maxContains",
            "dependentRequired");

    private static final List<String> ONE = List.of(
            "items",
            "not",
            "contains",
            "propertyNames",
            "additionalProperties",
            "unevaluatedProperties",
            "if",
            "then",
            "else");

    private static final List<String> SEVERAL = List.of("allOf", "anyOf", "oneOf", "prefixItems");

    private static final List<String> NAMED = List.of("properties", "patternProperties", "dependentSchemas");

    private static final Set<String> FORMATS = Set.of(
            "date-time",
            "date",
            "time",
            "duration",
            "email",
            "hostname",
            "ipv4",
            "ipv6",
            "uri",
            "uri-reference",
            "uuid");

    private final ApiDescription api;
    private final boolean sent;
    private final Deque<String> within = new ArrayDeque<>();
    private int nodes;

    /** @param sent true for what is sent, where what can only be read has no place; false for what comes back */
    ApiSchema(ApiDescription api, boolean sent) {
        this.api = api;
        this.sent = sent;
    }

    /** The schema, written out. */
    JsonNode of(@Nullable YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar
                && (scalar.text().equals("true") || scalar.text().equals("false"))) {
            return YamlValues.json(scalar);
        }
        if (++nodes > MAX_NODES) {
            if (nodes == MAX_NODES + 1) {
                api.problems()
                        .error(
                                node == null ? 1 : node.line(),
                                "written out, the schema has more than " + MAX_NODES + " parts",
                                "declare the tool's parameters yourself");
            }
            return anything();
        }
        String reference = ApiDescription.reference(node);
        if (reference == null) {
            return node instanceof YamlNode.Mapping mapping ? plain(mapping) : anything();
        }
        if (within.contains(reference)) {
            return anything();
        }
        within.push(reference);
        JsonNode schema = of(api.follow(node));
        within.pop();
        // Version 3.1 lets a description stand beside a reference.
        if (schema instanceof ObjectNode object
                && node instanceof YamlNode.Mapping mapping
                && mapping.get("description") instanceof YamlNode.Scalar said) {
            object.put("description", said.text());
        }
        return schema;
    }

    static ObjectNode anything() {
        return YamlValues.MAPPER.createObjectNode();
    }

    private ObjectNode plain(YamlNode.Mapping source) {
        ObjectNode schema = anything();
        type(source, schema);
        for (String keyword : KEPT) {
            YamlNode value = source.get(keyword);
            if (value != null) {
                schema.set(keyword, YamlValues.json(value));
            }
        }
        exclusive(source, schema, "exclusiveMinimum", "minimum");
        exclusive(source, schema, "exclusiveMaximum", "maximum");
        if (source.get("format") instanceof YamlNode.Scalar format && FORMATS.contains(format.text())) {
            schema.put("format", format.text());
        }
        nested(source, schema);
        if (isTrue(source.get("nullable")) && schema.get("enum") instanceof ArrayNode values) {
            values.addNull();
        }
        return schema;
    }

    private void nested(YamlNode.Mapping source, ObjectNode schema) {
        for (String keyword : ONE) {
            YamlNode value = source.get(keyword);
            if (value != null) {
                schema.set(keyword, of(value));
            }
        }
        for (String keyword : SEVERAL) {
            if (source.get(keyword) instanceof YamlNode.Sequence several) {
                ArrayNode all = schema.putArray(keyword);
                several.items().forEach(one -> all.add(of(one)));
            }
        }
        for (String keyword : NAMED) {
            if (source.get(keyword) instanceof YamlNode.Mapping named) {
                ObjectNode all = schema.putObject(keyword);
                named.entries().forEach((name, entry) -> member(schema, all, name, entry.value()));
            }
        }
    }

    /** What can only be read is not sent, and what can only be written does not come back. */
    private void member(ObjectNode schema, ObjectNode all, String name, YamlNode value) {
        YamlNode meant = ApiDescription.reference(value) == null ? value : api.follow(value);
        if (meant instanceof YamlNode.Mapping mapping && isTrue(mapping.get(sent ? "readOnly" : "writeOnly"))) {
            if (schema.get("required") instanceof ArrayNode required) {
                for (int i = required.size() - 1; i >= 0; i--) {
                    if (required.get(i).asText().equals(name)) {
                        required.remove(i);
                    }
                }
            }
            return;
        }
        all.set(name, of(value));
    }

    private static void type(YamlNode.Mapping source, ObjectNode schema) {
        YamlNode type = source.get("type");
        if (type instanceof YamlNode.Scalar scalar && isTrue(source.get("nullable"))) {
            schema.putArray("type").add(scalar.text()).add("null");
        } else if (type != null) {
            schema.set("type", YamlValues.json(type));
        }
    }

    /** In version 3.0 it only says whether the other one counts itself. */
    private static void exclusive(YamlNode.Mapping source, ObjectNode schema, String keyword, String bound) {
        YamlNode value = source.get(keyword);
        if (isTrue(value) && schema.has(bound)) {
            schema.set(keyword, schema.remove(bound));
        } else if (value instanceof YamlNode.Scalar scalar
                && YamlValues.json(scalar).isNumber()) {
            schema.set(keyword, YamlValues.json(scalar));
        }
    }

    private static boolean isTrue(@Nullable YamlNode node) {
        return node instanceof YamlNode.Scalar scalar && scalar.text().equals("true");
    }
}
