package io.casebook.escalation.desk;

import io.casebook.escalation.queue.EscalatedCase;

/**
 * A deed that is safe.
 *
 * @param escalated the case as it stands
 * @param visible true once the deed can be seen in it; false while the orchestrator is still at it
 */
public record Done(EscalatedCase escalated, boolean visible) {}
