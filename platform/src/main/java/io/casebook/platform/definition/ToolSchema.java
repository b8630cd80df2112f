package io.casebook.platform.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casebook.platform.definition.expression.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads a tool's {@code parameters}, a JSON Schema of an object, and takes out what the platform fills. */
final class ToolSchema {

    private static final Set<String> TYPES =
            Set.of("object", "array", "string", "number", "integer", "boolean", "null");

    private final Fields tool;
    private final ToolBinding binding;
    private final Problems.InFile problems;

    ToolSchema(Fields tool, ToolBinding binding) {
        this.tool = tool;
        this.binding = binding;
        this.problems = tool.problems();
    }

    /** The schema; one without parameters where nothing usable is declared. */
    JsonNode required(int line) {
        if (!tool.has("parameters")) {
            problems.error(
                    line,
                    "parameters is missing",
                    "write parameters: {type: object, properties: {}} for a tool without any");
        }
        JsonNode schema = optional();
        names(schema == null ? YamlValues.MAPPER.createObjectNode() : schema.path("properties")).stream()
                .filter(name -> name.indexOf('.') >= 0)
                .forEach(name -> pointed(name, tool.line("parameters")));
        binding.parameters().keySet().stream()
                .filter(name -> name.indexOf('.') >= 0)
                .forEach(name -> pointed(name, tool.line("bind")));
        return schema != null ? schema : YamlValues.MAPPER.createObjectNode().put("type", "object");
    }

    /** In braces and conditions a point leads into a value, so such a parameter could not be named there. */
    private void pointed(String name, int line) {
        problems.error(line, "the parameter " + name + " has a point in its name", "{a.b} is b of the parameter a");
    }

    /** The schema; null where none is declared. */
    @Nullable
    JsonNode optional() {
        YamlNode node = tool.node("parameters");
        if (node == null) {
            return null;
        }
        if (!(node instanceof YamlNode.Mapping mapping)) {
            tool.wrong("parameters", node, "a JSON Schema");
            return null;
        }
        if (!(mapping.get("type") instanceof YamlNode.Scalar type)
                || !type.text().equals("object")) {
            problems.error(mapping.line(), "parameters must be a JSON Schema of type object", "add type: object");
        }
        check(mapping);
        return withoutBound((ObjectNode) YamlValues.json(mapping));
    }

    /** The schema that a server tells, without what the platform fills and what is never sent; null where it tells none. */
    @Nullable
    JsonNode taken(@Nullable ObjectNode told, int line, Set<String> omitted) {
        if (told == null) {
            return null;
        }
        JsonNode properties = told.path("properties");
        for (String bound : binding.parameters().keySet()) {
            if (!properties.has(bound)) {
                problems.error(
                        line,
                        "bind names " + bound + ", which the tool does not take",
                        Spelling.hint(bound, names(properties)));
            }
        }
        ObjectNode schema = told.deepCopy();
        without(schema, omitted);
        return withoutBound(schema);
    }

    private static List<String> names(JsonNode properties) {
        List<String> names = new ArrayList<>();
        properties.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The schema of the result as text; null where none is declared. */
    @Nullable
    String returns() {
        YamlNode node = tool.node("returns");
        if (node instanceof YamlNode.Mapping mapping) {
            check(mapping);
            return YamlValues.json(mapping).toString();
        }
        if (node != null) {
            tool.wrong("returns", node, "a JSON Schema");
        }
        return null;
    }

    private void check(YamlNode.Mapping schema) {
        types(schema.get("type"));
        pattern(schema.get("pattern"));
        YamlNode properties = schema.get("properties");
        if (properties instanceof YamlNode.Mapping members) {
            members.entries().forEach((name, entry) -> nested(entry.value(), "the parameter " + name));
            required(schema.get("required"), members);
        } else if (properties != null) {
            problems.error(properties.line(), "properties must be a mapping, not " + properties.kind());
        }
        YamlNode items = schema.get("items");
        if (items != null) {
            nested(items, "items");
        }
    }

    private void nested(YamlNode node, String what) {
        if (node instanceof YamlNode.Mapping schema) {
            check(schema);
        } else {
            problems.error(node.line(), what + " must be a JSON Schema, not " + node.kind(), "e.g. {type: string}");
        }
    }

    private void types(@Nullable YamlNode type) {
        switch (type) {
            case null -> {}
            case YamlNode.Scalar scalar -> {
                if (!TYPES.contains(scalar.text())) {
                    problems.error(
                            scalar.line(), "no type is called " + scalar.text(), Spelling.hint(scalar.text(), TYPES));
                }
            }
            case YamlNode.Sequence several -> several.items().forEach(this::types);
            case YamlNode.Mapping other -> problems.error(other.line(), "type must be text, not " + other.kind());
        }
    }

    private void pattern(@Nullable YamlNode pattern) {
        if (pattern instanceof YamlNode.Scalar scalar) {
            try {
                Pattern.compile(scalar.text());
            } catch (PatternSyntaxException e) {
                problems.error(scalar.line(), "pattern is not a regular expression: " + e.getDescription());
            }
        }
    }

    private void required(@Nullable YamlNode required, YamlNode.Mapping properties) {
        if (required == null) {
            return;
        }
        if (!(required instanceof YamlNode.Sequence names)) {
            problems.error(required.line(), "required must be a list, not " + required.kind());
            return;
        }
        for (YamlNode name : names.items()) {
            if (!(name instanceof YamlNode.Scalar scalar)
                    || (properties.get(scalar.text()) == null
                            && !binding.parameters().containsKey(scalar.text()))) {
                problems.error(
                        name.line(),
                        "required names " + name.kind() + ", which is no parameter",
                        "add it to properties");
            }
        }
    }

    private ObjectNode withoutBound(ObjectNode schema) {
        return without(schema, binding.parameters().keySet());
    }

    private static ObjectNode without(ObjectNode schema, Set<String> names) {
        if (schema.get("properties") instanceof ObjectNode properties) {
            properties.remove(names);
        }
        if (schema.get("required") instanceof ArrayNode required) {
            ArrayNode open = YamlValues.MAPPER.createArrayNode();
            for (JsonNode name : required) {
                if (!names.contains(name.asText())) {
                    open.add(name);
                }
            }
            schema.set("required", open);
        }
        return schema;
    }
}
