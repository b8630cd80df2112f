package io.casebook.conversation;

import io.casebook.vocabulary.event.CompletionPurpose;
import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.inbound.OpenConversation;
import io.casebook.vocabulary.llm.Passage;
import io.casebook.vocabulary.state.ConversationState;
import io.casebook.vocabulary.state.Unborn;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens next in a conversation. Pure: the same state, input, definitions and time give the same events, ids included.
 */
public final class Decider {
    private Decider() {}

    /**
     * Decides.
     *
     * @param state what is known
     * @param input what came in
     * @param definitions the versions of agents
     * @param entries how often procedures may still be entered today
     * @param now time of the decision; earlier than the state's newest event counts as that event's time
     * @return what happened, in order; empty for a repetition and for what changes nothing
     */
    public static List<ConversationEvent> decide(
            ConversationState state, Input input, Definitions definitions, Entries entries, Instant now) {
        if (refusal(state, input) != null) {
            return List.of();
        }
        List<Passage> passages = input instanceof Input.ModelAnswered answered ? answered.passages() : List.of();
        var decision = new Decision(state, definitions, entries, now, causedBy(state, input, now), passages);
        switch (input) {
            case Input.FromOutside outside -> InboundRules.decide(decision, outside.content());
            case Input.ModelAnswered answered -> ResultRules.model(decision, answered.content());
            case Input.SearchAnswered answered -> ResultRules.search(decision, answered.content());
            case Input.ToolAnswered answered -> ResultRules.tool(decision, answered.content());
            case Input.TimePassed ignored -> TimeRules.decide(decision);
        }
        if (decision.turnHasEnded()) {
            MemoryRules.summariseWhenDue(decision);
        }
        return decision.events();
    }

    /**
     * Why an input cannot be decided on at all and belongs to the dead letters; null where it can.
     *
     * <p>Nothing can be recorded of a conversation that never began: there is no log to record it in.
     */
    public static @Nullable String refusal(ConversationState state, Input input) {
        if (!(state.phase() instanceof Unborn)) {
            return null;
        }
        return switch (input) {
            case Input.FromOutside outside ->
                outside.content().payload() instanceof OpenConversation
                        ? null
                        : "the conversation was never opened; open it before saying anything else in it";
            case Input.ModelAnswered ignored -> "the conversation was never opened";
            case Input.SearchAnswered ignored -> "the conversation was never opened";
            case Input.ToolAnswered ignored -> "the conversation was never opened";
            case Input.TimePassed ignored -> null;
        };
    }

    /**
     * The search whose passages the decision on an answer of a model reads, so that they can be brought along; null where it reads
     * none.
     */
    public static @Nullable String passagesRead(ConversationState state, Input.ModelAnswered input) {
        var open = States.openRequest(state, input.content().requestId());
        var turn = States.answering(state);
        var knowledge = turn == null ? null : turn.knowledge();
        return open == null
                        || open.purpose() == CompletionPurpose.CLASSIFY
                        || knowledge == null
                        || knowledge.passages().isEmpty()
                ? null
                : knowledge.requestId();
    }

    private static String causedBy(ConversationState state, Input input, Instant now) {
        return switch (input) {
            case Input.FromOutside outside -> outside.content().recordId();
            case Input.ModelAnswered answered -> answered.content().requestId();
            case Input.SearchAnswered answered -> answered.content().requestId();
            case Input.ToolAnswered answered -> answered.content().callId();
            case Input.TimePassed ignored -> "time:" + state.sequence() + ":" + now.toEpochMilli();
        };
    }
}
