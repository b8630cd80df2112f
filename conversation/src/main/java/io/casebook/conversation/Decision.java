package io.casebook.conversation;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.Procedure;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.DefinitionRef;
import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.event.Payload;
import io.casebook.vocabulary.event.ProcedureEntered;
import io.casebook.vocabulary.event.TurnEnded;
import io.casebook.vocabulary.event.TurnStarted;
import io.casebook.vocabulary.llm.Passage;
import io.casebook.vocabulary.state.Answering;
import io.casebook.vocabulary.state.ConversationState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One decision in the making: the events so far, and the state after them, which the next rule reads. Lives for one call of
 * {@link Decider#decide} and never leaves it.
 */
final class Decision {
    private final List<ConversationEvent> events = new ArrayList<>();
    private final Definitions definitions;
    private final Entries entries;
    private final Instant now;
    private final Instant clock;
    private final String causedBy;
    private final List<Passage> passages;
    private ConversationState state;

    Decision(
            ConversationState state,
            Definitions definitions,
            Entries entries,
            Instant now,
            String causedBy,
            List<Passage> passages) {
        this.state = state;
        this.definitions = definitions;
        this.entries = entries;
        // A clock that jumps back must not make a conversation's times run backwards.
        this.now = now.isBefore(state.updatedAt()) ? state.updatedAt() : now;
        this.clock = now;
        this.causedBy = causedBy;
        this.passages = passages;
    }

    ConversationState state() {
        return state;
    }

    Instant now() {
        return now;
    }

    /**
     * What the clock shows, even where it was set back. Deadlines are set and kept by it: after a clock that ran ahead has been
     * put right, a turn must not wait until the right time has caught up.
     */
    Instant clock() {
        return clock;
    }

    /** True when a turn ended in this decision. */
    boolean turnHasEnded() {
        return events.stream().anyMatch(event -> event.payload() instanceof TurnEnded);
    }

    String causedBy() {
        return causedBy;
    }

    /** The passages of the turn's search, as far as they are at hand. */
    List<Passage> passages() {
        return passages;
    }

    Definitions definitions() {
        return definitions;
    }

    List<ConversationEvent> events() {
        return List.copyOf(events);
    }

    /** True while the procedure may be entered once more today. */
    boolean admits(Procedure procedure) {
        var limit = procedure.limit();
        if (limit == null) {
            return true;
        }
        var inThisDecision = events.stream()
                .filter(event -> event.payload() instanceof ProcedureEntered entered
                        && entered.procedureId().equals(procedure.id()))
                .count();
        var day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return entries.left(state.agentId(), procedure.id(), limit.perDay(), day) > inThisDecision;
    }

    /** The turn that is running; rules of a turn are only called while there is one. */
    Answering turn() {
        if (state.phase() instanceof Answering turn) {
            return turn;
        }
        throw new IllegalStateException("no turn is running in conversation " + state.conversationId());
    }

    /** The definition that binds: the turn's pinned one, else the live one, else one that only hands off. */
    AgentDefinition definition() {
        AgentDefinition found = null;
        if (state.phase() instanceof Answering turn) {
            found = definitions.version(turn.definition());
        }
        if (found == null) {
            found = definitions.live(state.agentId(), state.conversationId());
        }
        return found == null
                ? AgentDefinition.defaults(state.agentId().isEmpty() ? "unknown" : state.agentId())
                : found;
    }

    /** The language to write in: the customer's, or the agent's first one while it is unknown. */
    String language() {
        return Localities.language(state, definition());
    }

    void byAgent(Payload payload) {
        happened(new Actor(ActorType.AI_AGENT, state.agentId()), payload, state.turn(), state.epoch(), pinned());
    }

    /** An event outside of a turn that names the definition in force. */
    void byAgentOf(AgentDefinition definition, Payload payload) {
        happened(
                new Actor(ActorType.AI_AGENT, state.agentId()),
                payload,
                state.turn(),
                state.epoch(),
                new DefinitionRef(definition.agentId(), definition.version()));
    }

    void bySystem(Payload payload) {
        happened(new Actor(ActorType.SYSTEM), payload, state.turn(), state.epoch(), pinned());
    }

    void by(Actor actor, Payload payload) {
        happened(actor, payload, state.turn(), state.epoch(), pinned());
    }

    /** An event that makes all work in flight stale. */
    void raising(Actor actor, Payload payload) {
        happened(actor, payload, state.turn(), state.epoch() + 1, pinned());
    }

    void turnStarted(TurnStarted started, AgentDefinition definition) {
        happened(
                new Actor(ActorType.AI_AGENT, state.agentId()),
                started,
                state.turn() + 1,
                state.epoch(),
                new DefinitionRef(definition.agentId(), definition.version()));
    }

    private @Nullable DefinitionRef pinned() {
        return state.phase() instanceof Answering turn ? turn.definition() : null;
    }

    private void happened(Actor actor, Payload payload, int turn, int epoch, @Nullable DefinitionRef definition) {
        var sequence = state.sequence() + 1;
        var event = new ConversationEvent(
                DerivedIds.event(state.conversationId(), sequence, causedBy, now),
                state.tenantId(),
                state.conversationId(),
                sequence,
                now,
                turn,
                epoch,
                causedBy,
                actor,
                definition,
                payload);
        events.add(event);
        state = Evolver.evolve(state, event);
    }
}
