package io.casebook.platform.definition;

import io.casebook.conversation.definition.Condition;
import io.casebook.conversation.definition.DailyLimit;
import io.casebook.conversation.definition.OnDigression;
import io.casebook.conversation.definition.Procedure;
import io.casebook.conversation.definition.Step;
import io.casebook.platform.definition.expression.Expressions;
import io.casebook.platform.definition.expression.Parsed;
import io.casebook.platform.definition.expression.Scope;
import io.casebook.platform.definition.expression.Spelling;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads one file of procedures/. */
final class ProcedureFile {

    /** What the triage calls a question that articles answer. */
    private static final String KNOWLEDGE = "knowledge";

    private final String file;
    private final FrontMatter parts;
    private final Fields fields;
    private final Problems.InFile problems;
    private final ProcedureSetting setting;

    private ProcedureFile(String file, FrontMatter parts, Fields fields, ProcedureSetting setting) {
        this.file = file;
        this.parts = parts;
        this.fields = fields;
        this.problems = fields.problems();
        this.setting = setting;
    }

    static @Nullable ReadProcedure read(String file, String text, ProcedureSetting setting, Problems all) {
        Problems.InFile problems = all.in(file);
        FrontMatter parts = FrontMatter.of(text, problems);
        if (parts == null) {
            return null;
        }
        YamlNode root = YamlReader.read(parts.yaml(), parts.linesBefore(), problems);
        if (root == null) {
            if (problems.clean()) {
                problems.error(parts.linesBefore() + 1, "the front matter is empty", "say at least when: ...");
            }
            return null;
        }
        Fields fields = Fields.of(root, "the front matter", problems);
        return fields == null ? null : new ProcedureFile(file, parts, fields, setting).read();
    }

    private ReadProcedure read() {
        String id = id();
        String when = fields.required("when", id, "say in a sentence when the procedure applies: the triage reads it");
        List<Fields.Word> examples = examples();
        Condition requires = requires();
        List<String> declared =
                fields.node("tools") == null ? null : AgentFile.toolNames(fields, "tools", setting.tools(), problems);
        String target = target();
        DailyLimit limit = limit();
        OnDigression onDigression = onDigression();
        YamlNode steps = fields.node("steps");
        StepReader reader = new StepReader(setting, declared, setting.names().scopeOf(id, steps, problems), problems);
        List<Step> read = steps == null ? List.of() : reader.read(steps);
        fields.done();
        String body = body(steps, read.isEmpty());
        warnOfProse(steps);
        reader.warnOfOneLanguage(fields.line("steps"));
        List<String> tools = declared != null ? declared : reader.usedTools();
        Procedure procedure = new Procedure(
                id,
                when,
                examples.stream().map(Fields.Word::text).toList(),
                requires,
                tools,
                target,
                limit,
                onDigression,
                body,
                read);
        return new ReadProcedure(file, fields.line("id"), procedure, examples, reader.notes());
    }

    /** The id of a procedure that names none. */
    static String nameOf(String file) {
        return file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.md$", "");
    }

    private String id() {
        String id = fields.text("id", nameOf(file));
        if (!AgentFile.ID.matcher(id).matches()) {
            problems.error(
                    fields.line("id"), "id is not usable: " + id, "lower-case letters, digits, - and _, at most 64");
            return "unnamed";
        }
        if (id.equals(KNOWLEDGE)) {
            problems.error(
                    fields.line("id"), "knowledge is what a question for the articles is called", "choose another id");
        }
        return id;
    }

    private List<Fields.Word> examples() {
        List<Fields.Word> examples = fields.words("examples").stream()
                .filter(example -> !example.text().isBlank())
                .toList();
        if (examples.isEmpty()) {
            problems.warning(
                    fields.line("examples"),
                    "the procedure has no examples",
                    "five or more messages as customers write them make it recognisable");
        }
        return examples;
    }

    private @Nullable Condition requires() {
        YamlNode.Scalar source = fields.isOff("requires") ? null : fields.scalar("requires");
        if (source == null) {
            return null;
        }
        return switch (new Expressions(Scope.CONVERSATION)
                .condition(source.text().strip())) {
            case Parsed.Good<Condition> good -> good.value();
            case Parsed.Bad<Condition> bad -> {
                problems.faults(source.textLine(), bad.faults());
                yield null;
            }
        };
    }

    private @Nullable String target() {
        String key = fields.has("handoff") && !fields.has("hand_off") ? "handoff" : "hand_off";
        String target = fields.text(key);
        if (target == null || setting.handOff().targets().containsKey(target)) {
            return target;
        }
        problems.error(
                fields.line(key),
                "no hand-off target is called " + target,
                Spelling.hint(target, setting.handOff().targets().keySet()));
        return null;
    }

    private @Nullable DailyLimit limit() {
        String text = fields.isOff("limit") ? null : fields.text("limit");
        DailyLimit limit = text == null ? null : Values.daily(text);
        if (text != null && limit == null) {
            problems.error(fields.line("limit"), "limit must be a number a day, not " + text, "write 200/day");
        }
        return limit;
    }

    private OnDigression onDigression() {
        String text = fields.text("on_digression");
        List<String> known = AgentFile.keys(OnDigression.class);
        if (text == null) {
            return OnDigression.LEAVE;
        }
        if (known.contains(text)) {
            return OnDigression.valueOf(text.toUpperCase(Locale.ROOT));
        }
        problems.error(
                fields.line("on_digression"),
                "on_digression must be resume or leave, not " + text,
                "resume goes on with the procedure after the other one");
        return OnDigression.LEAVE;
    }

    private String body(@Nullable YamlNode steps, boolean noSteps) {
        if (steps == null && parts.body().isBlank()) {
            problems.error(
                    parts.bodyLine(),
                    "the procedure says nothing",
                    "write it in plain language below the front matter, or add steps:");
        }
        // Without either a problem has been reported, and the word keeps the record whole until somebody reads it.
        return noSteps && parts.body().isBlank() ? "(nothing)" : parts.body();
    }

    private void warnOfProse(@Nullable YamlNode steps) {
        if (steps == null && !setting.generative()) {
            problems.warning(
                    parts.bodyLine(),
                    "a procedure in plain language needs a generative model, and models.reason has none",
                    "it will hand off; name a model in agent.yaml or write steps");
        }
    }
}
