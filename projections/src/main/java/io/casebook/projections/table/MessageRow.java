package io.casebook.projections.table;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message of a transcript.
 *
 * @param id id of the message
 * @param conversationId the conversation
 * @param sequence of the event that brought it
 * @param turn that was running, or the last one
 * @param participantType {@code Customer}, {@code AI Agent}, {@code Agent} (a human) or {@code Bot}
 * @param participantId who said it; null where unknown
 * @param body what was said
 * @param subject subject line; null where there is none
 * @param created when it was written
 * @param isHolding true for a message that only says that the answer takes longer
 * @param attachments JSON list; null where there are none
 * @param citations JSON list of what the message rests on; null where there is nothing
 */
public record MessageRow(
        String id,
        String conversationId,
        long sequence,
        int turn,
        String participantType,
        @Nullable String participantId,
        String body,
        @Nullable String subject,
        Instant created,
        boolean isHolding,
        @Nullable String attachments,
        @Nullable String citations) {
    /** The customer. */
    public static final String CUSTOMER = "Customer";
    /** The agent of this platform. */
    public static final String AI_AGENT = "AI Agent";
    /** A human of the company. */
    public static final String HUMAN = "Agent";
    /** A program of somebody else. */
    public static final String BOT = "Bot";
}
