package io.casebook.knowledge.tasks;

import java.time.Duration;
import java.util.List;

/**
 * Which models compare passages, and how much.
 *
 * @param models names of models or roles, in failover order; none for no comparing
 * @param within how long one comparison may take
 * @param pairs how many pairs are put to models at most until articles change again
 * @param after how long articles must have been unchanged
 * @param atOnce how many pairs are compared at the same time
 */
public record CompareLimits(List<String> models, Duration within, int pairs, Duration after, int atOnce) {
    public CompareLimits {
        models = List.copyOf(models);
    }
}
