package io.casebook.escalation.page;

import io.casebook.escalation.queue.CaseKind;
import io.casebook.escalation.queue.EscalatedCase;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A case as a line of the queue.
 *
 * @param id its id
 * @param kind what is asked for, in words
 * @param style the same for the style sheet
 * @param reason why
 * @param target which team; null where none
 * @param intent what the customer wanted; null where unknown
 * @param customer the customer
 * @param channel the channel
 * @param claimedBy who has it; null where nobody does
 * @param mine true where the person at the desk has it
 * @param since since when the customer waits, for machines
 * @param waiting the same for people
 * @param chosen true where it is shown beside the queue
 */
public record QueueLine(
        String id,
        String kind,
        String style,
        String reason,
        @Nullable String target,
        @Nullable String intent,
        String customer,
        String channel,
        @Nullable String claimedBy,
        boolean mine,
        Instant since,
        String waiting,
        boolean chosen) {

    static QueueLine of(EscalatedCase escalated, String humanId, @Nullable String chosen, Instant now) {
        return new QueueLine(
                escalated.id(),
                Words.kind(escalated.kind()),
                escalated.kind() == CaseKind.HAND_OFF ? "hand-off" : "approval",
                escalated.reason(),
                escalated.target(),
                escalated.intent(),
                escalated.customerId(),
                escalated.channel(),
                escalated.claimedBy(),
                escalated.isWith(humanId),
                escalated.waitingSince(),
                Words.span(escalated.waitingSince(), now),
                escalated.id().equals(chosen));
    }
}
