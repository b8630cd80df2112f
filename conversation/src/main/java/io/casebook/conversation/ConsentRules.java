package io.casebook.conversation;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.PersonalText;
import io.casebook.vocabulary.event.AiConsentChanged;
import io.casebook.vocabulary.event.PolicyTriggered;
import io.casebook.vocabulary.state.Answering;
import io.casebook.vocabulary.state.ConversationState;
import org.jspecify.annotations.Nullable;

/**
 * Whether an AI agent may answer this customer. A refusal, in words or in attached data, lasts until attached data takes it
 * back: what was false there has to become true. Data that says true all along does not overrule the customer's own words.
 */
final class ConsentRules {
    private static final String BY_MESSAGE = "message";
    private static final String BY_RESOURCE = "resource";

    private ConsentRules() {}

    /** Why the agent must not answer; null where it may. */
    static @Nullable ReasonCode refusal(ConversationState state, AgentDefinition agent) {
        var allowed = state.aiAllowed();
        if (allowed == null) {
            return agent.customer().consentRequired() ? ReasonCode.AI_CONSENT_MISSING : null;
        }
        return allowed ? null : ReasonCode.AI_REFUSED;
    }

    /** True, after a hand-off, where the agent must not answer. */
    static boolean stopsTurn(Decision decision) {
        var refusal = refusal(decision.state(), decision.definition());
        if (refusal == null) {
            return false;
        }
        decision.bySystem(new PolicyTriggered(refusal.code(), refusal.words()));
        HandOffRules.handOff(decision, refusal);
        return true;
    }

    /** The customer wrote, to whoever has the conversation. */
    static void customerWrote(Decision decision, Actor actor, PersonalText body) {
        if (decision.definition().customer().optOut()
                && !Boolean.FALSE.equals(decision.state().aiAllowed())
                && Lexicon.refusesAi(Personal.plain(body))) {
            decision.by(actor, new AiConsentChanged(false, BY_MESSAGE));
        }
    }

    /** What attached data says: may an AI agent answer? Null where it says nothing that is yes or no. */
    static @Nullable Boolean attached(Decision decision) {
        return Localities.attachedYesOrNo(
                decision.state(), decision.definition().customer().ai());
    }

    /**
     * Data was attached.
     *
     * @param before what attached data said before
     */
    static void attached(Decision decision, Actor actor, @Nullable Boolean before) {
        var allowed = decision.state().aiAllowed();
        var said = attached(decision);
        if (said == null || said.equals(before) || said.equals(allowed)) {
            return;
        }
        if (said && Boolean.FALSE.equals(allowed) && !Boolean.FALSE.equals(before)) {
            return;
        }
        decision.by(actor, new AiConsentChanged(said, BY_RESOURCE));
        if (!said && isAtWork(decision.state())) {
            stopsTurn(decision);
        }
    }

    private static boolean isAtWork(ConversationState state) {
        return States.withAgent(state)
                && (state.phase() instanceof Answering
                        || state.procedure() != null
                        || state.approval() != null
                        || state.replyApproval() != null
                        || !state.unanswered().isEmpty());
    }
}
