package io.casebook.escalation;

import io.casebook.schemas.ContentHash;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.escalation.EscalationChange;
import io.casebook.vocabulary.escalation.EscalationClaimed;
import io.casebook.vocabulary.escalation.EscalationClosed;
import io.casebook.vocabulary.escalation.EscalationKind;
import io.casebook.vocabulary.escalation.EscalationOpened;
import io.casebook.vocabulary.escalation.EscalationRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Records as the orchestrator publishes them. */
public final class Records {
    /** When the stories begin. */
    public static final Instant START = Instant.parse("2026-03-01T09:00:00Z");

    private Records() {}

    /** A hand-off is opened. */
    public static EscalationRecord handOff(String id, long sequence, @Nullable String target, int waitingMinutes) {
        return record(
                id,
                sequence,
                new EscalationOpened(
                                EscalationKind.HAND_OFF,
                                "human_requested",
                                "The customer asked for a human.",
                                Personal.text("The customer wants <b>money</b> back."),
                                START.minusSeconds(60L * waitingMinutes))
                        .withTarget(target)
                        .withIntent("refund"));
    }

    /** An approval is asked for. */
    public static EscalationRecord approval(String id, long sequence, String payload) {
        return record(
                id,
                sequence,
                new EscalationOpened(
                                EscalationKind.TOOL_APPROVAL,
                                "tool_needs_approval",
                                "The definition wants a person to approve this call: args.amount > 100.0",
                                Personal.text("Tool refund_order is to be called."),
                                START)
                        .withSubjectId("call-" + id)
                        .withTool("refund_order")
                        .withPayload(Personal.text(payload))
                        .withPayloadHash(ContentHash.of(payload))
                        .withExpiresAt(START.plusSeconds(3600)));
    }

    /** A reply waits for a person. */
    public static EscalationRecord reply(String id, long sequence, String text) {
        return record(
                id,
                sequence,
                new EscalationOpened(
                                EscalationKind.REPLY_APPROVAL,
                                "reply_needs_approval",
                                "The definition wants a person to approve this reply: all",
                                Personal.text("The agent wants to send the reply shown."),
                                START)
                        .withSubjectId("draft-" + id)
                        .withPayload(Personal.text(text))
                        .withPayloadHash(ContentHash.of(text))
                        .withExpiresAt(START.plusSeconds(900)));
    }

    /** Somebody takes it. */
    public static EscalationRecord claimed(String id, long sequence, String humanId) {
        return record(id, sequence, new EscalationClaimed(humanId));
    }

    /** It is over. */
    public static EscalationRecord closed(String id, long sequence, String reason, @Nullable String humanId) {
        return record(id, sequence, new EscalationClosed(reason, humanId));
    }

    private static EscalationRecord record(String id, long sequence, EscalationChange change) {
        return new EscalationRecord(
                id,
                "default",
                "conversation-" + id,
                "customer-1",
                "web",
                sequence,
                START.plusSeconds(sequence),
                change);
    }
}
