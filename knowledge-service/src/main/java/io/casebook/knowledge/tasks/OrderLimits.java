package io.casebook.knowledge.tasks;

import java.time.Duration;
import java.util.List;

/**
 * Which models put passages in order, and how long a search waits for them.
 *
 * @param models names of models or roles, in failover order; none for the order of the scores
 * @param within how long a search waits at most
 */
public record OrderLimits(List<String> models, Duration within) {
    public OrderLimits {
        models = List.copyOf(models);
    }
}
