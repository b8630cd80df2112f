package io.casebook.orchestrator;

import io.casebook.platform.kafka.Topic;
import io.casebook.schemas.RecordCodec;
import io.casebook.vocabulary.knowledge.SearchResult;
import io.casebook.vocabulary.state.ConversationState;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The orchestrator's state stores. Their names are part of the installation's data: a changelog topic carries each of them, and a
 * new version of this program finds the old state by it.
 */
final class Stores {
    /** Conversation id to {@link ConversationState}. */
    static final String CONVERSATIONS = "conversations";
    /** Due time and conversation id, in the order of time; see {@link Timers}. */
    static final String TIMERS = "timers";
    /** Conversation id to the newest {@link SearchResult}, whose passages the log only names. */
    static final String PASSAGES = "passages";

    /** Agent and procedure to today's entries; see {@link EntryCounts}. */
    static final String ENTRIES = "entries";

    static final RecordCodec<ConversationState> STATE_CODEC =
            new RecordCodec<>(ConversationState.SCHEMA$, ConversationState::of, ConversationState::readFrom);
    static final RecordCodec<SearchResult> PASSAGES_CODEC =
            new RecordCodec<>(SearchResult.SCHEMA$, SearchResult::of, SearchResult::readFrom);

    private Stores() {}

    static StoreBuilder<KeyValueStore<String, byte[]>> byName(String name) {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        org.apache.kafka.streams.state.Stores.persistentKeyValueStore(name),
                        Serdes.String(),
                        Serdes.ByteArray())
                .withCachingDisabled();
    }

    static StoreBuilder<KeyValueStore<byte[], byte[]>> timers() {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        org.apache.kafka.streams.state.Stores.persistentKeyValueStore(TIMERS),
                        Serdes.ByteArray(),
                        Serdes.ByteArray())
                .withCachingDisabled();
    }

    /** Name of the sink of a topic, which is also its label in the topology's description. */
    static String sink(Topic<?> topic) {
        return "to-" + topic.name();
    }

    /** Name of the source of a topic. */
    static String source(Topic<?> topic) {
        return "from-" + topic.name();
    }
}
