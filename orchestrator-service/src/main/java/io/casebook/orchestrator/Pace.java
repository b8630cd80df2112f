package io.casebook.orchestrator;

import java.time.Duration;

/**
 * How often the topology looks up from its records. It does so only when something waits.
 *
 * @param timers shortest time between two looks for due timers, which is how much a timer may be late
 * @param commitDistance shortest time between two commits that are asked for; see {@link CommitPacer}
 * @param commitShare largest share of the thread's time that such commits may take, above 0, at most 1
 */
record Pace(Duration timers, Duration commitDistance, double commitShare) {}
