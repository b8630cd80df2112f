package io.casebook.orchestrator;

import io.casebook.vocabulary.knowledge.SearchResult;
import io.casebook.vocabulary.llm.Passage;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** What the latest search of each conversation found. The log and the state only name it; models and checks read the words. */
final class LatestPassages {
    private final KeyValueStore<String, byte[]> store;

    LatestPassages(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    void keep(String conversationId, SearchResult found) {
        store.put(conversationId, Stores.PASSAGES_CODEC.encode(found));
    }

    /** What this search found; nothing where it is not the latest one. */
    List<Passage> of(String conversationId, @Nullable String searchId) {
        var kept = searchId == null ? null : store.get(conversationId);
        if (kept == null) {
            return List.of();
        }
        var found = Stores.PASSAGES_CODEC.decode(kept);
        return found.requestId().equals(searchId) ? found.passages() : List.of();
    }
}
