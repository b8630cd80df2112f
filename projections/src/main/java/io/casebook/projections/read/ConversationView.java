package io.casebook.projections.read;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A conversation in a list.
 *
 * @param id id of the conversation
 * @param customerId the customer
 * @param channel the channel
 * @param agentId the agent
 * @param status {@code observing}, {@code active}, {@code finished} or {@code cancelled}
 * @param agentIsActive true while the AI agent has it
 * @param language of the customer; null while unknown
 * @param latestIntent what the customer wanted last; null while unknown
 * @param latestHandoffReason why it was handed off last; null where it was not
 * @param latestHandoffTarget to which team; null where none
 * @param claimedBy the human who has it; null where nobody does
 * @param created when the channel says that it began
 * @param updated when its newest event was decided
 * @param ended when it was finished or cancelled; null while it goes on
 * @param endReason why it ended; null while it goes on
 * @param sequence of its newest event
 * @param turns how many turns it had
 * @param messages how many messages were exchanged
 * @param handOffs how often it was handed off
 * @param inputTokens tokens sent to models
 * @param outputTokens tokens that models generated
 * @param usdMicros price of its model calls in millionths of a US dollar
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ConversationView(
        String id,
        String customerId,
        String channel,
        String agentId,
        String status,
        boolean agentIsActive,
        @Nullable String language,
        @Nullable String latestIntent,
        @Nullable String latestHandoffReason,
        @Nullable String latestHandoffTarget,
        @Nullable String claimedBy,
        Instant created,
        Instant updated,
        @Nullable Instant ended,
        @Nullable String endReason,
        long sequence,
        int turns,
        int messages,
        int handOffs,
        long inputTokens,
        long outputTokens,
        long usdMicros) {}
