package io.casebook.conversation.definition;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a conversation ends by itself and when it comes back.
 *
 * @param abandonAfter silence after which a conversation that waits for the customer counts as abandoned
 * @param reopenWithin time after a finish in which the customer's message reopens the case; zero for never
 * @param finishAfterResolved silence after which a resolved conversation is closed
 * @param nudgeAfter silence after which the customer is asked once whether they are still there; null for never
 */
public record Lifecycle(
        Duration abandonAfter,
        Duration reopenWithin,
        Duration finishAfterResolved,
        @Nullable Duration nudgeAfter) {

    /** A day of silence, a week to come back. */
    public static final Lifecycle DEFAULT =
            new Lifecycle(Duration.ofHours(24), Duration.ofDays(7), Duration.ofMinutes(10), null);

    public Lifecycle {
        Require.positive(abandonAfter, "abandon_after");
        Require.notNegative(reopenWithin, "reopen_within");
        Require.notNegative(finishAfterResolved, "finish_after_resolved");
        if (nudgeAfter != null) {
            Require.positive(nudgeAfter, "nudge_after");
            if (nudgeAfter.compareTo(abandonAfter) >= 0) {
                throw new IllegalArgumentException("nudge_after must be shorter than abandon_after");
            }
        }
    }
}
