package io.casebook.knowledge.gaps;

import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.event.ConversationErased;
import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.event.ConversationFinished;
import io.casebook.vocabulary.event.ConversationStarted;
import io.casebook.vocabulary.event.CustomerMessageReceived;
import io.casebook.vocabulary.event.HandedOff;
import io.casebook.vocabulary.event.HumanReplied;
import io.casebook.vocabulary.event.KnowledgeGapFound;
import io.casebook.vocabulary.event.Payload;
import io.casebook.vocabulary.event.ReplySent;
import io.casebook.vocabulary.event.ResourceAttached;
import io.casebook.vocabulary.event.TurnCause;
import io.casebook.vocabulary.event.TurnStarted;
import io.casebook.vocabulary.event.TurnSuperseded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A log of conversations, told in few words. */
public final class Conversations {
    static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    private final List<ConversationEvent> log = new ArrayList<>();
    private final List<String> unanswered = new ArrayList<>();
    private final List<String> answering = new ArrayList<>();
    private String id = "c-1";
    private Instant now = START;
    private int turn;
    private int messages;

    /** The events so far. */
    public List<ConversationEvent> log() {
        return List.copyOf(log);
    }

    /** Another conversation, some time later. */
    public Conversations conversation(String conversationId, Duration later) {
        id = conversationId;
        now = now.plus(later);
        turn = 0;
        unanswered.clear();
        return event(new ConversationStarted("customer-" + id, "web", "shop", now));
    }

    /** Begins with the first conversation. */
    public static Conversations of(String conversationId) {
        return new Conversations().conversation(conversationId, Duration.ZERO);
    }

    /** Begins at a moment. */
    public static Conversations at(Instant moment) {
        var conversations = new Conversations();
        conversations.now = moment;
        return conversations;
    }

    /** The customer asks, and a turn begins that answers everything since the last answer. */
    public Conversations asks(String text) {
        return writes(text).turn();
    }

    /** The customer writes, and nothing comes of it yet. */
    public Conversations writes(String text) {
        var message = "m" + messages++;
        unanswered.add(message);
        return event(new CustomerMessageReceived(message, Personal.text(text), "hash", now));
    }

    /** A turn begins that answers everything that was written since the last answer. */
    public Conversations turn() {
        turn++;
        answering.clear();
        answering.addAll(unanswered);
        unanswered.clear();
        return event(new TurnStarted(List.copyOf(answering), TurnCause.CUSTOMER_MESSAGE, now.plusSeconds(30), now));
    }

    /** The turn ends without an answer; what it was to answer is for the next one. */
    public Conversations superseded(String reasonCode) {
        unanswered.addAll(0, answering);
        answering.clear();
        return event(new TurnSuperseded(reasonCode));
    }

    /** The agent answers. */
    public Conversations agentSays(String messageId) {
        return event(new ReplySent(messageId));
    }

    /** Something tells a gap. */
    public Conversations lacks(String cause) {
        return event(new KnowledgeGapFound("", -1, 0, cause, null));
    }

    /** A message is judged. */
    public Conversations judged(String messageId) {
        return event(new KnowledgeGapFound("", -1, 0, "thumbs_down", messageId));
    }

    /** The agent gives up. */
    public Conversations handsOff() {
        return event(new HandedOff("not_understood", Personal.text("summary"), now));
    }

    /** A person answers. */
    public Conversations human(String text) {
        return event(new HumanReplied("h" + messages++, Personal.text(text), "hash", "anna"));
    }

    /** Data comes in. */
    public Conversations attached(String json) {
        return event(new ResourceAttached("identity", Personal.text(json)));
    }

    /** The matter is closed. */
    public Conversations finished(String reason) {
        return event(new ConversationFinished(reason));
    }

    /** The conversation is erased. */
    public Conversations erased() {
        return event(new ConversationErased("conversation"));
    }

    /** A whole case: asked, handed off, answered by a person, resolved. */
    public Conversations resolvedCase(String conversationId, String question, String reply) {
        return conversation(conversationId, Duration.ofHours(1))
                .asks(question)
                .lacks("low_answerability")
                .lacks("hand_off")
                .handsOff()
                .human(reply)
                .finished("resolved");
    }

    private Conversations event(Payload payload) {
        now = now.plusSeconds(1);
        log.add(new ConversationEvent(
                "e-" + log.size(),
                "default",
                id,
                log.size() + 1,
                now,
                turn,
                1,
                "test",
                new Actor(ActorType.SYSTEM, "test"),
                null,
                payload));
        return this;
    }
}
