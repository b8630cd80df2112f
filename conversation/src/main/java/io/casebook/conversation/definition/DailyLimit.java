package io.casebook.conversation.definition;

/**
 * How often a procedure may be entered in a day, over all conversations, days counted in UTC.
 *
 * @param perDay times a day
 */
public record DailyLimit(int perDay) {
    public DailyLimit {
        Require.atLeast(1, perDay, "limit");
    }
}
