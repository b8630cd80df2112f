package io.casebook.escalation.queue;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that waits for people, or waited.
 *
 * @param id id of the escalation
 * @param kind what people are asked for
 * @param status where it stands
 * @param conversationId the conversation
 * @param customerId the customer
 * @param channel the channel
 * @param reasonCode why, from the table of reason codes
 * @param reason why, in words
 * @param target which team; null where the definition has none
 * @param summary what a human needs to know
 * @param intent what the customer wanted; null where unknown
 * @param waitingSince since when the customer waits
 * @param openedAt when people were asked
 * @param subjectId the tool call or draft to decide on; null for a hand-off
 * @param tool name of the tool to decide on; null otherwise
 * @param payload the exact arguments or draft to decide on; null for a hand-off
 * @param bound what the platform fills into the call beside the payload, a JSON object; null where nothing is bound
 * @param payloadHash hash of the payload, to be sent back with the decision; null for a hand-off
 * @param expiresAt when the request lapses; null for a hand-off
 * @param answeredFrom when the team's hours begin; null where it was there when it was asked, or has no hours
 * @param claimedBy who has it, or had it last; null where nobody does
 * @param claimedAt since when; null where nobody does
 * @param closedReason why it is over; null while it is not
 * @param closedBy who closed it; null while nobody did, or where the platform did
 * @param closedAt when it was closed; null while it is not
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record EscalatedCase(
        String id,
        CaseKind kind,
        CaseStatus status,
        String conversationId,
        String customerId,
        String channel,
        String reasonCode,
        String reason,
        @Nullable String target,
        String summary,
        @Nullable String intent,
        Instant waitingSince,
        Instant openedAt,
        @Nullable String subjectId,
        @Nullable String tool,
        @Nullable String payload,
        @Nullable String bound,
        @Nullable String payloadHash,
        @Nullable Instant expiresAt,
        @Nullable Instant answeredFrom,
        @Nullable String claimedBy,
        @Nullable Instant claimedAt,
        @Nullable String closedReason,
        @Nullable String closedBy,
        @Nullable Instant closedAt) {

    /** True once it is over. */
    @JsonIgnore
    public boolean isClosed() {
        return status == CaseStatus.CLOSED;
    }

    /** True where somebody else has it. */
    public boolean isWithAnother(String humanId) {
        return status == CaseStatus.CLAIMED && !humanId.equals(claimedBy);
    }

    /** True where this very person has it. */
    public boolean isWith(String humanId) {
        return status == CaseStatus.CLAIMED && humanId.equals(claimedBy);
    }
}
