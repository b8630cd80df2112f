package io.casebook.conversation.definition;

import java.time.Duration;

/**
 * How often a tool may be called, over all conversations.
 *
 * @param calls number of calls
 * @param per in what time
 */
public record RateLimit(int calls, Duration per) {
    public RateLimit {
        Require.atLeast(1, calls, "limit");
        Require.positive(per, "limit");
    }
}
