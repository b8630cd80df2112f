package io.casebook.projections.timeline;

import io.casebook.vocabulary.event.*;
import java.util.Locale;

/** What an event is about; each family has a colour. */
public enum Family {
    LIFECYCLE,
    CUSTOMER,
    TURN,
    TRIAGE,
    PROCEDURE,
    KNOWLEDGE,
    MODEL,
    TOOL,
    REPLY,
    HUMAN,
    TIME,
    UNKNOWN;

    /** The name in style sheets. */
    public String cssName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The family of an event. */
    public static Family of(Payload payload) {
        return switch (payload) {
            case CustomerMessageReceived _,
                    CustomerMessageForwarded _,
                    ChannelEventObserved _,
                    ConversationRated _,
                    AiConsentChanged _ -> CUSTOMER;
            case ConversationStarted _,
                    ResourceAttached _,
                    ConversationAssigned _,
                    ConversationResumed _,
                    ConversationFinished _,
                    ConversationCancelled _,
                    ConversationErased _,
                    CaseContinued _ -> LIFECYCLE;
            case TurnStarted _, TurnSuperseded _, TurnEnded _ -> TURN;
            case LanguageDetected _, IntentClassified _, PolicyTriggered _, ClarificationChosen _ -> TRIAGE;
            case ProcedureEntered _,
                    ProcedureStepTaken _,
                    SlotFilled _,
                    SlotsForgotten _,
                    ProcedurePaused _,
                    ProcedureResumed _,
                    ProcedureLeft _ -> PROCEDURE;
            case KnowledgeRequested _, KnowledgeRetrieved _, KnowledgeGapFound _ -> KNOWLEDGE;
            case PlanMade _,
                    SpecialistAsked _,
                    SpecialistAnswered _,
                    SpecialistGaveUp _,
                    RecoveryChosen _,
                    CompletionRequested _,
                    CompletionReceived _,
                    CompletionRejected _,
                    CompletionFailed _,
                    HistorySummarised _ -> MODEL;
            case ToolCallRequested _,
                    ToolCallDenied _,
                    ToolApprovalRequested _,
                    ToolApprovalGiven _,
                    ToolCallSucceeded _,
                    ToolCallFailed _,
                    ToolOutcomeUnknown _ -> TOOL;
            case ReplyDrafted _,
                    ReplyChecked _,
                    ReplyApprovalRequested _,
                    ReplyApproved _,
                    ReplyWithdrawn _,
                    ReplySent _ -> REPLY;
            case HandedOff _, HandOffClaimed _, HumanReplied _, HandedBack _, FeedbackGiven _ -> HUMAN;
            case DeadlineSet _, DeadlinePassed _ -> TIME;
            case Payload.Unknown _ -> UNKNOWN;
        };
    }
}
