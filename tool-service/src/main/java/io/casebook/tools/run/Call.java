package io.casebook.tools.run;

import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * A call that passed every check.
 *
 * @param id id of the call, sent along as its idempotency key where the tool has a header for it
 * @param caller who calls, and for whom
 * @param tool the tool
 * @param arguments the arguments that run, bound ones included
 * @param deadline latest moment for a useful result
 */
public record Call(String id, Caller caller, CompiledTool tool, ObjectNode arguments, Instant deadline) {
    /** The conversation; empty where it belongs to none. */
    public String conversationId() {
        return caller.conversationId();
    }

    /** How long a try may take that begins now; zero when the deadline has passed. */
    Duration timeLeft(Instant now) {
        var left = Duration.between(now, deadline);
        var timeout = tool.tool().longestTry();
        return left.isNegative() ? Duration.ZERO : left.compareTo(timeout) < 0 ? left : timeout;
    }

    /** The same with another deadline. */
    public Call until(Instant other) {
        return new Call(id, caller, tool, arguments, other);
    }

    /** Names the call and none of its arguments. */
    @Override
    public String toString() {
        return "Call[" + id + ", " + tool.name() + "]";
    }
}
