package io.casebook.platform.definition;

import io.casebook.conversation.definition.AgentDefinitionBuilder;
import io.casebook.conversation.definition.Check;
import io.casebook.conversation.definition.Confidence;
import io.casebook.conversation.definition.KnowledgePolicy;
import io.casebook.conversation.definition.Lifecycle;
import io.casebook.conversation.definition.Limits;
import io.casebook.conversation.definition.Memory;
import io.casebook.conversation.definition.ReplyPolicy;
import io.casebook.conversation.definition.Template;
import io.casebook.conversation.definition.Triage;
import io.casebook.platform.definition.expression.Spelling;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the rules in agent.yaml by which the agent works: triage, limits, checks, memory, lifecycle, knowledge. */
final class AgentRules {
    private static final int LEAST_CONTEXT_TOKENS = 500;

    private final Fields fields;
    private final Problems.InFile problems;

    AgentRules(Fields fields) {
        this.fields = fields;
        this.problems = fields.problems();
    }

    void addTo(AgentDefinitionBuilder agent) {
        agent.triage(triage())
                .limits(limits())
                .confidence(confidence())
                .checks(checks())
                .replyPolicy(replyPolicy())
                .memory(memory())
                .lifecycle(lifecycle())
                .knowledge(knowledge())
                .redact(ToolGuards.kinds(fields, "redact"));
    }

    private Triage triage() {
        if (fields.isOff("triage")) {
            return Triage.OFF;
        }
        Fields block = fields.block("triage");
        if (block == null) {
            return Triage.DEFAULT;
        }
        Triage triage = new Triage(
                block.flag("intents", Triage.DEFAULT.intents()),
                block.isOff("clarify_below") ? 0 : block.share("clarify_below", Triage.DEFAULT.clarifyBelow()),
                block.flag("human", Triage.DEFAULT.human()),
                block.flag("injection", Triage.DEFAULT.injection()),
                block.isOff("forbidden_topics")
                        ? List.of()
                        : block.words("forbidden_topics").stream()
                                .map(Fields.Word::text)
                                .toList());
        block.done();
        return triage;
    }

    /** Off lifts the budgets; the bounds that keep a turn from running in circles stay. */
    private Limits limits() {
        Limits base = Limits.DEFAULT;
        if (fields.isOff("limits")) {
            return new Limits(
                    base.steps(),
                    base.identicalToolCalls(),
                    base.failedChecks(),
                    Limits.UNLIMITED,
                    Limits.UNLIMITED,
                    Limits.UNLIMITED,
                    Limits.UNLIMITED,
                    base.approvalTimeout());
        }
        Fields block = fields.block("limits");
        if (block == null) {
            return base;
        }
        Limits limits = new Limits(
                block.integer("steps", 1, base.steps()),
                block.integer("identical_tool_calls", 1, base.identicalToolCalls()),
                block.integer("failed_checks", 1, base.failedChecks()),
                budget(block, "tokens_per_turn", base.tokensPerTurn()),
                budget(block, "tokens_per_conversation", base.tokensPerConversation()),
                money(block, "usd_per_turn", base.usdMicrosPerTurn()),
                money(block, "usd_per_conversation", base.usdMicrosPerConversation()),
                block.positive("approval_timeout", base.approvalTimeout()));
        block.done();
        return limits;
    }

    private static long budget(Fields block, String key, long fallback) {
        return block.isOff(key) ? Limits.UNLIMITED : block.integer(key, 1, fallback);
    }

    private long money(Fields block, String key, long fallback) {
        BigDecimal dollars = block.isOff(key) ? null : block.decimal(key);
        if (dollars == null) {
            return block.isOff(key) ? Limits.UNLIMITED : fallback;
        }
        long micros = dollars.movePointRight(6).longValue();
        if (micros < 1) {
            problems.error(block.line(key), key + " must be more than nothing", "write off for no limit");
            return fallback;
        }
        return micros;
    }

    private Confidence confidence() {
        if (fields.isOff("confidence")) {
            return Confidence.OFF;
        }
        Fields block = fields.block("confidence");
        if (block == null) {
            return Confidence.DEFAULT;
        }
        double below =
                block.isOff("hand_off_below") ? 0 : block.share("hand_off_below", Confidence.DEFAULT.handOffBelow());
        block.done();
        return new Confidence(below);
    }

