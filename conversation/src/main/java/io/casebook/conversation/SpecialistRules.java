package io.casebook.conversation;

import io.casebook.conversation.definition.ModelRole;
import io.casebook.conversation.definition.Specialist;
import io.casebook.schemas.ContentHash;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.ProposedToolCall;
import io.casebook.vocabulary.event.CompletionPurpose;
import io.casebook.vocabulary.event.CompletionRequested;
import io.casebook.vocabulary.event.Lane;
import io.casebook.vocabulary.event.SpecialistAnswered;
import io.casebook.vocabulary.event.SpecialistAsked;
import io.casebook.vocabulary.event.SpecialistGaveUp;
import io.casebook.vocabulary.event.ToolCallDenied;
import io.casebook.vocabulary.event.ToolCallRequested;
import io.casebook.vocabulary.event.ToolEffect;
import io.casebook.vocabulary.llm.CompletionAnswer;
import io.casebook.vocabulary.llm.CompletionFault;
import io.casebook.vocabulary.llm.CompletionOutcome;
import io.casebook.vocabulary.llm.ToolExchange;
import io.casebook.vocabulary.state.Answering;
import io.casebook.vocabulary.state.OpenRequest;
import io.casebook.vocabulary.state.SpecialistAtWork;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How specialists work for the agent: side by side, each with its own tools and its own time. They look things up and advise; they
 * change nothing and never speak to the customer. The agent goes on when all have answered, and without those that are late.
 */
final class SpecialistRules {
    private SpecialistRules() {}

    /** Begins what the agent's model proposed. */
    static void ask(Decision decision, ProposedToolCall proposal, Specialist specialist, @Nullable String step) {
        var turn = decision.turn();
        var hash = ContentHash.of(Personal.plain(proposal.arguments()));
        var same = proposal.tool() + ":" + hash;
        if (turn.callHashes().stream().filter(same::equals).count()
                >= decision.definition().limits().identicalToolCalls()) {
            HandOffRules.handOff(decision, ReasonCode.IDENTICAL_TOOL_CALLS);
            return;
        }
        var latest = decision.now().plus(specialist.timeout());
        var asked = new SpecialistAsked(
                DerivedIds.named("specialist", decision, same),
                specialist.name(),
                proposal.arguments(),
                hash,
                latest.isBefore(turn.deadlineAt()) ? latest : turn.deadlineAt(),
                step);
        decision.byAgent(asked);
        think(decision, asked.specialistId());
    }

    /** The specialist's model is asked what to do or say next. */
    private static void think(Decision decision, String specialistId) {
        var at = at(decision, specialistId);
        var specialist = at == null ? null : decision.definition().specialists().get(at.specialist());
        if (at == null || specialist == null) {
            return;
        }
        if (at.steps() >= Bounds.SPECIALIST_STEPS) {
            giveUp(decision, at, "step_limit");
            return;
        }
        if (BudgetRules.usedUp(decision) != null) {
            giveUp(decision, at, "budget_exhausted");
            return;
        }
        decision.byAgent(new CompletionRequested(
                        DerivedIds.named("reason", decision, specialistId + ":" + at.steps()),
                        CompletionPurpose.REASON,
                        ModelRole.REASON.key(),
                        Lane.INTERACTIVE,
                        MemoryRules.promptFrom(decision))
                .withToolCallIds(
                        at.exchanges().stream().map(ToolExchange::callId).toList())
                .withTools(specialist.tools())
                .withSummaryRequestId(decision.state().summaryRequestId())
                .withSpecialistId(specialistId));
    }

    /** The specialist's model has answered. */
    static void thought(Decision decision, OpenRequest open, CompletionOutcome outcome) {
        var at = at(decision, open.specialistId());
        if (at == null) {
            return;
        }
        if (!(outcome instanceof CompletionAnswer answer)) {
            giveUp(decision, at, outcome instanceof CompletionFault fault ? fault.reasonCode() : "unknown_outcome");
        } else if (!answer.toolCalls().isEmpty()) {
            call(decision, at, answer.toolCalls());
        } else {
            var text = Personal.plainOrNull(answer.text());
            if (text == null || text.isBlank()) {
                giveUp(decision, at, "no_answer");
            } else {
                decision.byAgent(new SpecialistAnswered(
                        at.specialistId(), at.specialist(), Personal.text(text.strip()), at.steps()));
            }
        }
        goOn(decision, at);
    }

