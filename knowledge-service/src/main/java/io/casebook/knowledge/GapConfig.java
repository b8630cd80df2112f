package io.casebook.knowledge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The settings of what looks for missing knowledge, as they are written. */
@ConfigMapping(prefix = "casebook.gaps")
interface GapConfig {
    /** Whether the conversation log is followed to see what the articles lack. */
    @WithDefault("true")
    boolean enabled();

    /** How long ago a question may have been asked. */
    @WithDefault("90d")
    Duration lookBack();

    /** How many questions are held; beyond that the oldest conversations go. */
    @WithDefault("10000")
    int questions();

    /** Cosine of two questions' vectors from which on they count as the same. */
    @WithDefault("0.7")
    double likeness();
}