    private ReplyPolicy replyPolicy() {
        Fields block = fields.isOff("reply") ? null : fields.block("reply");
        if (block == null) {
            return ReplyPolicy.ANY;
        }
        int longest = block.isOff("max_characters")
                ? ReplyPolicy.UNLIMITED
                : block.integer("max_characters", 1, ReplyPolicy.UNLIMITED);
        List<String> avoid = new ArrayList<>();
        for (Fields.Word word : block.isOff("avoid") ? List.<Fields.Word>of() : block.words("avoid")) {
            if (word.text().chars().anyMatch(Character::isLetterOrDigit)) {
                avoid.add(word.text());
            } else {
                problems.error(word.line(), "not a phrase: " + word.text(), "e.g. avoid: [\"no worries\"]");
            }
        }
        block.done();
        return new ReplyPolicy(longest, avoid);
    }

    private List<Check> checks() {
        if (fields.isOff("checks")) {
            return List.of();
        }
        if (fields.node("checks") == null) {
            return List.of(Check.values());
        }
        List<String> known = AgentFile.keys(Check.class);
        Set<Check> checks = new LinkedHashSet<>();
        for (Fields.Word word : fields.words("checks")) {
            if (known.contains(word.text())) {
                checks.add(Check.valueOf(word.text().toUpperCase(Locale.ROOT)));
            } else {
                problems.error(word.line(), "no check is called " + word.text(), Spelling.hint(word.text(), known));
            }
        }
        return List.copyOf(checks);
    }

    private Memory memory() {
        if (fields.isOff("memory")) {
            return new Memory(Memory.DEFAULT.verbatimTurns(), 0, Memory.DEFAULT.contextTokens());
        }
        Fields block = fields.block("memory");
        if (block == null) {
            return Memory.DEFAULT;
        }
        Memory memory = new Memory(
                block.integer("verbatim_turns", 1, Memory.DEFAULT.verbatimTurns()),
                block.isOff("summarise_after")
                        ? 0
                        : block.integer("summarise_after", 0, Memory.DEFAULT.summariseAfter()),
                block.integer("context_tokens", LEAST_CONTEXT_TOKENS, Memory.DEFAULT.contextTokens()));
        if (memory.summariseAfter() > 0 && memory.summariseAfter() <= memory.verbatimTurns()) {
            problems.error(
                    block.line("summarise_after"),
                    "summarise_after must be greater than verbatim_turns",
                    "write off, or a number above " + memory.verbatimTurns());
        }
        block.done();
        return memory;
    }

    private Lifecycle lifecycle() {
        Lifecycle base = Lifecycle.DEFAULT;
        if (fields.isOff("lifecycle")) {
            problems.error(fields.line("lifecycle"), "lifecycle cannot be off", "every conversation must end some day");
            return base;
        }
        Fields block = fields.block("lifecycle");
        if (block == null) {
            return base;
        }
        Duration abandon = block.positive("abandon_after", base.abandonAfter());
        Duration reopen =
                block.isOff("reopen_within") ? Duration.ZERO : block.duration("reopen_within", base.reopenWithin());
        Duration finish = block.duration("finish_after_resolved", base.finishAfterResolved());
        Duration nudge = block.isOff("nudge_after") ? null : block.duration("nudge_after");
        if (nudge != null && (nudge.isZero() || nudge.compareTo(abandon) >= 0)) {
            problems.error(
                    block.line("nudge_after"), "nudge_after must lie between zero and abandon_after", "or write off");
            nudge = null;
        }
        block.done();
        return new Lifecycle(abandon, reopen, finish, nudge);
    }

    private KnowledgePolicy knowledge() {
        if (fields.isOff("knowledge")) {
            return KnowledgePolicy.OFF;
        }
        Fields block = fields.node("knowledge") instanceof YamlNode.Scalar scalar && scalar.isOn()
                ? null
                : fields.block("knowledge");
        if (block == null) {
            return knowledgeFor(CustomerReader.known());
        }
        KnowledgePolicy policy = new KnowledgePolicy(
                true,
                block.integer("passages", 1, KnowledgePolicy.DEFAULT.passages()),
                block.integer("max_tokens", 1, KnowledgePolicy.DEFAULT.maxTokens()),
                block.share("answerable_above", KnowledgePolicy.DEFAULT.answerableAbove()),
                block.flag("internal", KnowledgePolicy.DEFAULT.internal()),
                block.words("topics").stream().map(Fields.Word::text).toList(),
                block.has("audience") ? CustomerReader.source(block, "audience") : null,
                block.has("users") ? CustomerReader.source(block, "users") : CustomerReader.known());
        block.done();
        return policy;
    }

    private static KnowledgePolicy knowledgeFor(@Nullable Template known) {
        KnowledgePolicy base = KnowledgePolicy.DEFAULT;
        return new KnowledgePolicy(
                base.on(),
                base.passages(),
                base.maxTokens(),
                base.answerableAbove(),
                base.internal(),
                base.topics(),
                base.audience(),
                known);
    }
}
