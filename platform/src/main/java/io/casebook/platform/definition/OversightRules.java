package io.casebook.platform.definition;

import io.casebook.conversation.definition.AgentDefinitionBuilder;
import io.casebook.conversation.definition.Condition;
import io.casebook.conversation.definition.HandOffPolicy;
import io.casebook.conversation.definition.OpeningHours;
import io.casebook.conversation.definition.ReplyApproval;
import io.casebook.platform.definition.expression.Expressions;
import io.casebook.platform.definition.expression.Parsed;
import io.casebook.platform.definition.expression.Scope;
import io.casebook.platform.definition.expression.Spelling;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the rules in agent.yaml that bring people in: approval of replies and hand-off. */
final class OversightRules {

    private final Fields fields;
    private final Problems.InFile problems;
    private final HoursReader hours;

    OversightRules(Fields fields, ZoneId companyZone) {
        this.fields = fields;
        this.problems = fields.problems();
        this.hours = new HoursReader(companyZone, problems);
    }

    void addTo(AgentDefinitionBuilder agent) {
        agent.replyApproval(approval()).handOff(handOff());
    }

    private ReplyApproval approval() {
        Fields block = fields.isOff("approval") ? null : fields.block("approval");
        if (block == null) {
            return new ReplyApproval.Off();
        }
        YamlNode replies = block.node("replies");
        block.done();
        return switch (replies) {
            case null -> new ReplyApproval.Off();
            case YamlNode.Scalar scalar when scalar.isOff() -> new ReplyApproval.Off();
            case YamlNode.Scalar scalar when scalar.text().equals("all") -> new ReplyApproval.All();
            case YamlNode.Mapping some -> some(new Fields(some, problems));
            default -> {
                block.wrong("replies", replies, "off, all, {sample: 0.05} or {when: \"<condition>\"}");
                yield new ReplyApproval.All();
            }
        };
    }

    private ReplyApproval some(Fields some) {
        YamlNode.Scalar when = some.scalar("when");
        double share = some.share("sample", 0);
        some.done();
        if (when != null && !some.has("sample")) {
            Condition condition = condition(when);
            return condition == null ? new ReplyApproval.All() : new ReplyApproval.When(condition);
        }
        if (when != null || share == 0) {
            problems.error(some.line(), "replies needs one of sample (above 0) and when", "or write off");
            return new ReplyApproval.All();
        }
        return new ReplyApproval.Sample(share);
    }

    private @Nullable Condition condition(YamlNode.Scalar source) {
        return switch (new Expressions(Scope.REPLY).condition(source.text().strip())) {
            case Parsed.Good<Condition> good -> good.value();
            case Parsed.Bad<Condition> bad -> {
                problems.faults(source.textLine(), bad.faults());
                yield null;
            }
        };
    }

    private HandOffPolicy handOff() {
        if (fields.isOff("hand_off")) {
            problems.error(
                    fields.line("hand_off"), "hand_off cannot be off", "somebody must take over when the agent cannot");
            return HandOffPolicy.DEFAULT;
        }
        Fields block = fields.block("hand_off");
        if (block == null) {
            return HandOffPolicy.DEFAULT;
        }
        Map<String, HandOffPolicy.Target> targets = new LinkedHashMap<>();
        block.named("targets").forEach((id, entry) -> targets.put(id, target(id, entry.value())));
        String fallback = block.text(
                "default", targets.isEmpty() ? "" : targets.keySet().iterator().next());
        block.done();
        if (targets.isEmpty()) {
            problems.error(block.line(), "hand_off has no targets", "e.g. targets: {tier1: {name: First line}}");
            return HandOffPolicy.DEFAULT;
        }
        if (!targets.containsKey(fallback)) {
            problems.error(
                    block.line("default"),
                    "no target is called " + fallback,
                    Spelling.hint(fallback, targets.keySet()));
            fallback = targets.keySet().iterator().next();
        }
        return new HandOffPolicy(fallback, targets);
    }

    private HandOffPolicy.Target target(String id, YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar && !scalar.isNull()) {
            return new HandOffPolicy.Target(id, scalar.text(), List.of());
        }
        Fields target = Fields.of(node, "the target " + id, problems);
        if (target == null) {
            return new HandOffPolicy.Target(id, id, List.of());
        }
        String name = target.text("name", id);
        List<String> languages = target.words("languages").stream()
                .filter(word -> {
                    boolean fits = AgentFile.LANGUAGE.matcher(word.text()).matches();
                    if (!fits) {
                        problems.error(word.line(), "not a language: " + word.text(), "write a BCP 47 tag such as en");
                    }
                    return fits;
                })
                .map(Fields.Word::text)
                .toList();
        OpeningHours open = hours.read(target);
        target.done();
        return new HandOffPolicy.Target(id, name.isBlank() ? id : name, languages, open);
    }
}
