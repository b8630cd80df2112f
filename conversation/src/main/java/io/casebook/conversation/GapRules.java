package io.casebook.conversation;

import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.Speaker;
import io.casebook.vocabulary.event.FeedbackGiven;
import io.casebook.vocabulary.event.KnowledgeGapFound;
import io.casebook.vocabulary.event.KnowledgeRetrieved;
import io.casebook.vocabulary.inbound.Rate;
import io.casebook.vocabulary.state.Answering;
import io.casebook.vocabulary.state.ConversationState;
import io.casebook.vocabulary.state.Waiting;
import io.casebook.vocabulary.state.WithHuman;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The four signs by which a conversation tells that the articles lack something. They change nothing in the conversation itself. */
final class GapRules {
    /** The search came back with too little. */
    static final String LOW_ANSWERABILITY = "low_answerability";
    /** The agent had no answer that it could give. */
    static final String HAND_OFF = "hand_off";
    /** A person answered otherwise, or said that the answer is wrong. */
    static final String CORRECTION = "correction";
    /** The answer was judged unhelpful, or the conversation rated low. */
    static final String THUMBS_DOWN = "thumbs_down";

    /** Up to which part of its scale a rating is low: 1 and 2 of five stars, 0 to 3 of ten. */
    private static final double LOW_RATING = 0.3;

    /** Reasons that lie in what the agent knows. A wish for a human, a procedure's own hand-off or a failed tool lie elsewhere. */
    private static final Set<ReasonCode> FOR_WANT_OF_KNOWLEDGE = EnumSet.of(
            ReasonCode.NOT_UNDERSTOOD,
            ReasonCode.LOW_CONFIDENCE,
            ReasonCode.FAILED_CHECKS,
            ReasonCode.REPLY_REFUSED,
            ReasonCode.MODEL_REQUESTED);

    private GapRules() {}

    /** The running turn's search did not find an answer. A search that failed tells nothing. */
    static void unanswered(Decision decision) {
        var knowledge = decision.turn().knowledge();
        if (knowledge != null && knowledge.failure() == null) {
            decision.byAgent(gap(knowledge, LOW_ANSWERABILITY));
        }
    }

    /** The agent gives up: called while the turn still runs. */
    static void handsOff(Decision decision, ReasonCode reason) {
        if (FOR_WANT_OF_KNOWLEDGE.contains(reason) && decision.state().phase() instanceof Answering turn) {
            decision.byAgent(gap(turn.knowledge(), HAND_OFF));
        }
    }

    /**
     * Whether a person who speaks now corrects the agent: it had answered, the customer said nothing since, and nobody had asked for a
     * person.
     */
    static boolean corrects(ConversationState state) {
        var said = state.transcript();
        var agentSpokeLast = !said.isEmpty() && said.getLast().speaker() == Speaker.AI_AGENT;
        return agentSpokeLast
                && switch (state.phase()) {
                    case Waiting ignored -> true;
                    case WithHuman with -> with.reasonCode().equals(LifecycleFold.TAKEN_OVER);
                    default -> false;
                };
    }

    /** A person answered otherwise than the agent had, or would have. */
    static void corrected(Decision decision, Actor actor) {
        decision.by(actor, later(CORRECTION, null));
    }

    static void judged(Decision decision, Actor actor, FeedbackGiven feedback) {
        switch (feedback.verdict()) {
            case "incorrect" -> decision.by(actor, later(CORRECTION, feedback.messageId()));
            case "unhelpful" -> decision.by(actor, later(THUMBS_DOWN, feedback.messageId()));
            default -> {
                // Praise, and what another release says.
            }
        }
    }

    /** A rating is about what the agent said only where it said something. */
    static void rated(Decision decision, Actor actor, Rate rate) {
        var scale = rate.maxValue() - rate.minValue();
        if (decision.state().turn() > 0 && scale > 0 && (rate.value() - rate.minValue()) / scale <= LOW_RATING) {
            decision.by(actor, later(THUMBS_DOWN, null));
        }
    }

    private static KnowledgeGapFound gap(@Nullable KnowledgeRetrieved knowledge, String cause) {
        return knowledge == null
                ? later(cause, null)
                : new KnowledgeGapFound(
                        knowledge.requestId(), knowledge.position(), knowledge.answerability(), cause, null);
    }

    /** A gap that shows when the turn's search is no longer at hand. */
    private static KnowledgeGapFound later(String cause, @Nullable String messageId) {
        return new KnowledgeGapFound("", -1, 0, cause, messageId);
    }
}
