package io.casebook.platform.kafka;

import java.util.Locale;

/** Whether a reader waits for the commit of what it reads. */
public enum Isolation {
    /** Only what was committed: for whatever changes the world or tells somebody. */
    READ_COMMITTED,
    /**
     * Whatever was written: for work that may start early, because a repeated request is the same request and an aborted one
     * costs nothing but the work.
     */
    READ_UNCOMMITTED;

    /** Kafka's value of {@code isolation.level}. */
    public String level() {
        return name().toLowerCase(Locale.ROOT);
    }
}
