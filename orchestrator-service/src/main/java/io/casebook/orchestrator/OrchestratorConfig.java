package io.casebook.orchestrator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The orchestrator's settings as they are written; see {@link OrchestratorSettings} for what they mean. */
@ConfigMapping(prefix = "casebook.orchestrator-service")
interface OrchestratorConfig {

    /** Whether the topology runs in this process. */
    @WithDefault("true")
    boolean enabled();

    /** Longest time between two commits. */
    @WithDefault("200ms")
    Duration commitInterval();

    /** Shortest time between two commits that something leaving the house asks for. */
    @WithDefault("2ms")
    Duration commitDistance();

    /** Largest share of the thread's time that commits may take that something leaving the house asks for, above 0, at most 1. */
    @WithDefault("0.25")
    double commitShare();

    /** How long the thread waits for records before it looks at timers and commits. */
    @WithDefault("1ms")
    Duration pollTime();

    /** Shortest time between two looks for due timers. */
    @WithDefault("25ms")
    Duration timerInterval();

    /** Threads of the topology. */
    @WithDefault("1")
    int threads();

    /** Copies of the state that other instances keep. */
    @WithDefault("0")
    int standbyReplicas();

    /** Copies of the state's changelog on the brokers; -1 takes the broker's default. */
    @WithDefault("-1")
    int replicationFactor();

    /** Name of this instance, stable across restarts; the host's name by default. */
    Optional<String> instance();

    /** Further settings of Kafka Streams. */
    Map<String, String> streams();
}
