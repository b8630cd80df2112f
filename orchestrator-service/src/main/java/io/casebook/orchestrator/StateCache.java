package io.casebook.orchestrator;

import io.casebook.conversation.States;
import io.casebook.vocabulary.state.ConversationState;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The states of conversations, as records over the store's bytes. Keeps the latest ones decoded: a turn reads its state several
 * times within milliseconds. Lives and dies with the task, so an aborted transaction leaves nothing behind in it.
 */
final class StateCache {
    private static final int DECODED = 2_000;

    private final KeyValueStore<String, byte[]> store;
    private final Map<String, ConversationState> decoded = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ConversationState> eldest) {
            return size() > DECODED;
        }
    };

    StateCache(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    /** The state; an unborn one where nothing is known. */
    ConversationState get(String tenantId, String conversationId) {
        var state = find(conversationId);
        return state == null ? States.unborn(tenantId, conversationId) : state;
    }

    /** The state; null where nothing is known. */
    @Nullable
    ConversationState find(String conversationId) {
        var cached = decoded.get(conversationId);
        if (cached != null) {
            return cached;
        }
        var bytes = store.get(conversationId);
        if (bytes == null) {
            return null;
        }
        var state = Stores.STATE_CODEC.decode(bytes);
        decoded.put(conversationId, state);
        return state;
    }

    void put(ConversationState state) {
        store.put(state.conversationId(), Stores.STATE_CODEC.encode(state));
        decoded.put(state.conversationId(), state);
    }
}
