package io.casebook.conversation;

import io.casebook.schemas.Personal;
import io.casebook.vocabulary.event.PolicyTriggered;
import io.casebook.vocabulary.tool.ToolCallResult;
import io.casebook.vocabulary.tool.ToolFailure;
import io.casebook.vocabulary.tool.ToolSuccess;
import org.jspecify.annotations.Nullable;

/**
 * Results of tools that try to give the agent instructions. They stay data: a prompt fences them, and no call is made because a
 * result asks for it. That one tried is in the log, for whoever looks after the agent.
 */
final class InjectionRules {
    /** The policy's name in the event. */
    static final String IN_RESULT = "injection_in_result";

    private InjectionRules() {}

    static void flag(Decision decision, ToolCallResult answered) {
        var text = told(answered);
        if (decision.definition().triage().injection() && text != null && Lexicon.looksLikeInjection(text)) {
            decision.bySystem(new PolicyTriggered(
                    IN_RESULT,
                    "the result of %s, call %s, addresses the agent's instructions"
                            .formatted(answered.tool(), answered.callId())));
        }
    }

    private static @Nullable String told(ToolCallResult answered) {
        return switch (answered.outcome()) {
            case ToolSuccess success -> Personal.plainOrNull(success.content());
            case ToolFailure failure -> Personal.plainOrNull(failure.content());
            default -> null;
        };
    }
}
