package io.casebook.escalation.queue;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a case stands. */
public enum CaseStatus {
    /** It waits for somebody. */
    OPEN,
    /** Somebody has it. */
    CLAIMED,
    /** It is over. */
    CLOSED;

    /** The name on the wire, in lower case. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
