package io.casebook.knowledge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
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

    /** Directory of the vectors that are kept over restarts; {@code embeddings-cache} in the data directory when not set. */
    Optional<String> embeddingsCache();
}
