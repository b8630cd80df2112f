package io.casebook.ingress.intake;

import io.casebook.platform.conversations.RecentlyOpened;
import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.Code;
import io.casebook.schemas.ContentHash;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.inbound.Assign;
import io.casebook.vocabulary.inbound.Erase;
import io.casebook.vocabulary.inbound.InboundPayload;
import io.casebook.vocabulary.inbound.InboundRecord;
import io.casebook.vocabulary.inbound.PostMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Accepts calls: checks them against where the conversation stands, and publishes them. */
public final class Intake {
    private final Conversations conversations;
    private final RecentlyAccepted recent;
    private final RecentlyOpened opened;
    private final Inbound inbound;
    private final String tenantId;
    private final InstantSource clock;

    /**
     * @param conversations finds conversations
     * @param recent what this instance accepted
     * @param opened told what was opened, for whoever is asked for it before the log has it
     * @param inbound where records go
     * @param tenantId whose installation this is
     * @param clock when a record was received
     */
    public Intake(
            Conversations conversations,
            RecentlyAccepted recent,
            RecentlyOpened opened,
            Inbound inbound,
            String tenantId,
            InstantSource clock) {
        this.conversations = conversations;
        this.recent = recent;
        this.opened = opened;
        this.inbound = inbound;
        this.tenantId = tenantId;
        this.clock = clock;
    }

    /**
     * Begins a conversation, or answers as the first time.
     *
     * @throws io.casebook.platform.http.ApiException already_exists if another conversation has the id
     */
    public ConversationView open(Opening opening) {
        var id = opening.conversationId();
        var what = "the conversation `%s`".formatted(id);
        return recent.once(Conversations.key(id), opening.contentHash(), what, ConversationView.class, () -> {
            if (opening.idChosen()) {
                var existing = conversations.summary(id);
                if (existing != null) {
                    if (existing.customerId().equals(opening.payload().customerId())
                            && existing.channel().equals(opening.payload().channel())) {
                        return ConversationView.of(existing);
                    }
                    throw RecentlyAccepted.conflict(what);
                }
            }
            var actor = new Actor(ActorType.CUSTOMER, opening.payload().customerId());
            var record = record(recordId(id, "open", id), id, actor, opening.payload());
            inbound.publish(record);
            opened.add(id);
            return ConversationView.of(id, opening.payload(), record.receivedAt());
        });
    }

    /** A conversation as it stands. */
    public ConversationView read(String conversationId) {
        return conversations.look(conversationId).view();
    }

    /**
     * Takes a message, or answers as the first time.
     *
     * @return when the message was written, as it was said the first time
     * @throws io.casebook.platform.http.ApiException already_exists if another message has the id
     */
    public Receipt post(String conversationId, PostMessage message) {
        var found = conversations.require(conversationId);
        var what = "the message `%s`".formatted(message.messageId());
        return recent.once(
                "message/%s/%s".formatted(conversationId, message.messageId()),
                message.contentHash(),
                what,
                Receipt.class,
                () -> {
                    var summary = found.summary();
                    if (summary != null) {
                        var seen = summary.seenMessages().get(message.messageId());
                        if (seen != null && !seen.equals(message.contentHash())) {
                            throw RecentlyAccepted.conflict(what);
                        }
                        if (seen != null || Admission.of(summary, message) == Admission.ALREADY_SO) {
                            return new Receipt(message.sentAt());
                        }
                    }
                    var recordId = recordId(conversationId, "message", message.messageId());
                    inbound.publish(record(recordId, conversationId, author(message), message));
                    return new Receipt(message.sentAt());
                });
    }

    /**
     * Takes anything else that is said about a conversation.
     *
     * @param idempotencyKey the caller's name for the call, so that a repetition does nothing; null where it has none
     */
    public void submit(String conversationId, Actor actor, InboundPayload payload, @Nullable String idempotencyKey) {
        submit(conversationId, actor, List.of(payload), idempotencyKey);
    }

    /** Lets a conversation go on, and gives it to somebody where one is named. */
    public void resume(
            String conversationId,
            Actor actor,
            InboundPayload resume,
            @Nullable Assign assign,
            @Nullable String idempotencyKey) {
        submit(conversationId, actor, assign == null ? List.of(resume) : List.of(resume, assign), idempotencyKey);
    }

    /**
     * Has the texts of all conversations of a customer erased.
     *
     * @return how many conversations
     * @throws ApiException not_found if the customer has none
     */
    public int eraseCustomer(String customerId, Actor actor) {
        var ids = conversations.ofCustomer(customerId);
        if (ids.isEmpty()) {
            throw new ApiException(
                    Code.NOT_FOUND,
                    "no conversation belongs to the customer `%s`; nothing is to be erased".formatted(customerId));
        }
        for (var id : ids) {
            inbound.publish(record(UUID.randomUUID().toString(), id, actor, new Erase("customer")));
        }
        return ids.size();
    }

    private void submit(
            String conversationId, Actor actor, List<InboundPayload> payloads, @Nullable String idempotencyKey) {
        var found = conversations.require(conversationId);
        if (idempotencyKey == null) {
            publish(found, conversationId, UUID.randomUUID().toString(), actor, payloads);
            return;
        }
        recent.once(
                "call/%s/%s".formatted(conversationId, idempotencyKey),
                ContentHash.of(payloads.toString()),
                "a call with the idempotency key `%s`".formatted(idempotencyKey),
                Receipt.class,
                () -> publish(
                        found, conversationId, recordId(conversationId, "call", idempotencyKey), actor, payloads));
    }

    private Receipt publish(
            Conversations.Found found,
            String conversationId,
            String recordId,
            Actor actor,
            List<InboundPayload> payloads) {
        var summary = found.summary();
        var part = 0;
        // What follows a resumption is judged by the state that the resumption brings about.
        var admitted = summary == null ? Admission.ACCEPTED : Admission.of(summary, payloads.getFirst());
        if (admitted == Admission.ACCEPTED) {
            for (var payload : payloads) {
                var id = part == 0 ? recordId : recordId(conversationId, recordId, Integer.toString(part));
                inbound.publish(record(id, conversationId, actor, payload));
                part++;
            }
        }
        return new Receipt(clock.instant());
    }

    private InboundRecord record(String recordId, String conversationId, Actor actor, InboundPayload payload) {
        return new InboundRecord(recordId, tenantId, conversationId, clock.instant(), actor, payload);
    }

    /** The same for a repetition, also on another instance. */
    private static String recordId(String conversationId, String kind, String id) {
        var name = "%s\n%s\n%s".formatted(conversationId, kind, id);
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static Actor author(PostMessage message) {
        var type = switch (message.participantType()) {
            case CUSTOMER -> ActorType.CUSTOMER;
            case HUMAN -> ActorType.HUMAN;
            case AI_AGENT -> ActorType.AI_AGENT;
            case BOT -> ActorType.SYSTEM;
        };
        return new Actor(type, message.participantId());
    }

    /**
     * Proof that a call was accepted.
     *
     * @param at when the message was written, or the call received
     */
    public record Receipt(Instant at) {}
}
