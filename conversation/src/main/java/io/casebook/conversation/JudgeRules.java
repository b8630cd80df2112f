package io.casebook.conversation;

import io.casebook.conversation.definition.ModelRole;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.event.CheckVerdict;
import io.casebook.vocabulary.event.CompletionPurpose;
import io.casebook.vocabulary.event.CompletionRequested;
import io.casebook.vocabulary.event.DraftSource;
import io.casebook.vocabulary.event.Lane;
import io.casebook.vocabulary.event.ReplyDrafted;
import io.casebook.vocabulary.llm.CompletionAnswer;
import io.casebook.vocabulary.llm.CompletionFault;
import io.casebook.vocabulary.llm.CompletionOutcome;
import io.casebook.vocabulary.llm.ToolExchange;
import io.casebook.vocabulary.state.OpenRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A second model looks at what a model wrote and the other checks let pass. It can only object, never let something out. */
final class JudgeRules {
    private static final String JUDGE = "judge";
    /** Characters of a judge's reason that are kept with its verdict. */
    private static final int REASON_CHARACTERS = 500;

    private JudgeRules() {}

    /** True where the definition wants a judge to see the draft. */
    static boolean wanted(Decision decision, ReplyDrafted draft) {
        return draft.source() == DraftSource.MODEL
                && decision.definition().models().generative(ModelRole.JUDGE);
    }

    /**
     * Asks the judge about the draft that was just written.
     *
     * @param step the agentic step that the words are for; null for a reply
     */
    static void ask(Decision decision, ReplyDrafted draft, @Nullable String step) {
        var turn = decision.turn();
        if (turn.steps() >= decision.definition().limits().steps()) {
            HandOffRules.handOff(decision, ReasonCode.STEP_LIMIT);
            return;
        }
        var usedUp = BudgetRules.usedUp(decision);
        if (usedUp != null) {
            HandOffRules.handOff(decision, usedUp);
            return;
        }
        var knowledge = turn.knowledge();
        decision.byAgent(new CompletionRequested(
                        DerivedIds.named(JUDGE, decision, draft.draftId()),
                        CompletionPurpose.JUDGE,
                        ModelRole.JUDGE.key(),
                        Lane.INTERACTIVE,
                        MemoryRules.promptFrom(decision))
                .withKnowledgeRequestId(knowledge == null || knowledge.failure() != null ? null : knowledge.requestId())
                .withToolCallIds(
                        turn.exchanges().stream().map(ToolExchange::callId).toList())
                .withStep(step)
                .withDraftId(draft.draftId())
                .withSummaryRequestId(decision.state().summaryRequestId()));
    }

    /** The judge has spoken: the draft goes its way, is mended, or goes to people, who also get it where nobody could judge. */
    static void judged(Decision decision, OpenRequest open, CompletionOutcome outcome) {
        var draft = decision.turn().draft();
        if (draft == null) {
            HandOffRules.handOff(decision, ReasonCode.FAILED_CHECKS);
            return;
        }
        var passed = outcome instanceof CompletionAnswer answer ? answer.passed() : null;
        if (passed == null) {
            var needsModel = outcome instanceof CompletionFault fault
                    && fault.reasonCode().equals("not_generative");
            HandOffRules.handOff(
                    decision,
                    needsModel ? ReasonCode.NEEDS_GENERATIVE_MODEL : ReasonCode.MODEL_UNAVAILABLE,
                    null,
                    "The answer that nobody could judge: "
                            + Personal.plain(Bounds.cut(draft.text(), CheckRules.QUOTED_CHARACTERS)));
            return;
        }
        var failed = CheckRules.record(decision, draft.draftId(), List.of(verdict(passed, (CompletionAnswer) outcome)));
        var written =
                new Written(Personal.plain(draft.text()), draft.source(), draft.citations(), draft.confidence(), null);
        if (!failed.isEmpty()) {
            CheckRules.refuse(decision, written, failed, open.step());
        } else if (open.step() == null) {
            ReplyRules.passed(decision, draft);
        } else {
            ProcedureRules.contributed(decision, open.step(), draft);
        }
    }

    private static CheckVerdict verdict(boolean passed, CompletionAnswer answer) {
        var why = answer.text();
        return passed
                ? new CheckVerdict(JUDGE, true)
                : new CheckVerdict(JUDGE, false)
                        .withReason("another model objects")
                        .withOffending(why == null ? null : Bounds.cut(why, REASON_CHARACTERS));
    }
}
