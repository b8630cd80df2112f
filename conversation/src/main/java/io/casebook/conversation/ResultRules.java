package io.casebook.conversation;

import io.casebook.schemas.Personal;
import io.casebook.vocabulary.PassageRef;
import io.casebook.vocabulary.event.CompletionFailed;
import io.casebook.vocabulary.event.CompletionPurpose;
import io.casebook.vocabulary.event.CompletionReceived;
import io.casebook.vocabulary.event.CompletionRejected;
import io.casebook.vocabulary.event.DraftSource;
import io.casebook.vocabulary.event.IntentClassified;
import io.casebook.vocabulary.event.KnowledgeRetrieved;
import io.casebook.vocabulary.event.LanguageDetected;
import io.casebook.vocabulary.event.Payload;
import io.casebook.vocabulary.event.ToolCallDenied;
import io.casebook.vocabulary.event.ToolCallFailed;
import io.casebook.vocabulary.event.ToolCallSucceeded;
import io.casebook.vocabulary.event.ToolOutcomeUnknown;
import io.casebook.vocabulary.knowledge.SearchResult;
import io.casebook.vocabulary.llm.CompletionAnswer;
import io.casebook.vocabulary.llm.CompletionFault;
import io.casebook.vocabulary.llm.CompletionOutcome;
import io.casebook.vocabulary.llm.CompletionResult;
import io.casebook.vocabulary.llm.Passage;
import io.casebook.vocabulary.state.Answering;
import io.casebook.vocabulary.state.OpenRequest;
import io.casebook.vocabulary.state.RequestKind;
import io.casebook.vocabulary.tool.ToolCallResult;
import io.casebook.vocabulary.tool.ToolDenial;
import io.casebook.vocabulary.tool.ToolFailure;
import io.casebook.vocabulary.tool.ToolOutcome;
import io.casebook.vocabulary.tool.ToolSuccess;
import io.casebook.vocabulary.tool.ToolUnknown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows from the answers of models, searches and tools. An answer that nobody asked for, or that came before, gives
 * nothing; one that comes too late is recorded and changes nothing else.
 */
final class ResultRules {
    /** Confidence from which a detected language is believed. */
    private static final double LANGUAGE_SURE = 0.8;

    private ResultRules() {}

    static void model(Decision decision, CompletionResult answered) {
        var open = States.openRequest(decision.state(), answered.requestId());
        if (open == null) {
            return;
        }
        var awaited = awaited(decision, open);
        for (var attempt : answered.rejected()) {
            decision.byAgent(new CompletionRejected(
                    answered.requestId(), attempt.model(), attempt.reasonCode(), attempt.detail()));
        }
        decision.byAgent(recorded(answered));
        if (open.purpose() == CompletionPurpose.SUMMARISE) {
            MemoryRules.summarised(decision, open, answered.outcome());
            return;
        }
        if (!awaited) {
            return;
        }
        if (versionVanished(decision)) {
            return;
        }
        if (open.specialistId() != null) {
            SpecialistRules.thought(decision, open, answered.outcome());
        } else if (open.purpose() == CompletionPurpose.CLASSIFY) {
            classified(decision, answered.outcome());
        } else if (open.purpose() == CompletionPurpose.JUDGE) {
            JudgeRules.judged(decision, open, answered.outcome());
        } else {
            reasoned(decision, open, answered.outcome());
        }
    }

    private static Payload recorded(CompletionResult answered) {
        return switch (answered.outcome()) {
            case CompletionAnswer answer ->
                new CompletionReceived(
                        answered.requestId(),
                        answer.model(),
                        answer.promptHash(),
                        answer.template(),
                        answer.text(),
                        answer.toolCalls(),
                        answer.citations(),
                        answer.confidence(),
                        answer.usage(),
                        answered.latencyMs(),
                        answer.priced());
            case CompletionFault fault ->
                new CompletionFailed(answered.requestId(), fault.reasonCode(), fault.detail()).withUsage(fault.usage());
            case CompletionOutcome.Unknown unknown ->
                new CompletionFailed(
                        answered.requestId(),
                        "unknown_outcome",
                        "the gateway answered with " + unknown.getSchema().getName()
                                + ", which is newer than this engine");
        };
    }

    private static void classified(Decision decision, CompletionOutcome outcome) {
        if (outcome instanceof CompletionAnswer answer) {
            var language = answer.language();
            if (language != null
                    && answer.languageConfidence() >= LANGUAGE_SURE
                    && !language.equals(decision.state().language())) {
                decision.byAgent(new LanguageDetected(language, answer.languageConfidence()));
            }
            var intents = answer.intents();
            if (!intents.isEmpty()) {
                var best = intents.getFirst();
                decision.byAgent(
                        new IntentClassified(best.intent(), best.confidence(), intents.subList(1, intents.size())));
            }
        }
        chooseWhenComplete(decision);
    }

    private static void chooseWhenComplete(Decision decision) {
        if (decision.turn().awaited().isEmpty()) {
            TriageRules.choose(decision);
        }
    }

