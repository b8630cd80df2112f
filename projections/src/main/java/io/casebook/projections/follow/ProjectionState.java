package io.casebook.projections.follow;

import java.util.Locale;

/** What the tables are doing. */
public enum ProjectionState {
    /** The file is opened, or Kafka is waited for. */
    STARTING,
    /** What the log held at the start is being read. */
    CATCHING_UP,
    /** Every new event is taken as it comes. */
    FOLLOWING,
    /** The tables were emptied and the log is read from its beginning. */
    REBUILDING,
    /** The file cannot be used. */
    FAILED;

    /** The name on the wire, in lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
