package io.casebook.platform.conversations;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as the outside sees it.
 *
 * @param conversationId id of the conversation
 * @param customerId the customer
 * @param channel the channel it runs on
 * @param created when the channel says that it began
 * @param updated when its newest event was decided
 * @param status where it stands
 * @param agentIsActive true while the AI agent has it
 * @param latestIntent what the customer wanted last; null while unknown
 * @param latestHandOffTarget team of the last hand-off; null where none
 * @param latestHandOffReason why it was handed off last; null where it was not
 * @param latestHandOffNote what the human was told; null where nothing
 * @param sequence of the newest event
 * @param turn that is running, or the last one
 * @param finishedAt when it was finished or cancelled; null while it goes on
 * @param seenMessages ids of the latest messages, each with the hash of its content
 * @param continuedIn the case that goes on with what the channel posts here; null where none does
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ConversationSummary(
        String conversationId,
        String customerId,
        String channel,
        Instant created,
        Instant updated,
        Status status,
        boolean agentIsActive,
        @Nullable String latestIntent,
        @Nullable String latestHandOffTarget,
        @Nullable String latestHandOffReason,
        @Nullable String latestHandOffNote,
        long sequence,
        int turn,
        @Nullable Instant finishedAt,
        Map<String, String> seenMessages,
        @Nullable String continuedIn) {

    public ConversationSummary {
        seenMessages = Map.copyOf(seenMessages);
    }

    /** Where a conversation stands. */
    public enum Status {
        /** Not with the AI agent: nobody is assigned, or a human holds it. */
        OBSERVING,
        /** With the AI agent. */
        ACTIVE,
        /** Called off. */
        CANCELLED,
        /** Closed. */
        FINISHED,
        /** Broken; a human must look. */
        FAILED;

        /** The name on the wire, in lower case. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
