package io.casebook.conversation;

import io.casebook.vocabulary.event.ConversationEvent;

/** Something that has to be sent because of an event. What exactly is in it follows from the state: see {@link Requests}. */
public sealed interface Command {
    /** The event that brought it about. */
    ConversationEvent event();

    /** Ask a model. May start before the event is committed. */
    record AskModel(ConversationEvent event) implements Command {}

    /** Search the articles. May start before the event is committed. */
    record SearchKnowledge(ConversationEvent event) implements Command {}

    /** Call a tool. A mutating one runs on the committed event only. */
    record CallTool(ConversationEvent event) implements Command {}

    /** Tell the customer's channel something. On the committed event only. */
    record TellChannel(ConversationEvent event) implements Command {}

    /** Tell another case of the same customer something. On the committed event only. */
    record TellOtherCase(ConversationEvent event) implements Command {}

    /** Tell the human desk something. On the committed event only. */
    record TellDesk(ConversationEvent event) implements Command {}
}
