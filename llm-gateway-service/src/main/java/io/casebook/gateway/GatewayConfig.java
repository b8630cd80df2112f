package io.casebook.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The settings of this service as they are written. */
@ConfigMapping(prefix = "casebook.gateway")
interface GatewayConfig {
    /** Whether the service answers requests for models. */
    @WithDefault("true")
    boolean enabled();

    /** How many requests of waiting customers are worked on at the same time. */
    @WithDefault("1000")
    int interactiveInFlight();

    /** How many requests that nobody waits for are worked on at the same time. */
    @WithDefault("8")
    int backgroundInFlight();

    /** How many tasks that belong to no conversation are worked on at the same time. */
    @WithDefault("64")
    int tasksInFlight();

    /** How long a request waits for a version of a definition that is not known yet. */
    @WithDefault("3s")
    Duration definitionWait();

    /** How many results are remembered, so that a request that comes again is not put to a model again. */
    @WithDefault("10000")
    long rememberedResults();

    /** How long they are remembered. */
    @WithDefault("10m")
    Duration rememberFor();

    /** How many classifications and summaries are remembered by what they are of; 0 for none. */
    @WithDefault("1000")
    long cachedAnswers();

    /** How long they are remembered. */
    @WithDefault("10m")
    Duration cacheFor();

    /** Size of a model's answer, in bytes, beyond which it is not read. */
    @WithDefault("2000000")
    int mostAnswerBytes();

    /** The least pause before a failed call is tried once more; the pause is up to twice as long. */
    @WithDefault("250ms")
    Duration backoff();
}
