package io.casebook.orchestrator;

import io.casebook.platform.conversations.ConversationStates;
import io.casebook.platform.conversations.ConversationStatesUnavailableException;
import io.casebook.platform.conversations.ConversationSummary;
import io.casebook.vocabulary.state.ConversationState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;

/** Answers from the topology's own store where a conversation stands. */
@ApplicationScoped
public class StreamsConversationStates implements ConversationStates {
    private final Orchestrator orchestrator;

    StreamsConversationStates(Orchestrator orchestrator) {
        this.orchestrator = orchestrator;
    }

    @Override
    public @Nullable ConversationSummary find(String conversationId) {
        var state = state(conversationId);
        return state == null ? null : Summaries.of(state);
    }

    @Override
    public List<String> ofCustomer(String customerId) {
        var found = new ArrayList<String>();
        try (var all = orchestrator.conversations().all()) {
            while (all.hasNext()) {
                var state = Stores.STATE_CODEC.decode(all.next().value);
                if (state.customerId().equals(customerId)) {
                    found.add(state.conversationId());
                }
            }
        } catch (InvalidStateStoreException e) {
            throw beingRestored(e);
        }
        found.sort(null);
        return found;
    }

    /**
     * The whole state; null where the conversation is not known.
     *
     * @throws ConversationStatesUnavailableException while the store is being moved or restored
     */
    public @Nullable ConversationState state(String conversationId) {
        try {
            var bytes = orchestrator.conversations().get(conversationId);
            return bytes == null ? null : Stores.STATE_CODEC.decode(bytes);
        } catch (InvalidStateStoreException e) {
            throw beingRestored(e);
        }
    }

    private static ConversationStatesUnavailableException beingRestored(InvalidStateStoreException e) {
        return new ConversationStatesUnavailableException(
                "the state of conversations is being restored; try again in a moment", e);
    }

    @Override
    public boolean ready() {
        return orchestrator.ready();
    }
}
