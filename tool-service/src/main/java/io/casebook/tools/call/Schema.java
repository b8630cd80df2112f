package io.casebook.tools.call;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.casebook.platform.schema.BoundedPattern;
import io.casebook.tools.json.Json;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A JSON Schema 2020-12, compiled. It fetches nothing: a schema that points elsewhere is an error. Thread-safe. */
public final class Schema {
    private static final int TOLD = 5;

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaCacheEnabled(false)
                    .schemaLoader(loader -> loader.fetchRemoteResources(false))
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .regularExpressionFactory(BoundedPattern::new)
                            .build()));

    private final com.networknt.schema.Schema compiled;
    private final JsonNode source;

    private Schema(JsonNode source) {
        this.source = source;
        this.compiled = REGISTRY.getSchema(source);
        compiled.initializeValidators();
    }

    /** The schema of what a model may send: closed where it does not say otherwise. */
    public static Schema ofParameters(String tool, String json) {
        return of(tool, "parameters", StrictSchema.of(object(tool, "parameters", json)));
    }

    /** The schema of what a tool returns: open, because an interface may grow. */
    public static Schema ofResult(String tool, String json) {
        return of(tool, "returns", object(tool, "returns", json));
    }

    private static JsonNode object(String tool, String key, String json) {
        var schema = Json.parse(json);
        if (schema == null || !schema.isObject()) {
            throw new Denied(Denied.INVALID_DEFINITION, "%s of %s is no JSON Schema".formatted(key, tool));
        }
        return schema;
    }

    private static Schema of(String tool, String key, JsonNode schema) {
        try {
            return new Schema(schema);
        } catch (SchemaException e) {
            throw new Denied(
                    Denied.INVALID_DEFINITION,
                    "%s of %s is no usable JSON Schema: %s".formatted(key, tool, e.getMessage()));
        }
    }

    /** The names of its properties. */
    public Set<String> names() {
        var properties = source.get("properties");
        return properties == null ? Set.of() : new TreeSet<>(properties.propertyNames());
    }

    /** True when it allows names that it does not list. */
    public boolean open() {
        var additional = source.get("additionalProperties");
        return additional == null || !additional.isBoolean() || additional.booleanValue();
    }

    /** What is wrong with a value, as advice to its author, without quoting the value; empty where nothing is. */
    public List<String> objections(JsonNode value) {
        try {
            return compiled.validate(value).stream()
                    .map(Schema::advice)
                    .distinct()
                    .limit(TOLD)
                    .toList();
        } catch (BoundedPattern.TooLongException e) {
            return List.of("a pattern of the schema takes too long to match it");
        } catch (SchemaException | ArithmeticException e) {
            return List.of("it cannot be held against the schema");
        }
    }

    /** A line that says which properties there are: {@code amount (number, required), order_id (string)}. */
    String summary() {
        var properties = source.get("properties");
        if (properties == null || properties.isEmpty()) {
            return "none";
        }
        var required = source.get("required");
        return properties
                .propertyStream()
                .map(property -> property.getKey() + " (" + type(property.getValue())
                        + (isIn(required, property.getKey()) ? ", required)" : ")"))
                .collect(Collectors.joining(", "));
    }

    private static String advice(Error error) {
        var where = error.getInstanceLocation().toString();
        var what = error.getMessage();
        return where.isEmpty() ? what : where + ": " + what;
    }

    private static String type(JsonNode property) {
        var type = property.get("type");
        if (type == null) {
            return property.has("enum") ? "one of " + Json.text(property.get("enum")) : "any";
        }
        return type.isString() ? type.stringValue() : Json.text(type);
    }

    private static boolean isIn(@Nullable JsonNode names, String name) {
        return names != null
                && names.valueStream()
                        .anyMatch(one -> one.isString() && one.stringValue().equals(name));
    }
}