    /** One of the specialist's tools has answered. */
    static void found(Decision decision, OpenRequest open) {
        var at = at(decision, open.specialistId());
        if (at != null && at.awaited().isEmpty()) {
            think(decision, at.specialistId());
            goOn(decision, at);
        }
    }

    private static void call(Decision decision, SpecialistAtWork at, List<ProposedToolCall> proposals) {
        var made = proposals.subList(0, Math.min(proposals.size(), Bounds.CALLS_OF_AN_ANSWER));
        for (var proposal : made) {
            var arguments = Personal.plain(proposal.arguments());
            var callId = DerivedIds.named("call", decision, at.specialistId() + proposal.tool() + arguments);
            var denial = denial(decision, at, proposal.tool(), arguments);
            decision.byAgent(
                    denial != null
                            ? new ToolCallDenied(
                                    callId, proposal.tool(), denial.reasonCode(), denial.detail(), at.specialistId())
                            : new ToolCallRequested(
                                    callId,
                                    proposal.tool(),
                                    ToolEffect.READ,
                                    proposal.arguments(),
                                    ContentHash.of(arguments),
                                    at.deadlineAt(),
                                    null,
                                    proposal.callRef(),
                                    null,
                                    null,
                                    at.specialistId()));
        }
        var now = at(decision, at.specialistId());
        if (now != null && now.awaited().isEmpty()) {
            think(decision, at.specialistId());
        }
    }

    /** What speaks against a call; null where nothing does. A specialist's tools are its own list, and only those that read. */
    private static ToolRules.@Nullable Objection denial(
            Decision decision, SpecialistAtWork at, String name, String arguments) {
        var definition = decision.definition();
        var specialist = definition.specialists().get(at.specialist());
        var tool = specialist != null && specialist.tools().contains(name) ? definition.tool(name) : null;
        if (tool == null || tool.writes()) {
            return new ToolRules.Objection("not_allowed", "this tool is not offered here; use only the offered ones");
        }
        var objection = ToolRules.objection(decision, tool, arguments);
        if (objection != null) {
            return objection;
        }
        if (ToolRules.needsApproval(decision, tool, arguments)) {
            return new ToolRules.Objection(
                    "needs_approval", "a person would have to approve this call; answer without it");
        }
        var before = at.exchanges().stream()
                .filter(exchange -> exchange.tool().equals(name)
                        && Personal.plain(exchange.arguments()).equals(arguments))
                .count();
        return before >= definition.limits().identicalToolCalls()
                ? new ToolRules.Objection("identical_tool_calls", "this very call was made before; use its result")
                : null;
    }

    /** The specialist whose time is over, the first of them; null where none's is, or the turn's own is over as well. */
    static @Nullable SpecialistAtWork late(Decision decision) {
        if (!(decision.state().phase() instanceof Answering turn)
                || !turn.deadlineAt().isAfter(decision.now())) {
            return null;
        }
        return turn.specialists().stream()
                .filter(at -> !at.deadlineAt().isAfter(decision.now()))
                .min(Comparator.comparing(SpecialistAtWork::deadlineAt))
                .orElse(null);
    }

    /** The agent goes on without a specialist that is late. */
    static void goOnWithout(Decision decision, SpecialistAtWork late) {
        giveUp(decision, late, "late");
        goOn(decision, late);
    }

    private static void giveUp(Decision decision, SpecialistAtWork at, String reasonCode) {
        decision.bySystem(new SpecialistGaveUp(at.specialistId(), at.specialist(), reasonCode, at.steps()));
    }

    private static void goOn(Decision decision, SpecialistAtWork at) {
        if (decision.state().phase() instanceof Answering turn && turn.awaited().isEmpty()) {
            ReasonRules.ask(decision, at.step());
        }
    }

    /** True when the specialist is still at work and waits for this request. */
    static boolean awaits(Decision decision, OpenRequest open) {
        var at = at(decision, open.specialistId());
        return at != null && at.awaited().contains(open.requestId());
    }

    private static @Nullable SpecialistAtWork at(Decision decision, @Nullable String specialistId) {
        return SpecialistFold.at(States.answering(decision.state()), specialistId);
    }
}
