package io.casebook.escalation.desk;

import io.casebook.escalation.queue.CaseKind;
import io.casebook.escalation.queue.CaseQueue;
import io.casebook.escalation.queue.EscalatedCase;
import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.Code;
import io.casebook.schemas.ContentHash;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.inbound.ClaimHandOff;
import io.casebook.vocabulary.inbound.DecideReplyApproval;
import io.casebook.vocabulary.inbound.DecideToolApproval;
import io.casebook.vocabulary.inbound.HandBack;
import io.casebook.vocabulary.inbound.InboundPayload;
import io.casebook.vocabulary.inbound.InboundRecord;
import io.casebook.vocabulary.inbound.ParticipantType;
import io.casebook.vocabulary.inbound.PostMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What people do with cases. The record of a deed has the same id when the deed is repeated, so that a double click is one
 * deed; and whether a case is still to be had is decided by the orchestrator, which has the only order of things.
 */
public final class Desk {
    private final CaseQueue queue;
    private final Inbound inbound;
    private final String tenantId;
    private final Duration visibleWithin;
    private final InstantSource clock;

    /**
     * A desk.
     *
     * @param queue what waits for people
     * @param inbound where their deeds go
     * @param tenantId whose installation this is
     * @param visibleWithin how long to wait until a deed can be seen in the queue
     * @param clock when a deed was done
     */
    public Desk(CaseQueue queue, Inbound inbound, String tenantId, Duration visibleWithin, InstantSource clock) {
        this.queue = queue;
        this.inbound = inbound;
        this.tenantId = tenantId;
        this.visibleWithin = visibleWithin;
        this.clock = clock;
    }

    /**
     * A case.
     *
     * @throws ApiException not_found where there is none of that id
     */
    public EscalatedCase require(String id) {
        var escalated = queue.find(id);
        if (escalated == null) {
            throw Refusals.unknown(id);
        }
        return escalated;
    }

    /** Takes a conversation that was handed off. */
    public Done claim(String id, String humanId) {
        var escalated = handOff(id, humanId);
        if (escalated.isWith(humanId)) {
            return new Done(escalated, true);
        }
        publish(escalated, humanId, new ClaimHandOff(humanId), "claim", id, humanId);
        var done = await(id, after -> after.claimedBy() != null || after.isClosed());
        // Of two who claim at once the first has it.
        Refusals.requireNotWithAnother(done.escalated(), humanId);
        return done;
    }

    /**
     * Answers the customer; whoever answers has the conversation.
     *
     * @param messageId the same for a repetition; null where every call is a message of its own
     */
    public Done reply(String id, String humanId, String body, @Nullable String messageId) {
        var escalated = handOff(id, humanId);
        var message = messageId == null ? UUID.randomUUID().toString() : messageId;
        var payload = new PostMessage(
                message,
                Personal.text(body),
                ContentHash.of(body, null),
                null,
                humanId,
                ParticipantType.HUMAN,
                List.of(),
                clock.instant());
        publish(escalated, humanId, payload, "message", message);
        return await(id, after -> after.claimedBy() != null || after.isClosed());
    }

    /** Gives the conversation back to the agent. */
    public Done handBack(String id, String humanId, @Nullable String note) {
        var escalated = require(id);
        if (wasClosed(escalated, "handed_back", humanId)) {
            return new Done(escalated, true);
        }
        Refusals.requireKind(escalated, CaseKind.HAND_OFF);
        Refusals.requireOpen(escalated);
        Refusals.requireNotWithAnother(escalated, humanId);
        publish(escalated, humanId, new HandBack(humanId, Personal.textOrNull(note)), "hand-back", id);
        return await(id, EscalatedCase::isClosed);
    }

    /**
     * Decides on a tool call or a reply.
     *
     * @param payloadHash hash of what the person saw
     * @param note what the person adds to the decision; null where nothing
     * @param editedText the reply as the person changed it; null where it was left as it was
     */
    public Done decide(
            String id,
            String humanId,
            boolean approved,
            String payloadHash,
            @Nullable String note,
            @Nullable String editedText) {
        var escalated = require(id);
        var outcome = approved ? "approved" : "refused";
        if (wasClosed(escalated, outcome, humanId)) {
            return new Done(escalated, true);
        }
        Refusals.requireDecision(escalated);
        Refusals.requireOpen(escalated);
        Refusals.requireSeen(escalated, payloadHash);
        Refusals.requireEditable(escalated, editedText);
        var subjectId = Objects.requireNonNullElse(escalated.subjectId(), id);
        InboundPayload payload = escalated.kind() == CaseKind.REPLY_APPROVAL
                ? new DecideReplyApproval(
                        subjectId, approved, Personal.textOrNull(editedText), humanId, Personal.textOrNull(note))
                : new DecideToolApproval(subjectId, approved, payloadHash, humanId, Personal.textOrNull(note));
        publish(escalated, humanId, payload, outcome, id, humanId);
        var done = await(id, EscalatedCase::isClosed);
        if (done.escalated().isClosed() && !outcome.equals(done.escalated().closedReason())) {
            throw Refusals.closed(done.escalated());
        }
        return done;
    }

    private EscalatedCase handOff(String id, String humanId) {
        var escalated = require(id);
        Refusals.requireKind(escalated, CaseKind.HAND_OFF);
        Refusals.requireOpen(escalated);
        Refusals.requireNotWithAnother(escalated, humanId);
        return escalated;
    }

    private static boolean wasClosed(EscalatedCase escalated, String reason, String humanId) {
        return escalated.isClosed() && reason.equals(escalated.closedReason()) && humanId.equals(escalated.closedBy());
    }

    private void publish(EscalatedCase escalated, String humanId, InboundPayload payload, String... name) {
        inbound.publish(new InboundRecord(
                recordId(escalated.conversationId(), name),
                tenantId,
                escalated.conversationId(),
                clock.instant(),
                new Actor(ActorType.HUMAN, humanId),
                payload));
    }

    private Done await(String id, Predicate<EscalatedCase> wanted) {
        var escalated = queue.await(id, wanted, visibleWithin);
        if (escalated == null) {
            throw new ApiException(Code.NOT_FOUND, "the case was forgotten meanwhile; look at the queue again");
        }
        return new Done(escalated, wanted.test(escalated));
    }

    /** The same for a repetition, also at another instance. */
    private static String recordId(String conversationId, String... name) {
        var text = conversationId + "\n" + String.join("\n", name);
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
