package io.casebook.ingress.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.casebook.platform.conversations.ConversationSummary;
import io.casebook.vocabulary.AssigneeType;
import io.casebook.vocabulary.inbound.OpenConversation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as the API shows it.
 *
 * @param id id of the conversation
 * @param customerId the customer
 * @param channel the channel
 * @param created when the channel says that it began
 * @param updated when something last happened
 * @param status {@code observing}, {@code active}, {@code cancelled}, {@code finished} or {@code failed}
 * @param agentIsActive true while the AI agent has it
 * @param latestIntent what the customer wanted last; null while unknown
 * @param latestHandOffTarget team of the last hand-off; null where none
 * @param continuedIn the case that goes on with what is posted here; left out where none does
 * @param latestAgentMetadata more about the last classification and hand-off; null where there was neither
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonPropertyOrder({"id", "customer_id", "channel", "created", "updated", "status", "agent_is_active"})
public record ConversationView(
        String id,
        String customerId,
        String channel,
        Instant created,
        Instant updated,
        String status,
        boolean agentIsActive,
        @Nullable String latestIntent,
        @JsonProperty("latest_handoff_target") @Nullable String latestHandOffTarget,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String continuedIn,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable AgentMetadata latestAgentMetadata) {

    /** A conversation that was accepted just now. */
    static ConversationView of(String id, OpenConversation opened, Instant acceptedAt) {
        var active = opened.assigneeType() == AssigneeType.AI_AGENT;
        var status = active ? ConversationSummary.Status.ACTIVE : ConversationSummary.Status.OBSERVING;
        return new ConversationView(
                id,
                opened.customerId(),
                opened.channel(),
                opened.createdAt(),
                acceptedAt,
                status.wireName(),
                active,
                null,
                null,
                null,
                null);
    }

    /** A conversation as the orchestrator sees it. */
    static ConversationView of(ConversationSummary summary) {
        return new ConversationView(
                summary.conversationId(),
                summary.customerId(),
                summary.channel(),
                summary.created(),
                summary.updated(),
                summary.status().wireName(),
                summary.agentIsActive(),
                summary.latestIntent(),
                summary.latestHandOffTarget(),
                summary.continuedIn(),
                AgentMetadata.of(summary));
    }

    /**
     * More about the last classification and hand-off.
     *
     * @param intent what the customer wanted last
     * @param intentHandOffTarget team of the last hand-off
     * @param handOffReason why it was handed off
     * @param handOffNote what the human was told
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AgentMetadata(
            @JsonProperty("intent") @Nullable String intent,
            @JsonProperty("intent_handoff_target") @Nullable String intentHandOffTarget,
            @JsonProperty("handoff_reason") @Nullable String handOffReason,
            @JsonProperty("handoff_note") @Nullable String handOffNote) {

        private static @Nullable AgentMetadata of(ConversationSummary summary) {
            var metadata = new AgentMetadata(
                    summary.latestIntent(),
                    summary.latestHandOffTarget(),
                    summary.latestHandOffReason(),
                    summary.latestHandOffNote());
            return metadata.equals(new AgentMetadata(null, null, null, null)) ? null : metadata;
        }
    }
}
