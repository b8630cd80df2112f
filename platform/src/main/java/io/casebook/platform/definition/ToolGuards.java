package io.casebook.platform.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.casebook.conversation.definition.Condition;
import io.casebook.conversation.definition.CustomerLimit;
import io.casebook.conversation.definition.OutcomeCheck;
import io.casebook.conversation.definition.RateLimit;
import io.casebook.conversation.definition.Sensitive;
import io.casebook.conversation.definition.ToolBuilder;
import io.casebook.platform.definition.expression.Expressions;
import io.casebook.platform.definition.expression.Parsed;
import io.casebook.platform.definition.expression.Scope;
import io.casebook.platform.definition.expression.Spelling;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what limits a tool: how often and how much, with what else, what is hidden, and how its outcome is found out. */
final class ToolGuards {

    private static final Pattern POINTER = Pattern.compile("(/([^~]|~[01])*)+");
    private static final String KINDS_HINT = "one of " + String.join(", ", AgentFile.keys(Sensitive.class));

    private final Fields fields;
    private final Problems.InFile problems;
    private final @Nullable JsonNode schema;

    ToolGuards(Fields fields, @Nullable JsonNode schema) {
        this.fields = fields;
        this.problems = fields.problems();
        this.schema = schema;
    }

    void addTo(ToolBuilder tool, Duration timeout, boolean writes) {
        limits(tool);
        redaction(tool);
        tool.notWith(fields.words("not_with").stream().map(Fields.Word::text).toList());
        if (!writes && fields.has("not_with")) {
            problems.error(fields.line("not_with"), "a tool that only reads excludes nothing", "remove not_with");
        }
        tool.receives(receives());
        tool.check(check(timeout));
        YamlNode sandbox = fields.node("sandbox");
        tool.sandboxAnswer(sandbox == null ? null : YamlValues.plain(sandbox));
    }

    private void limits(ToolBuilder tool) {
        if (!(fields.node("limit") instanceof YamlNode.Mapping)) {
            tool.limit(fields.isOff("limit") ? null : rate(fields, "limit"));
            return;
        }
        Fields limit = fields.block("limit");
        if (limit == null) {
            return;
        }
        tool.limit(rate(limit, "count"));
        Fields customer = limit.block("per_customer");
        limit.done();
        if (customer == null) {
            return;
        }
        RateLimit calls = rate(customer, "count");
        CustomerLimit.Sum sum = sum(customer.block("sum"));
        customer.done();
        if (calls == null && sum == null) {
            problems.error(customer.line(), "per_customer limits nothing", "write count: 3/day or sum: {...}");
            return;
        }
        tool.customerLimit(new CustomerLimit(calls, sum));
    }

    private CustomerLimit.@Nullable Sum sum(@Nullable Fields sum) {
        if (sum == null) {
            return null;
        }
        String field = sum.required("field", "", "name the parameter that is added up, e.g. field: amount");
        BigDecimal atMost = sum.decimal("at_most");
        Duration per = per(sum);
        sum.done();
        if (atMost == null || atMost.signum() <= 0) {
            problems.error(sum.line("at_most"), "at_most must be a number above zero", "e.g. at_most: 500");
            return null;
        }
        if (field.isEmpty() || !isNumber(field)) {
            problems.error(
                    sum.line("field"),
                    "only a parameter that is a number can be added up, and that is required: " + field,
                    "give it type: number and list it under required");
            return null;
        }
        return new CustomerLimit.Sum(field, atMost.toPlainString(), per);
    }

    private boolean isNumber(String parameter) {
        if (schema == null) {
            return true;
        }
        String type = schema.path("properties").path(parameter).path("type").asText();
        boolean required = false;
        for (JsonNode name : schema.path("required")) {
            required |= name.asText().equals(parameter);
        }
        return required && (type.equals("number") || type.equals("integer"));
    }

    private Duration per(Fields sum) {
        String per = sum.text("per", "day");
        RateLimit unit = Values.rate("1/" + per);
        if (unit == null) {
            problems.error(sum.line("per"), "per must be second, minute, hour or day, not " + per);
            return Duration.ofDays(1);
        }
        return unit.per();
    }

