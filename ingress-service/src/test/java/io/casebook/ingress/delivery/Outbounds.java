package io.casebook.ingress.delivery;

import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.outbound.AgentMessage;
import io.casebook.vocabulary.outbound.FinishedNotice;
import io.casebook.vocabulary.outbound.OutboundPayload;
import io.casebook.vocabulary.outbound.OutboundRecord;
import io.casebook.vocabulary.outbound.TypingNotice;
import java.time.Instant;

/** Outbound records for tests. */
public final class Outbounds {
    /** When the first of them is decided. */
    public static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

    private Outbounds() {}

    /** A message of the AI agent. */
    public static OutboundRecord message(String conversationId, long sequence, String text) {
        var sender = new Actor(ActorType.AI_AGENT, "shop");
        return record(conversationId, sequence, new AgentMessage("m" + sequence, Personal.text(text), sender));
    }

    /** The conversation ended. */
    public static OutboundRecord finished(String conversationId, long sequence) {
        return record(conversationId, sequence, new FinishedNotice("resolved"));
    }

    /** The agent is at work. */
    public static OutboundRecord typing(String conversationId, long sequence) {
        return record(conversationId, sequence, new TypingNotice(1));
    }

    /** Any record. */
    public static OutboundRecord record(String conversationId, long sequence, OutboundPayload payload) {
        return new OutboundRecord(
                "%s-%d-%s"
                        .formatted(conversationId, sequence, payload.getClass().getSimpleName()),
                "default",
                conversationId,
                "anna",
                "web",
                sequence,
                AT.plusSeconds(sequence),
                payload,
                null);
    }
}
