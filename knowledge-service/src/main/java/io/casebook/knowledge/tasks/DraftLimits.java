package io.casebook.knowledge.tasks;

import java.time.Duration;

/**
 * Which models write articles, and how much.
 *
 * @param writers which models write for whom
 * @param within how long one article may take
 * @param gaps for how many gaps, the most wanted ones, articles are written
 * @param atOnce how many articles are written at the same time
 */
public record DraftLimits(Writers writers, Duration within, int gaps, int atOnce) {}
