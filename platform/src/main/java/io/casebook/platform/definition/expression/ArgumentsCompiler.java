package io.casebook.platform.definition.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.casebook.conversation.definition.ArgumentsTemplate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiles the arguments of one tool call against the tool's schema. */
final class ArgumentsCompiler {

    private final Scope scope;
    private final List<Fault> faults = new ArrayList<>();
    private final List<Reference> references = new ArrayList<>();

    ArgumentsCompiler(Scope scope) {
        this.scope = scope;
    }

    Parsed<ArgumentsTemplate> compile(ArgumentSource.Members source, @Nullable JsonNode schema) {
        ArgumentPart.Members root = members(source, schema);
        return faults.isEmpty()
                ? new Parsed.Good<>(new JsonArguments(Json.write(written(source)), root), references)
                : new Parsed.Bad<>(faults);
    }

    private ArgumentPart part(ArgumentSource source, @Nullable JsonNode schema, String name) {
        return switch (source) {
            case ArgumentSource.Scalar scalar -> scalar(scalar, JsonType.of(schema), name);
            case ArgumentSource.Members members -> members(members, schema);
            case ArgumentSource.Items items -> {
                JsonNode itemSchema = schema == null ? null : schema.get("items");
                yield new ArgumentPart.Items(items.items().stream()
                        .map(item -> part(item, itemSchema, name))
                        .toList());
            }
        };
    }

    private ArgumentPart.Members members(ArgumentSource.Members source, @Nullable JsonNode schema) {
        JsonNode properties = schema == null ? null : schema.get("properties");
        Map<String, ArgumentPart> parts = new LinkedHashMap<>();
        source.members()
                .forEach((name, member) ->
                        parts.put(name, part(member, properties == null ? null : properties.get(name), name)));
        return new ArgumentPart.Members(parts);
    }

    private ArgumentPart scalar(ArgumentSource.Scalar scalar, JsonType type, String name) {
        Placeholders.Reading reading = Placeholders.read(scalar.text());
        List<Placeholders.Placeholder> placeholders = reading.pieces().stream()
                .filter(Placeholders.Placeholder.class::isInstance)
                .map(Placeholders.Placeholder.class::cast)
                .toList();
        if (!reading.faults().isEmpty() || !placeholders.isEmpty()) {
            reading.faults().forEach(fault -> faults.add(moved(fault, scalar.line())));
            placeholders.forEach(placeholder -> refer(placeholder, scalar.line()));
            return reading.pieces().size() == 1 && placeholders.size() == 1
                    ? new ArgumentPart.Value(placeholders.getFirst(), type)
                    : new ArgumentPart.Text(new TextTemplate(scalar.text(), reading.pieces()), type);
        }
        return constant(scalar, reading, type, name);
    }

    private ArgumentPart constant(
            ArgumentSource.Scalar scalar, Placeholders.Reading reading, JsonType type, String name) {
        JsonNode value = scalar.constant();
        if (value.isTextual() || (type == JsonType.STRING && !value.isNull())) {
            // As written: 0042 stays 0042 where the tool wants text, and {{ is a brace.
            value = reading.pieces().isEmpty()
                    ? TextNode.valueOf("")
                    : TextNode.valueOf(((Placeholders.Literal) reading.pieces().getFirst()).text());
        }
        JsonNode converted = value.isNull() ? value : type.convert(value);
        if (converted == null) {
            faults.add(new Fault(
                    name + " is " + scalar.text() + ", but the tool wants type " + type.label(), scalar.line(), ""));
            return new ArgumentPart.Constant(value);
        }
        return new ArgumentPart.Constant(converted);
    }

    private void refer(Placeholders.Placeholder placeholder, int line) {
        if (placeholder.format() != null) {
            faults.add(new Fault(
                    "{" + placeholder.name() + "} has a format, which is for texts that customers read",
                    line,
                    "tools get values as they are: write {" + placeholder.name() + "}"));
        }
        Fault objection = scope.objectionTo(placeholder.path(), placeholder.line());
        if (objection != null) {
            faults.add(moved(objection, line));
        }
        references.add(new Reference(placeholder.path(), false));
    }

    private static Fault moved(Fault fault, int line) {
        return new Fault(fault.message(), fault.line() + line, fault.hint());
    }

    private static JsonNode written(ArgumentSource source) {
        return switch (source) {
            case ArgumentSource.Scalar scalar -> scalar.constant();
            case ArgumentSource.Members members -> {
                var object = Json.MAPPER.createObjectNode();
                members.members().forEach((name, member) -> object.set(name, written(member)));
                yield object;
            }
            case ArgumentSource.Items items -> {
                var array = Json.MAPPER.createArrayNode();
                items.items().forEach(item -> array.add(written(item)));
                yield array;
            }
        };
    }
}