    private @Nullable RateLimit rate(Fields from, String key) {
        String text = from.text(key);
        RateLimit rate = text == null ? null : Values.rate(text);
        if (text != null && rate == null) {
            problems.error(from.line(key), key + " must be a rate, not " + text, "write 200/day or 10/minute");
        }
        return rate;
    }

    private void redaction(ToolBuilder tool) {
        if (fields.node("redact") instanceof YamlNode.Mapping) {
            Fields redact = fields.block("redact");
            if (redact != null) {
                tool.redact(pointers(redact, "fields"));
                tool.redactKinds(kinds(redact, "patterns"));
                redact.done();
            }
        } else {
            tool.redact(pointers(fields, "redact"));
        }
    }

    /** The kinds that a list names; by default those that nearly everybody wants. */
    static Set<Sensitive> kinds(Fields from, String key) {
        if (from.isOff(key)) {
            return Set.of();
        }
        if (from.node(key) == null) {
            return Sensitive.BY_DEFAULT;
        }
        Set<Sensitive> kinds = EnumSet.noneOf(Sensitive.class);
        for (Fields.Word word : from.words(key)) {
            Sensitive kind = Sensitive.of(word.text());
            if (kind == null) {
                from.problems()
                        .error(
                                word.line(),
                                "nothing is redacted that is called " + word.text(),
                                Spelling.hint(word.text(), AgentFile.keys(Sensitive.class)));
            } else {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    private List<String> pointers(Fields from, String key) {
        return from.words(key).stream()
                .filter(pointer -> {
                    boolean fits = POINTER.matcher(pointer.text()).matches();
                    if (!fits) {
                        problems.error(
                                pointer.line(), "not a JSON pointer: " + pointer.text(), "write e.g. /card/number");
                    }
                    return fits;
                })
                .map(Fields.Word::text)
                .toList();
    }

    private Set<String> receives() {
        Set<String> receives = new LinkedHashSet<>();
        for (Fields.Word word : fields.words("receives")) {
            Sensitive kind = Sensitive.of(word.text());
            if (kind == Sensitive.SECRET) {
                problems.error(word.line(), "no tool is given secrets that stood in a text", "write ${secret:NAME}");
            } else if (kind == null && !POINTER.matcher(word.text()).matches()) {
                problems.error(
                        word.line(),
                        "a tool cannot receive " + word.text(),
                        KINDS_HINT + ", or a pointer of another tool's redact");
            } else {
                receives.add(word.text());
            }
        }
        return receives;
    }

    private @Nullable OutcomeCheck check(Duration timeout) {
        if (!(fields.node("check") instanceof YamlNode.Mapping)) {
            String tool = fields.text("check");
            return tool == null ? null : new OutcomeCheck(tool, null, null, timeout);
        }
        Fields check = fields.block("check");
        if (check == null) {
            return null;
        }
        String tool = check.required("tool", "", "name the reading tool that tells, e.g. tool: get_refund");
        Condition done = condition(check, "done_when");
        Condition notDone = condition(check, "not_done_when");
        Duration after = check.positive("after", timeout);
        check.done();
        if (done == null && notDone != null) {
            problems.error(check.line("not_done_when"), "not_done_when stands alone", "add done_when");
        }
        return tool.isEmpty() ? null : new OutcomeCheck(tool, done, notDone, after);
    }

    /** Its names: {@code check}, what the tool answered, and {@code args}, the arguments of the call in doubt. */
    private @Nullable Condition condition(Fields check, String key) {
        YamlNode.Scalar source = check.scalar(key);
        if (source == null) {
            return null;
        }
        Scope scope = new Scope(Set.of(), Set.of("check"), false, ToolEntry.arguments(schema));
        return switch (new Expressions(scope).condition(source.text().strip())) {
            case Parsed.Good<Condition> good -> good.value();
            case Parsed.Bad<Condition> bad -> {
                problems.faults(source.textLine(), bad.faults());
                yield null;
            }
        };
    }
}
