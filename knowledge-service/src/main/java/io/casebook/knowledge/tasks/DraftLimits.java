package io.casebook.knowledge.tasks;

import java.time.Duration;
import java.util.List;

/**
 * Which models write articles, and how much.
 *
 * @param models names of models or roles, in failover order
 * @param within how long one article may take
 * @param gaps for how many gaps, the most wanted ones, articles are written
 * @param atOnce how many articles are written at the same time
 */
public record DraftLimits(List<String> models, Duration within, int gaps, int atOnce) {
    public DraftLimits {
        models = List.copyOf(models);
    }
}
