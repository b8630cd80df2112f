package io.casebook.conversation;

import io.casebook.vocabulary.event.*;
import java.util.List;

/** What has to be sent because of an event, and where. */
public final class Commands {
    private Commands() {}

    /** The commands of an event, in the order in which they are to be sent. */
    public static List<Command> commands(ConversationEvent event) {
        return switch (event.payload()) {
            case CompletionRequested ignored -> List.of(new Command.AskModel(event));
            case KnowledgeRequested ignored -> List.of(new Command.SearchKnowledge(event));
            case ToolCallRequested ignored -> List.of(new Command.CallTool(event));
            case TurnStarted ignored -> List.of(new Command.TellChannel(event));
            case ReplySent ignored -> List.of(new Command.TellChannel(event));
            case HandedOff ignored -> List.of(new Command.TellChannel(event), new Command.TellDesk(event));
            case HumanReplied ignored -> List.of(new Command.TellChannel(event), new Command.TellDesk(event));
            case ConversationFinished ignored -> List.of(new Command.TellChannel(event), new Command.TellDesk(event));
            case ConversationCancelled ignored -> List.of(new Command.TellChannel(event), new Command.TellDesk(event));
            case HandOffClaimed ignored -> List.of(new Command.TellDesk(event));
            case HandedBack ignored -> List.of(new Command.TellDesk(event));
            case ConversationAssigned ignored -> List.of(new Command.TellDesk(event));
            case ReplyApprovalRequested ignored -> List.of(new Command.TellDesk(event));
            case ReplyApproved ignored -> List.of(new Command.TellDesk(event));
            case ReplyWithdrawn ignored -> List.of(new Command.TellDesk(event));
            case ToolApprovalRequested ignored -> List.of(new Command.TellDesk(event));
            case ToolApprovalGiven ignored -> List.of(new Command.TellDesk(event));
            case ToolCallDenied ignored -> List.of(new Command.TellDesk(event));
            case ConversationStarted ignored -> List.of();
            case CustomerMessageReceived ignored -> List.of();
            case ResourceAttached ignored -> List.of(new Command.TellOtherCase(event));
            case ChannelEventObserved ignored -> List.of(new Command.TellOtherCase(event));
            case ConversationResumed ignored -> List.of();
            case ConversationRated ignored -> List.of();
            case ConversationErased ignored -> List.of(new Command.TellOtherCase(event));
            case CustomerMessageForwarded ignored -> List.of(new Command.TellOtherCase(event));
            case CaseContinued ignored -> List.of();
            case AiConsentChanged ignored -> List.of();
            case TurnSuperseded ignored -> List.of();
            case TurnEnded ignored -> List.of();
            case LanguageDetected ignored -> List.of();
            case IntentClassified ignored -> List.of();
            case PolicyTriggered ignored -> List.of();
            case ClarificationChosen ignored -> List.of();
            case ProcedureEntered ignored -> List.of();
            case ProcedureStepTaken ignored -> List.of();
            case SlotFilled ignored -> List.of();
            case ProcedureLeft ignored -> List.of();
            case ProcedurePaused ignored -> List.of();
            case ProcedureResumed ignored -> List.of();
            case SlotsForgotten ignored -> List.of();
            case KnowledgeRetrieved ignored -> List.of();
            case KnowledgeGapFound ignored -> List.of();
            case SpecialistAsked ignored -> List.of();
            case SpecialistAnswered ignored -> List.of();
            case SpecialistGaveUp ignored -> List.of();
            case PlanMade ignored -> List.of();
            case RecoveryChosen ignored -> List.of();
            case CompletionReceived ignored -> List.of();
            case CompletionRejected ignored -> List.of();
            case CompletionFailed ignored -> List.of();
            case ToolCallSucceeded ignored -> List.of();
            case ToolCallFailed ignored -> List.of();
            case ToolOutcomeUnknown ignored -> List.of();
            case ReplyDrafted ignored -> List.of();
            case ReplyChecked ignored -> List.of();
            case FeedbackGiven ignored -> List.of();
            case HistorySummarised ignored -> List.of();
            case DeadlineSet ignored -> List.of();
            case DeadlinePassed ignored -> List.of();
            case Payload.Unknown ignored -> List.of();
        };
    }
}
