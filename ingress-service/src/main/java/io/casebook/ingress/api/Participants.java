package io.casebook.ingress.api;

import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.AssigneeType;
import io.casebook.vocabulary.inbound.ParticipantType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the API calls those who take part in a conversation. */
final class Participants {
    /** To whom a conversation is given. */
    static final Map<String, AssigneeType> ASSIGNEES = Map.of(
            "AI Agent", AssigneeType.AI_AGENT,
            "Agent", AssigneeType.HUMAN,
            "Customer", AssigneeType.CUSTOMER,
            "Bot", AssigneeType.BOT);

    /** Who writes. */
    static final Map<String, ParticipantType> AUTHORS = Map.of(
            "AI Agent", ParticipantType.AI_AGENT,
            "Agent", ParticipantType.HUMAN,
            "Customer", ParticipantType.CUSTOMER,
            "Bot", ParticipantType.BOT);

    private Participants() {}

    /** Whoever holds the API key. */
    static Actor caller() {
        return new Actor(ActorType.SYSTEM, "api");
    }

    /** A participant that the call names. */
    static Actor actor(@Nullable ParticipantType type, @Nullable String id) {
        return type == null ? caller() : new Actor(actorType(type), id);
    }

    /** The name of a type towards the outside. */
    static String nameOf(ParticipantType type) {
        return switch (type) {
            case CUSTOMER -> "Customer";
            case HUMAN -> "Agent";
            case AI_AGENT -> "AI Agent";
            case BOT -> "Bot";
        };
    }

    private static ActorType actorType(ParticipantType type) {
        return switch (type) {
            case CUSTOMER -> ActorType.CUSTOMER;
            case HUMAN -> ActorType.HUMAN;
            case AI_AGENT -> ActorType.AI_AGENT;
            case BOT -> ActorType.SYSTEM;
        };
    }
}
