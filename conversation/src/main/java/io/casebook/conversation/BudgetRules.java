package io.casebook.conversation;

import io.casebook.conversation.definition.ModelRole;
import io.casebook.vocabulary.Usage;
import org.jspecify.annotations.Nullable;

/** When no model is asked any more, because the answer or the conversation has cost what it may. */
final class BudgetRules {
    private BudgetRules() {}

    /** Which budget is used up; null while there is something left of all. */
    static @Nullable ReasonCode usedUp(Decision decision) {
        var limits = decision.definition().limits();
        if (conversationUsedUp(decision)) {
            return ReasonCode.BUDGET_EXHAUSTED;
        }
        var turn = decision.turn().usage();
        return tokens(turn) >= limits.tokensPerTurn() || turn.usdMicros() >= limits.usdMicrosPerTurn()
                ? ReasonCode.TURN_BUDGET_EXHAUSTED
                : null;
    }

    /** True when the conversation's model calls have cost what they may. */
    static boolean conversationUsedUp(Decision decision) {
        var limits = decision.definition().limits();
        var usage = decision.state().usage();
        return tokens(usage) >= limits.tokensPerConversation()
                || usage.usdMicros() >= limits.usdMicrosPerConversation();
    }

    /** True, after a hand-off, where not even the question of what the customer wants can be paid for. */
    static boolean stopsTriage(Decision decision) {
        var reason = decision.definition().models().generative(ModelRole.CLASSIFY) ? usedUp(decision) : null;
        if (reason != null) {
            HandOffRules.handOff(decision, reason);
        }
        return reason != null;
    }

    private static long tokens(Usage usage) {
        return usage.inputTokens() + usage.outputTokens();
    }
}