    private static void reasoned(Decision decision, OpenRequest open, CompletionOutcome outcome) {
        if (!(outcome instanceof CompletionAnswer answer)) {
            var needsModel = outcome instanceof CompletionFault fault
                    && fault.reasonCode().equals("not_generative");
            HandOffRules.handOff(
                    decision, needsModel ? ReasonCode.NEEDS_GENERATIVE_MODEL : ReasonCode.MODEL_UNAVAILABLE);
            return;
        }
        var planned = PlanRules.planned(decision, answer.plan());
        if (!answer.toolCalls().isEmpty()) {
            ProposalRules.decide(decision, answer.toolCalls(), open.step());
            return;
        }
        var text = Personal.plainOrNull(answer.text());
        if (text == null || text.isBlank()) {
            if (planned) {
                ReasonRules.ask(decision, open.step());
                return;
            }
            if (decision.state().clarifications() == 0) {
                PlanRules.goesOnWith(decision, PlanRules.QUESTION);
            }
            TriageRules.notUnderstood(decision, ReasonCode.LOW_CONFIDENCE);
            return;
        }
        PlanRules.goesOnWithText(decision, text);
        var source = TriageRules.sourceOf(answer.model());
        var written = new Written(text, source, answer.citations(), answer.confidence(), languageOf(answer));
        if (open.step() != null) {
            ProcedureRules.agentSaid(decision, open.step(), written);
            return;
        }
        var threshold = decision.definition().confidence().handOffBelow();
        var confidence = answer.confidence();
        if (source == DraftSource.KNOWLEDGE && confidence != null && confidence < threshold) {
            TriageRules.notUnderstood(decision, ReasonCode.LOW_CONFIDENCE);
            return;
        }
        ReplyRules.answer(decision, written);
    }

    private static @Nullable String languageOf(CompletionAnswer answer) {
        return answer.languageConfidence() >= LANGUAGE_SURE ? answer.language() : null;
    }

    static void search(Decision decision, SearchResult answered) {
        var open = States.openRequest(decision.state(), answered.requestId());
        if (open == null) {
            return;
        }
        var awaited = awaited(decision, open);
        List<PassageRef> passages =
                answered.passages().stream().map(Passage::source).toList();
        decision.byAgent(new KnowledgeRetrieved(
                answered.requestId(),
                answered.position(),
                passages,
                answered.answerability(),
                answered.failure(),
                answered.model(),
                answered.orderedBy()));
        if (awaited && !versionVanished(decision)) {
            chooseWhenComplete(decision);
        }
    }

    static void tool(Decision decision, ToolCallResult answered) {
        var open = States.openRequest(decision.state(), answered.callId());
        if (open == null) {
            return;
        }
        var awaited = awaited(decision, open);
        var write = open.kind() == RequestKind.TOOL_WRITE;
        decision.byAgent(recorded(answered));
        InjectionRules.flag(decision, answered);
        var unknown = answered.outcome() instanceof ToolUnknown || answered.outcome() instanceof ToolOutcome.Unknown;
        // Nobody may believe that an action was or was not done, so a human is told even when the turn is over.
        if (unknown && write && (awaited || States.withAgent(decision.state()))) {
            HandOffRules.handOff(decision, ReasonCode.TOOL_OUTCOME_UNKNOWN);
            return;
        }
        if (!awaited) {
            return;
        }
        var tool = decision.definition().tool(answered.tool());
        if (answered.outcome() instanceof ToolFailure && tool != null && tool.critical()) {
            HandOffRules.handOff(decision, ReasonCode.CRITICAL_TOOL_FAILED);
            return;
        }
        if (versionVanished(decision)) {
            return;
        }
        if (open.specialistId() != null) {
            SpecialistRules.found(decision, open);
            return;
        }
        if (!decision.turn().awaited().isEmpty()) {
            return;
        }
        if (PrefetchRules.asked(open)) {
            TriageRules.choose(decision);
            return;
        }
        var procedure = Position.procedure(decision);
        var byProcedure = procedure != null
                && open.step() != null
                && procedure.step(io.casebook.conversation.definition.StepPath.of(open.step()))
                        instanceof io.casebook.conversation.definition.Step.Call;
        if (byProcedure) {
            ProcedureRules.run(decision);
        } else {
            ReasonRules.ask(decision, open.step());
        }
    }

    private static Payload recorded(ToolCallResult answered) {
        var callId = answered.callId();
        var tool = answered.tool();
        return switch (answered.outcome()) {
            case ToolSuccess success ->
                new ToolCallSucceeded(
                        callId,
                        tool,
                        success.content(),
                        answered.latencyMs(),
                        answered.attempts(),
                        success.sealedValues());
            case ToolFailure failure ->
                new ToolCallFailed(
                        callId,
                        tool,
                        failure.reasonCode(),
                        failure.status(),
                        failure.content(),
                        answered.latencyMs(),
                        answered.attempts());
            case ToolDenial denial -> new ToolCallDenied(callId, tool, denial.reasonCode(), denial.detail());
            case ToolUnknown unknown -> new ToolOutcomeUnknown(callId, tool, unknown.detail());
            case ToolOutcome.Unknown unknown ->
                new ToolOutcomeUnknown(
                        callId,
                        tool,
                        "the tool service answered with " + unknown.getSchema().getName()
                                + ", which is newer than this engine");
        };
    }

    /** True, after a hand-off, where nobody can say any more what the procedure in progress says. */
    private static boolean versionVanished(Decision decision) {
        var vanished = decision.state().procedure() != null && Position.procedure(decision) == null;
        if (vanished) {
            HandOffRules.handOff(decision, ReasonCode.VERSION_MISSING);
        }
        return vanished;
    }

    /**
     * True when the running turn waits for this request: it asked for it itself, or it stands at the step whose action an
     * overtaken turn began.
     */
    private static boolean awaited(Decision decision, OpenRequest open) {
        if (!(decision.state().phase() instanceof Answering turn)) {
            return false;
        }
        if (turn.awaited().contains(open.requestId()) || SpecialistRules.awaits(decision, open)) {
            return true;
        }
        var procedure = decision.state().procedure();
        return open.kind() == RequestKind.TOOL_WRITE
                && turn.awaited().isEmpty()
                && procedure != null
                && open.step() != null
                && open.step().equals(procedure.step())
                && procedure.procedureId().equals(open.procedureId());
    }
}
