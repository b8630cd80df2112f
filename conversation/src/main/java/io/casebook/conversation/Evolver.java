package io.casebook.conversation;

import io.casebook.vocabulary.DeadlineKind;
import io.casebook.vocabulary.event.*;
import io.casebook.vocabulary.state.Cancelled;
import io.casebook.vocabulary.state.ConversationState;
import io.casebook.vocabulary.state.Deadline;
import io.casebook.vocabulary.state.Waiting;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What is known after an event: {@code state = fold(log)}. Total and pure: it never validates and never throws, since what
 * happened has happened. Split by what the events are about: people and messages here, the turn in {@link TurnFold}, the work
 * in {@link WorkFold}.
 */
public final class Evolver {
    private Evolver() {}

    /** The state after one more event. */
    public static ConversationState evolve(ConversationState state, ConversationEvent event) {
        var next = state.withSequence(event.sequence())
                .withTurn(event.turn())
                .withEpoch(event.epoch())
                .withUpdatedAt(event.occurredAt());
        return apply(next, event, event.payload());
    }

    /** The state after all events, in their order. */
    public static ConversationState fold(ConversationState start, List<ConversationEvent> events) {
        var state = start;
        for (var event : events) {
            state = evolve(state, event);
        }
        return state;
    }

    private static ConversationState apply(ConversationState state, ConversationEvent event, Payload payload) {
        return switch (payload) {
            case ConversationStarted started -> LifecycleFold.started(state, started);
            case CustomerMessageReceived message -> LifecycleFold.message(state, event, message);
            case ResourceAttached resource -> LifecycleFold.resource(state, resource);
            case ChannelEventObserved observed -> LifecycleFold.observed(state, observed);
            case ConversationAssigned assigned -> LifecycleFold.assigned(state, assigned);
            case ConversationResumed ignored -> LifecycleFold.resumed(state);
            case ConversationFinished finished -> LifecycleFold.finished(state, event, finished);
            case ConversationCancelled cancelled ->
                LifecycleFold.ended(state, new Cancelled(cancelled.reasonCode(), event.occurredAt()));
            case ConversationRated ignored -> state;
            case ConversationErased ignored -> LifecycleFold.erased(state);
            case TurnStarted started -> TurnFold.started(state, event, started);
            case TurnSuperseded ignored -> TurnFold.superseded(state);
            case TurnEnded ended -> TurnFold.ended(state, ended);
            case LanguageDetected language -> state.withLanguage(language.language());
            case IntentClassified intent -> TurnFold.intent(state, intent);
            case PolicyTriggered ignored -> state;
            case ClarificationChosen ignored -> state.withClarifications(state.clarifications() + 1);
            case ProcedureEntered entered -> ProcedureFold.entered(state, entered);
            case ProcedureStepTaken step -> ProcedureFold.step(state, step);
            case SlotFilled slot -> ProcedureFold.slot(state, slot);
            case ProcedureLeft left -> ProcedureFold.left(state, left);
            case ProcedurePaused paused -> ProcedureFold.paused(state, paused);
            case ProcedureResumed ignored -> ProcedureFold.resumed(state);
            case SlotsForgotten forgotten -> ProcedureFold.forgotten(state, forgotten);
            case KnowledgeRequested requested -> WorkFold.searchRequested(state, requested);
            case KnowledgeRetrieved retrieved -> WorkFold.searched(state, retrieved);
            case KnowledgeGapFound ignored -> state;
            case SpecialistAsked asked -> SpecialistFold.asked(state, asked);
            case SpecialistAnswered answered -> SpecialistFold.answered(state, answered);
            case SpecialistGaveUp gaveUp -> SpecialistFold.gaveUp(state, gaveUp);
            case PlanMade plan -> TurnFold.turn(state, turn -> turn.withPlan(plan));
            case RecoveryChosen ignored -> TurnFold.turn(state, turn -> turn.withFailures(List.of()));
            case CompletionRequested requested -> WorkFold.completionRequested(state, requested);
            case CompletionReceived received -> WorkFold.completed(state, received);
            case CompletionRejected ignored -> state;
            case CompletionFailed failed -> WorkFold.failed(state, failed);
            case ToolCallRequested requested -> WorkFold.toolRequested(state, requested);
            case ToolCallDenied denied -> WorkFold.toolDenied(state, denied);
            case ToolApprovalRequested requested -> ApprovalFold.actionWaits(state, requested);
            case ToolApprovalGiven ignored -> ApprovalFold.actionDecided(state);
            case ToolCallSucceeded succeeded -> WorkFold.toolSucceeded(state, succeeded);
            case ToolCallFailed failed -> WorkFold.toolFailed(state, failed);
            case ToolOutcomeUnknown unknown -> WorkFold.toolUnknown(state, unknown);
            case ReplyDrafted draft -> TurnFold.drafted(state, draft);
            case ReplyChecked checked -> TurnFold.checked(state, checked);
            case ReplyApprovalRequested requested -> ApprovalFold.replyWaits(state, requested);
            case ReplyApproved decided -> ApprovalFold.replyDecided(state, decided);
            case ReplyWithdrawn withdrawn -> ApprovalFold.replyWithdrawn(state, withdrawn);
            case ReplySent sent -> TurnFold.replied(state, event, sent);
            case HandedOff handedOff -> LifecycleFold.handedOff(state, event, handedOff);
            case HandOffClaimed claimed -> LifecycleFold.withHuman(state, event, claimed.humanId());
            case HumanReplied replied -> LifecycleFold.humanReplied(state, event, replied);
            case HandedBack back -> LifecycleFold.noted(state.withPhase(new Waiting()), back.note());
            case FeedbackGiven ignored -> state;
            case HistorySummarised summary -> LifecycleFold.summarised(state, summary);
            case DeadlineSet deadline -> TurnFold.deadline(state, event, deadline);
            case DeadlinePassed passed -> withoutDeadline(state, passed.kind());
            case CustomerMessageForwarded forwarded -> LifecycleFold.forwarded(state, forwarded);
            case CaseContinued continued -> state.withContinuedIn(continued.continuedIn());
            case AiConsentChanged consent -> state.withAiAllowed(consent.allowed());
            case Payload.Unknown ignored -> state;
        };
    }

    static ConversationState withDeadline(ConversationState state, Deadline deadline) {
        var deadlines = new ArrayList<>(withoutDeadline(state, deadline.kind()).deadlines());
        deadlines.add(deadline);
        return state.withDeadlines(deadlines);
    }

    static ConversationState withoutDeadline(ConversationState state, DeadlineKind first, DeadlineKind... more) {
        Set<DeadlineKind> kinds = EnumSet.of(first, more);
        if (state.deadlines().stream().noneMatch(deadline -> kinds.contains(deadline.kind()))) {
            return state;
        }
        return state.withDeadlines(state.deadlines().stream()
                .filter(deadline -> !kinds.contains(deadline.kind()))
                .toList());
    }
}
