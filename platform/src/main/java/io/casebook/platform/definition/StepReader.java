package io.casebook.platform.definition;

import io.casebook.conversation.definition.Branch;
import io.casebook.conversation.definition.Condition;
import io.casebook.conversation.definition.Step;
import io.casebook.conversation.definition.StepPath;
import io.casebook.conversation.definition.Template;
import io.casebook.platform.definition.expression.Expressions;
import io.casebook.platform.definition.expression.Parsed;
import io.casebook.platform.definition.expression.Reference;
import io.casebook.platform.definition.expression.Scope;
import io.casebook.platform.definition.expression.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads the steps of one procedure. */
final class StepReader {

    private static final List<String> KINDS =
            List.of("ask", "call", "if", "say", "agent", "confirm", "handoff", "finish", "jump");

    private final ProcedureSetting setting;
    private final @Nullable List<String> declaredTools;
    private final Problems.InFile problems;
    private final Expressions expressions;
    private final TextReader texts;
    private final EndingReader endings;
    private final Map<StepPath, StepNote> notes = new LinkedHashMap<>();
    private final Set<String> usedTools = new LinkedHashSet<>();

    /** The names that the step being read uses. */
    private List<Reference> references = new ArrayList<>();

    StepReader(ProcedureSetting setting, @Nullable List<String> declaredTools, Scope scope, Problems.InFile problems) {
        this.setting = setting;
        this.declaredTools = declaredTools;
        this.problems = problems;
        this.expressions = new Expressions(scope);
        this.texts = new TextReader(expressions, setting.languages(), problems);
        this.endings = new EndingReader(setting.handOff(), texts, problems);
    }

    List<Step> read(YamlNode steps) {
        List<Step> read = list(steps, "steps", StepPath::top);
        if (read.isEmpty() && steps instanceof YamlNode.Sequence) {
            problems.error(steps.line(), "there are no steps", "add one, e.g. - say: \"...\"");
        }
        return read;
    }

    Map<StepPath, StepNote> notes() {
        return notes;
    }

    List<String> usedTools() {
        return List.copyOf(usedTools);
    }

    void warnOfOneLanguage(int line) {
        texts.warnOfOneLanguage(line);
    }

    private List<Step> list(@Nullable YamlNode node, String what, Function<Integer, StepPath> path) {
        List<Step> steps = new ArrayList<>();
        switch (node) {
            case null -> {}
            case YamlNode.Sequence sequence -> {
                for (YamlNode item : sequence.items()) {
                    // A step that cannot be read takes no place: paths must match what was read.
                    Step step = step(item, path.apply(steps.size()));
                    if (step != null) {
                        steps.add(step);
                    }
                }
            }
            case YamlNode.Scalar scalar when scalar.isNull() -> {}
            default ->
                problems.error(node.line(), what + " must be a list of steps, not " + node.kind(), "begin each with -");
        }
        return steps;
    }

    private @Nullable Step step(YamlNode node, StepPath path) {
        if (!(node instanceof YamlNode.Mapping mapping) || mapping.entries().size() != 1) {
            problems.error(
                    node.line(),
                    node instanceof YamlNode.Mapping
                            ? "a step has exactly one key"
                            : "a step must be a mapping, not " + node.kind(),
                    "one of " + String.join(", ", KINDS) + ", e.g. - say: \"...\"");
            return null;
        }
        Map.Entry<String, YamlNode.Entry> only =
                mapping.entries().entrySet().iterator().next();
        List<Reference> outer = references;
        references = new ArrayList<>();
        Step step = step(only.getKey(), only.getValue(), path);
        if (step != null) {
            notes.put(path, new StepNote(only.getValue().line(), references));
        }
        references = outer;
        return step;
    }

    private @Nullable Step step(String kind, YamlNode.Entry entry, StepPath path) {
        YamlNode value = entry.value();
        return switch (kind) {
            case "ask" -> parts(kind, value, this::ask);
            case "call" -> parts(kind, value, fields -> call(fields, path));
            case "if" -> parts(kind, value, fields -> choice(fields, path));
            case "say" -> new Step.Say(text(value, "say"));
            case "agent" -> agent(value);
            case "confirm" -> parts(kind, value, this::confirm);
            case "handoff", "hand_off" -> endings.handOff(value, references);
            case "finish" -> endings.finish(value);
            case "jump" -> endings.jump(value);
            default -> {
                problems.error(entry.line(), "no step is called " + kind, Spelling.hint(kind, KINDS));
                yield null;
            }
        };
    }

