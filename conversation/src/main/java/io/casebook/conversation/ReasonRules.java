package io.casebook.conversation;

import io.casebook.conversation.definition.ModelRole;
import io.casebook.conversation.definition.PlatformTool;
import io.casebook.conversation.definition.Step;
import io.casebook.conversation.definition.StepPath;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.event.CompletionPurpose;
import io.casebook.vocabulary.event.CompletionRequested;
import io.casebook.vocabulary.event.Lane;
import io.casebook.vocabulary.llm.ToolExchange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When a model is asked what to do or say next, and what it may do. */
final class ReasonRules {
    private ReasonRules() {}

    /**
     * Asks the model.
     *
     * @param step the agentic step of the procedure in progress; null in general mode and for a procedure in prose
     */
    static void ask(Decision decision, @Nullable String step) {
        ask(decision, step, null);
    }

    /** Asks the model once more, because its draft did not pass. */
    static void askToMend(Decision decision, @Nullable String step, String reasons) {
        ask(decision, step, reasons);
    }

    private static void ask(Decision decision, @Nullable String step, @Nullable String mend) {
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
        var callIds = turn.exchanges().stream().map(ToolExchange::callId).toList();
        var draft = mend == null ? null : turn.draft();
        decision.byAgent(new CompletionRequested(
                DerivedIds.named("reason", decision, step + ":" + turn.steps() + ":" + callIds),
                mend == null ? CompletionPurpose.REASON : CompletionPurpose.REPAIR,
                ModelRole.REASON.key(),
                Lane.INTERACTIVE,
                MemoryRules.promptFrom(decision),
                knowledge == null || knowledge.failure() != null ? null : knowledge.requestId(),
                callIds,
                offered(decision, step),
                step,
                draft == null ? null : draft.draftId(),
                Personal.textOrNull(mend),
                null,
                decision.state().summaryRequestId(),
                null));
    }

    /** What a model may propose here: tools of the definition, and what the platform offers a model that writes. */
    static List<String> offered(Decision decision, @Nullable String step) {
        var definition = decision.definition();
        var offered = new ArrayList<>(tools(decision, step));
        if (definition.models().generative(ModelRole.REASON)) {
            definition.specialists().keySet().forEach(name -> offered.add(PlatformTool.asking(name)));
            if (!offered.isEmpty()) {
                offered.add(PlatformTool.MAKE_PLAN);
            }
        }
        return offered;
    }

    private static List<String> tools(Decision decision, @Nullable String step) {
        var procedure = Position.procedure(decision);
        if (procedure != null && step != null && procedure.step(StepPath.of(step)) instanceof Step.Agent agent) {
            return agent.tools().isEmpty() ? procedure.tools() : agent.tools();
        }
        if (procedure != null && procedure.isProse()) {
            return procedure.tools();
        }
        return decision.definition().generalTools();
    }
}
