package io.casebook.ingress.intake;

import io.casebook.platform.conversations.ConversationSummary;
import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.Code;
import io.casebook.vocabulary.inbound.Assign;
import io.casebook.vocabulary.inbound.AttachResource;
import io.casebook.vocabulary.inbound.Cancel;
import io.casebook.vocabulary.inbound.ClaimHandOff;
import io.casebook.vocabulary.inbound.ContinueIn;
import io.casebook.vocabulary.inbound.DecideReplyApproval;
import io.casebook.vocabulary.inbound.DecideToolApproval;
import io.casebook.vocabulary.inbound.Erase;
import io.casebook.vocabulary.inbound.Finish;
import io.casebook.vocabulary.inbound.GiveFeedback;
import io.casebook.vocabulary.inbound.HandBack;
import io.casebook.vocabulary.inbound.InboundPayload;
import io.casebook.vocabulary.inbound.OpenConversation;
import io.casebook.vocabulary.inbound.ParticipantType;
import io.casebook.vocabulary.inbound.PostMessage;
import io.casebook.vocabulary.inbound.Rate;
import io.casebook.vocabulary.inbound.ReportChannelEvent;
import io.casebook.vocabulary.inbound.Resume;
import io.casebook.vocabulary.inbound.ReturnAsyncToolResult;
import java.util.Map;

/** What may be said in a conversation that is over. */
enum Admission {
    /** The record is published. */
    ACCEPTED,
    /** The call asks for what is already so; it is answered and nothing is published. */
    ALREADY_SO;

    /**
     * Whether something may be said.
     *
     * @throws ApiException failed_precondition if not
     */
    static Admission of(ConversationSummary conversation, InboundPayload payload) {
        return switch (conversation.status()) {
            case OBSERVING, ACTIVE, FAILED -> ACCEPTED;
            case FINISHED -> inFinished(payload);
            case CANCELLED -> inCancelled(payload);
        };
    }

    /** A customer who comes back is heard: the orchestrator reopens the case, or opens one that is linked to it. */
    private static Admission inFinished(InboundPayload payload) {
        return switch (payload) {
            case PostMessage message
            when message.participantType() != ParticipantType.CUSTOMER ->
                throw over(
                        "finished",
                        "only the customer may write to it; let it go on with PUT /v1/conversations/{id}/resume first");
            case PostMessage _,
                    OpenConversation _,
                    AttachResource _,
                    ReportChannelEvent _,
                    Assign _,
                    Resume _,
                    Finish _,
                    Cancel _,
                    Rate _,
                    ReturnAsyncToolResult _,
                    Erase _,
                    ClaimHandOff _,
                    HandBack _,
                    DecideToolApproval _,
                    DecideReplyApproval _,
                    GiveFeedback _,
                    ContinueIn _,
                    InboundPayload.Unknown _ -> ACCEPTED;
        };
    }

    private static Admission inCancelled(InboundPayload payload) {
        return switch (payload) {
            case Resume _, Erase _ -> ACCEPTED;
            case Cancel _ -> ALREADY_SO;
            case OpenConversation _,
                    PostMessage _,
                    AttachResource _,
                    ReportChannelEvent _,
                    Assign _,
                    Finish _,
                    Rate _,
                    ReturnAsyncToolResult _,
                    ClaimHandOff _,
                    HandBack _,
                    DecideToolApproval _,
                    DecideReplyApproval _,
                    GiveFeedback _,
                    ContinueIn _,
                    InboundPayload.Unknown _ ->
                throw over("cancelled", "let it go on with PUT /v1/conversations/{id}/resume first");
        };
    }

    private static ApiException over(String status, String advice) {
        return new ApiException(
                Code.FAILED_PRECONDITION,
                "the conversation is %s; %s".formatted(status, advice),
                Map.of("status", status));
    }
}
