package io.casebook.conversation.definition;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much a tool may do for one customer, over all conversations.
 *
 * @param calls how often it may be called; null for no limit
 * @param sum how much its calls may come to; null for no limit
 */
public record CustomerLimit(
        @Nullable RateLimit calls, @Nullable Sum sum) {

    /**
     * How much calls may come to.
     *
     * @param parameter the parameter that is added up
     * @param atMost how much, at most: a decimal number above zero
     * @param per in what time
     */
    public record Sum(String parameter, String atMost, Duration per) {
        public Sum {
            Require.text(parameter, "sum.field");
            Require.positive(per, "sum.per");
            if (!atMost.matches("[0-9]{1,30}([.][0-9]{1,30})?") || !atMost.matches(".*[1-9].*")) {
                throw new IllegalArgumentException("sum.at_most must be a number above zero, not " + atMost);
            }
        }
    }
}
