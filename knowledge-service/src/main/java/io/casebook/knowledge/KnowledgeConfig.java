package io.casebook.knowledge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of this service as they are written. */
@ConfigMapping(prefix = "casebook.knowledge")
interface KnowledgeConfig {
    /** Whether the service follows the knowledge log and answers search requests. */
    @WithDefault("true")
    boolean enabled();

    /** How many search requests are worked on at the same time. */
    @WithDefault("32")
    int inFlight();

    /** How long a search waits for a position that the index has not come to. */
    @WithDefault("500ms")
    Duration positionWait();

    /** How long a call that changes an article waits until this instance finds the change. */
    @WithDefault("10s")
    Duration writeWait();

    /** How long an article may stand unchanged before an audit tells of it. */
    @WithDefault("365d")
    Duration staleAfter();

    /** Above so many passages searches look where a graph of vectors leads instead of at everything; 0 for never. */
    @WithDefault("0")
    int approximateAbove();

    /** Directory of the vectors that are kept over restarts; {@code embeddings-cache} in the data directory when not set. */
    Optional<String> embeddingsCache();

    /** The model that says what texts mean. */
    EmbeddingsConfig embeddings();

    /** The models that do work beside searching. */
    ModelsConfig models();

    /** The models that do work beside searching, as they are written. */
    interface ModelsConfig {
        /**
         * Models that write proposed articles from what people replied: names of the models file, or of its roles, in failover order. When
         * not set, those that the agent has for {@code reason} beside {@code builtin}; {@code off} for none.
         */
        Optional<List<String>> draft();

        /** For how many gaps, the most wanted ones, articles are written. */
        @WithDefault("20")
        int drafts();

        /** Models that judge whether articles contradict each other: names of the models file, or of its roles; none when not set. */
        Optional<List<String>> compare();

        /** How many pairs of passages are judged at most until articles change again. */
        @WithDefault("100")
        int pairs();

        /** How long articles must have been unchanged before they are compared. */
        @WithDefault("30s")
        Duration compareAfter();

        /** Models that have the last word on the order of what a search found: names as above; none when not set. */
        Optional<List<String>> rerank();

        /** How long a search waits for them; then the order is that of the scores. */
        @WithDefault("2s")
        Duration rerankWithin();

        /** How many pieces of background work of each kind are under way at the same time. */
        @WithDefault("2")
        int atOnce();

        /** How long a piece of background work may take. */
        @WithDefault("2m")
        Duration within();
    }

    /** The model that says what texts mean, as it is written. */
    interface EmbeddingsConfig {
        /** Where it runs: {@code in-process}, {@code openai} (any endpoint of that protocol) or {@code ollama}. */
        @WithDefault("in-process")
        String provider();

        /** Address of the endpoint, with another provider than {@code in-process}. */
        Optional<String> baseUrl();

        /** Name of the model, with another provider than {@code in-process}. */
        Optional<String> model();

        /** Key of the endpoint; none when not set. */
        Optional<String> apiKey();

        /** How many numbers its vectors have, with another provider than {@code in-process}. */
        @WithDefault("0")
        int dimensions();

        /** How long a call may take. */
        @WithDefault("10s")
        Duration timeout();
    }
}
