package io.casebook.projections;

import io.casebook.projections.table.LoggedEvent;
import io.casebook.schemas.ContentHash;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.AssigneeType;
import io.casebook.vocabulary.Citation;
import io.casebook.vocabulary.DefinitionRef;
import io.casebook.vocabulary.Usage;
import io.casebook.vocabulary.event.*;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tells conversations as the orchestrator would write them, each event with its offset. */
public final class Story {
    private static final Instant START = Instant.parse("2026-03-01T09:00:00.000123Z");
    private static final Actor CUSTOMER = new Actor(ActorType.CUSTOMER, "customer-1");
    private static final Actor AGENT = new Actor(ActorType.AI_AGENT, "shop");
    private static final Actor HUMAN = new Actor(ActorType.HUMAN, "anna");

    private final String conversationId;
    private final int partition;
    private final List<LoggedEvent> events = new ArrayList<>();
    private long offset;
    private int turn;
    private int epoch;

    /** A conversation in a partition of its own. */
    public Story(String conversationId, int partition) {
        this.conversationId = conversationId;
        this.partition = partition;
    }

    /** Begins and is with the agent. */
    public Story starts() {
        return say(CUSTOMER, new ConversationStarted("customer-1", "web", "shop", START))
                .say(CUSTOMER, new ConversationAssigned(AssigneeType.AI_AGENT, "shop", null));
    }

    /** The customer writes. */
    public Story customer(String messageId, String body) {
        return say(
                CUSTOMER,
                new CustomerMessageReceived(
                        messageId,
                        Personal.text(body),
                        ContentHash.of(body, null),
                        null,
                        "customer-1",
                        List.of(),
                        START.plusSeconds(offset)));
    }

    /** The agent begins to answer. */
    public Story turn(String messageId) {
        turn++;
        return say(
                AGENT,
                new TurnStarted(
                        List.of(messageId),
                        TurnCause.CUSTOMER_MESSAGE,
                        START.plusSeconds(offset + 30),
                        START.plusSeconds(offset)));
    }

    /** The agent understands. */
    public Story intent(String intent) {
        return say(AGENT, new IntentClassified(intent, 0.9));
    }

    /** The agent writes a draft. */
    public Story draft(String draftId, String text) {
        return say(
                AGENT,
                new ReplyDrafted(
                        draftId,
                        Personal.text(text),
                        DraftSource.KNOWLEDGE,
                        List.of(),
                        List.of(new Citation("returns", 7, 0, "Returns", null)),
                        0.8));
    }

    /** The draft reaches the customer and the turn ends. */
    public Story sent(String messageId, String draftId) {
        return say(AGENT, new ReplySent(messageId, draftId, null, false))
                .say(AGENT, new TurnEnded(TurnOutcome.REPLIED, 2, new Usage(100, 0, 20, 300)));
    }

    /** A whole answered turn. */
    public Story answered(int number) {
        var id = conversationId + "-" + number;
        return customer("m-" + id, "Where is order " + number + "?")
                .turn("m-" + id)
                .intent("order_status")
                .draft("d-" + id, "Order " + number + " is on its way.")
                .sent("r-" + id, "d-" + id);
    }

    /** The agent gives up. */
    public Story handedOff(String target) {
        return say(
                AGENT,
                new HandedOff(
                        "human_requested",
                        target,
                        Personal.text("The customer wants a human."),
                        START,
                        Personal.text("I am getting a colleague."),
                        "h-" + conversationId,
                        null));
    }

    /** A human writes. */
    public Story human(String messageId, String body) {
        return say(HUMAN, new HumanReplied(messageId, Personal.text(body), ContentHash.of(body), "anna"));
    }

    /** Anything. */
    public Story say(Payload payload) {
        return say(AGENT, payload);
    }

    private Story say(Actor actor, Payload payload) {
        epoch += payload instanceof CustomerMessageReceived ? 1 : 0;
        var sequence = events.size() + 1L;
        events.add(new LoggedEvent(
                partition,
                offset,
                new ConversationEvent(
                        conversationId + "-e" + sequence,
                        "default",
                        conversationId,
                        sequence,
                        START.plusMillis(offset * 250),
                        turn,
                        epoch,
                        "record-" + sequence,
                        actor,
                        turn == 0 ? null : new DefinitionRef("shop", "0123456789ab"),
                        payload)));
        // Every third offset is the end of a transaction, which no reader sees.
        offset += offset % 3 == 1 ? 2 : 1;
        return this;
    }

    /** All of it. */
    public List<LoggedEvent> events() {
        return List.copyOf(events);
    }

    /** The events alone. */
    public List<ConversationEvent> plain() {
        return events.stream().map(LoggedEvent::event).toList();
    }

    /** Where to read on. */
    public Map<Integer, Long> end() {
        return Map.of(partition, offset);
    }
}
