package io.casebook.escalation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The settings of this service as they are written: {@code casebook.escalation.…}. */
@ConfigMapping(prefix = "casebook.escalation")
public interface EscalationConfig {
    /** Whether the service follows what waits for people; off in tests without Kafka. */
    @WithDefault("true")
    boolean enabled();

    /** How long a call waits for Kafka's acknowledgement. */
    @WithDefault("10s")
    Duration publishTimeout();

    /** How long a call waits until its effect can be seen in the queue. */
    @WithDefault("2s")
    Duration visibleWithin();

    /** How long a case is remembered after its last change. */
    @WithDefault("30d")
    Duration remember();

    /** How many closed cases are remembered at most. */
    @WithDefault("10000")
    int closedCases();

    /** Heading of the page. */
    @WithDefault("Desk")
    String title();
}