    private @Nullable Step parts(String kind, YamlNode value, Function<Fields, @Nullable Step> reader) {
        Fields fields = Fields.of(value, kind, problems);
        if (fields == null) {
            return null;
        }
        Step step = reader.apply(fields);
        fields.done();
        return step;
    }

    private Step ask(Fields fields) {
        YamlNode invalid = fields.node("invalid");
        return new Step.Ask(
                fields.required("slot", "unnamed", "the name under which the answer is kept"),
                requiredText(fields, "text"),
                pattern(fields),
                invalid == null ? null : text(invalid, "invalid"));
    }

    private Step confirm(Fields fields) {
        return new Step.Confirm(
                fields.required("slot", "unnamed", "the name under which yes or no is kept"),
                requiredText(fields, "text"),
                fields.text("of"));
    }

    private @Nullable Pattern pattern(Fields fields) {
        YamlNode.Scalar source = fields.scalar("pattern");
        if (source == null) {
            return null;
        }
        try {
            return Pattern.compile(source.text().strip());
        } catch (PatternSyntaxException e) {
            problems.error(
                    source.textLine(), "pattern is not a regular expression: " + e.getDescription(), "Java's notation");
            return null;
        }
    }

    private @Nullable Step call(Fields fields, StepPath path) {
        CallReader.Call call = new CallReader(setting.tools(), declaredTools, expressions).read(fields);
        YamlNode onError = fields.node("on_error");
        boolean declared = fields.has("on_error");
        List<Step> steps = list(onError, "on_error", index -> path.child(Branch.ON_ERROR, index));
        if (call == null) {
            return null;
        }
        references.addAll(call.references());
        usedTools.add(call.tool());
        return new Step.Call(call.tool(), call.arguments(), call.as(), declared ? steps : null);
    }

    private @Nullable Step choice(Fields fields, StepPath path) {
        YamlNode.Scalar when = fields.scalar("when");
        Condition condition = when == null ? null : condition(when);
        if (when == null) {
            problems.error(fields.line(), "if needs when", "e.g. when: \"order.status == 'shipped'\"");
        }
        List<Step> then = list(fields.node("then"), "then", index -> path.child(Branch.THEN, index));
        List<Step> otherwise = list(fields.node("else"), "else", index -> path.child(Branch.ELSE, index));
        if (then.isEmpty() && otherwise.isEmpty()) {
            problems.error(fields.line(), "if has neither then nor else", "add then: with a list of steps");
        }
        return condition == null ? null : new Step.If(condition, then, otherwise);
    }

    private @Nullable Condition condition(YamlNode.Scalar source) {
        return switch (expressions.condition(source.text().strip())) {
            case Parsed.Good<Condition> good -> {
                references.addAll(good.references());
                yield good.value();
            }
            case Parsed.Bad<Condition> bad -> {
                problems.faults(source.textLine(), bad.faults());
                yield null;
            }
        };
    }

    private @Nullable Step agent(YamlNode value) {
        String instructions;
        List<String> tools = declaredTools == null ? List.of() : declaredTools;
        if (value instanceof YamlNode.Scalar scalar) {
            instructions = scalar.isNull() ? "" : scalar.text().strip();
        } else {
            Fields fields = Fields.of(value, "agent", problems);
            if (fields == null) {
                return null;
            }
            instructions = fields.text("instructions", "");
            if (fields.node("tools") != null) {
                tools = AgentFile.toolNames(fields, "tools", setting.tools(), problems);
                tools.forEach(tool -> CallReader.allowed(tool, declaredTools, fields.line("tools"), problems));
            }
            fields.done();
        }
        if (instructions.isEmpty()) {
            problems.error(value.line(), "agent has no instructions", "say in plain language what the model is to do");
            return null;
        }
        if (!setting.generative()) {
            problems.warning(
                    value.line(),
                    "an agent step needs a generative model, and models.reason has none",
                    "it will hand off; name a model in agent.yaml");
        }
        usedTools.addAll(tools);
        return new Step.Agent(instructions, tools);
    }

    private Template requiredText(Fields fields, String key) {
        YamlNode node = fields.node(key);
        if (node == null) {
            problems.error(fields.line(key), key + " is missing", "what the customer reads");
            return Template.fixed("");
        }
        return text(node, key);
    }

    private Template text(YamlNode node, String what) {
        return texts.read(node, what, references);
    }
}
