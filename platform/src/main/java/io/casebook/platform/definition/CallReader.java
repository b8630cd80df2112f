package io.casebook.platform.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.casebook.conversation.definition.ArgumentsTemplate;
import io.casebook.platform.definition.expression.Expressions;
import io.casebook.platform.definition.expression.Parsed;
import io.casebook.platform.definition.expression.Reference;
import io.casebook.platform.definition.expression.Scope;
import io.casebook.platform.definition.expression.Spelling;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a {@code call}: the tool must be there, be allowed, and get the arguments it takes. */
final class CallReader {

    private final Map<String, ToolEntry> tools;
    private final @Nullable List<String> declaredTools;
    private final Expressions expressions;

    CallReader(Map<String, ToolEntry> tools, @Nullable List<String> declaredTools, Expressions expressions) {
        this.tools = tools;
        this.declaredTools = declaredTools;
        this.expressions = expressions;
    }

    /** A call as it was read. */
    record Call(String tool, ArgumentsTemplate arguments, String as, List<Reference> references) {}

    @Nullable
    Call read(Fields fields) {
        Problems.InFile problems = fields.problems();
        String name = fields.required("tool", "", "the name of a tool in tools.yaml");
        String as = fields.text("as", name);
        YamlNode with = fields.node("with");
        ToolEntry tool = tools.get(name);
        if (tool == null) {
            if (!name.isEmpty()) {
                problems.error(fields.line("tool"), "no tool is called " + name, Spelling.hint(name, tools.keySet()));
            }
            return null;
        }
        allowed(name, declaredTools, fields.line("tool"), problems);
        if (with != null && !(with instanceof YamlNode.Mapping)) {
            problems.error(with.line(), "with must be a mapping (parameter: value), not " + with.kind());
            return null;
        }
        YamlNode.Mapping arguments =
                with instanceof YamlNode.Mapping mapping ? mapping : new YamlNode.Mapping(fields.line(), Map.of());
        names(tool, arguments, fields.line("with"), problems);
        return switch (expressions.arguments(YamlValues.arguments(arguments), tool.schema())) {
            case Parsed.Good<ArgumentsTemplate> good -> new Call(name, good.value(), as, good.references());
            case Parsed.Bad<ArgumentsTemplate> bad -> {
                problems.faults(0, bad.faults());
                yield null;
            }
        };
    }

    private static void names(ToolEntry tool, YamlNode.Mapping with, int line, Problems.InFile problems) {
        Scope.Arguments parameters = tool.arguments();
        with.entries().forEach((name, entry) -> {
            if (tool.tool().bind().containsKey(name)) {
                problems.error(
                        entry.line(),
                        name + " is bound to " + tool.tool().bind().get(name) + " and cannot be given",
                        "remove it: the platform fills it");
            } else if (!parameters.open() && !parameters.names().contains(name)) {
                problems.error(
                        entry.line(),
                        "the tool " + tool.tool().name() + " has no parameter " + name,
                        Spelling.hint(name, parameters.names()));
            }
        });
        JsonNode schema = tool.schema();
        if (schema != null) {
            for (JsonNode required : schema.path("required")) {
                if (with.get(required.asText()) == null) {
                    problems.error(
                            line, "the tool " + tool.tool().name() + " needs " + required.asText(), "add it to with:");
                }
            }
        }
    }

    /** A procedure that declares its tools uses no others. */
    static void allowed(String tool, @Nullable List<String> declared, int line, Problems.InFile problems) {
        if (declared != null && !declared.contains(tool)) {
            problems.error(line, "the tool " + tool + " is not among the procedure's tools", "add it to tools: above");
        }
    }
}
