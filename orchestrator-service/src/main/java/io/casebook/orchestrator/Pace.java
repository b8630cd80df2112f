package io.casebook.orchestrator;

import java.time.Duration;

/**
 * How often the topology looks up from its records.
 *
 * @param timers how often due timers are looked for; a timer fires at most this much late
 * @param commitDistance shortest time between two commits that are asked for; see {@link CommitPacer}
 * @param commitShare largest share of the thread's time that such commits may take, above 0, at most 1
 */
record Pace(Duration timers, Duration commitDistance, double commitShare) {}
