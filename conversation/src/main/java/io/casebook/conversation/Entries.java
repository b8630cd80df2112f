package io.casebook.conversation;

import java.time.LocalDate;

/**
 * How often procedures were entered on a day, over all conversations. A conversation knows nothing of the others, so the count
 * comes in from outside, like time.
 */
@FunctionalInterface
public interface Entries {
    /** Nothing is counted, and no limit is ever reached. */
    Entries UNLIMITED = (agentId, procedureId, perDay, day) -> Integer.MAX_VALUE;

    /**
     * How often the procedure may be entered, before this decision, on the rest of the day.
     *
     * @param agentId the agent whose procedure it is
     * @param procedureId the procedure
     * @param perDay the definition's limit, over all conversations
     * @param day the day, in UTC
     */
    int left(String agentId, String procedureId, int perDay, LocalDate day);
}
