package io.casebook.escalation.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.casebook.escalation.queue.EscalatedCase;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The chosen case as the page shows it.
 *
 * @param id its id
 * @param kind what is asked for, in words
 * @param kindName the same on the wire
 * @param status where it stands, on the wire
 * @param conversation the conversation
 * @param customer the customer
 * @param channel the channel
 * @param reason why
 * @param target which team; null where none
 * @param intent what the customer wanted; null where unknown
 * @param summary what a human needs to know
 * @param since since when the customer waits, for machines
 * @param waiting the same for people
 * @param opened when people were asked
 * @param tool the tool to decide on; null otherwise
 * @param payload exactly what to decide on; null for a hand-off
 * @param readable the same with line breaks; null where it is the same
 * @param bound what the platform fills beside it, with line breaks; null where nothing is bound
 * @param payloadHash hash of it; null for a hand-off
 * @param expires when the request lapses; null where it does not
 * @param answeredFrom when the customer was told that people are back; null where they were there
 * @param claimedBy who has it; null where nobody does
 * @param mine true where the person at the desk has it
 * @param closed why it is over; null while it is not
 * @param closedBy who closed it; null while nobody did
 * @param closedAt when it was closed; null while it is not
 */
public record CasePanel(
        String id,
        String kind,
        String kindName,
        String status,
        String conversation,
        String customer,
        String channel,
        String reason,
        @Nullable String target,
        @Nullable String intent,
        String summary,
        Instant since,
        String waiting,
        String opened,
        @Nullable String tool,
        @Nullable String payload,
        @Nullable String readable,
        @Nullable String bound,
        @Nullable String payloadHash,
        @Nullable String expires,
        @Nullable String answeredFrom,
        @Nullable String claimedBy,
        boolean mine,
        @Nullable String closed,
        @Nullable String closedBy,
        @Nullable String closedAt) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static CasePanel of(EscalatedCase escalated, String humanId, Instant now) {
        var closedAt = escalated.closedAt();
        return new CasePanel(
                escalated.id(),
                Words.kind(escalated.kind()),
                escalated.kind().wireName(),
                escalated.status().wireName(),
                escalated.conversationId(),
                escalated.customerId(),
                escalated.channel(),
                escalated.reason(),
                escalated.target(),
                escalated.intent(),
                escalated.summary(),
                escalated.waitingSince(),
                Words.span(escalated.waitingSince(), closedAt == null ? now : closedAt),
                Words.date(escalated.openedAt()),
                escalated.tool(),
                escalated.payload(),
                readable(escalated.payload()),
                readable(escalated.bound()),
                escalated.payloadHash(),
                Words.dateOrNull(escalated.expiresAt()),
                Words.dateOrNull(escalated.answeredFrom()),
                escalated.claimedBy(),
                escalated.isWith(humanId),
                Words.code(escalated.closedReason()),
                escalated.closedBy(),
                Words.dateOrNull(closedAt));
    }

    private static @Nullable String readable(@Nullable String payload) {
        if (payload == null) {
            return null;
        }
        try {
            var tree = JSON.readTree(payload);
            return tree.isContainerNode() && !tree.isEmpty() ? tree.toPrettyString() : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
