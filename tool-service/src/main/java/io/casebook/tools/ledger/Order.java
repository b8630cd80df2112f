package io.casebook.tools.ledger;

import io.casebook.tools.call.Denied;
import io.casebook.tools.run.Call;
import io.casebook.tools.run.CompiledTool;
import io.casebook.vocabulary.tool.LedgerEntry;
import io.casebook.vocabulary.tool.LedgerState;
import io.casebook.vocabulary.tool.ToolCallResult;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A changing call, checked, and what the ledger needs to know of it.
 *
 * @param call the call
 * @param tenantId whose installation
 * @param conversationId the conversation
 * @param argumentsHash hash of the arguments that run
 * @param requestedAt when it was asked for
 * @param checker the tool that tells whether it took effect; null where a person finds out
 */
public record Order(
        Call call,
        String tenantId,
        String conversationId,
        String argumentsHash,
        Instant requestedAt,
        @Nullable CompiledTool checker) {

    /** Id of the call. */
    String callId() {
        return call.id();
    }

    /** True where the tool can tell a repetition by its key. */
    boolean repeatable() {
        return call.tool().tool().repeatable();
    }

    /** True where what came of it may come back after the worker that sent it has ended. */
    boolean answersLater() {
        return call.tool().tool().answersLater() != null;
    }

    /** How long one try may take. */
    Duration timeout() {
        return call.tool().tool().longestTry();
    }

    /** The entry before it is sent. Its time is never before that of the request, whatever the clocks say. */
    LedgerEntry started(Instant now) {
        return entry(LedgerState.STARTED, now.isBefore(requestedAt) ? requestedAt : now, null);
    }

    /** The entry after it is settled. */
    LedgerEntry finished(ToolCallResult result, Instant now) {
        return entry(LedgerState.FINISHED, now.isBefore(requestedAt) ? requestedAt : now, result);
    }

    private LedgerEntry entry(LedgerState state, Instant at, @Nullable ToolCallResult outcome) {
        return new LedgerEntry(
                callId(),
                tenantId,
                conversationId,
                call.tool().name(),
                argumentsHash,
                callId(),
                state,
                at,
                outcome,
                Counting.of(call));
    }

    /** The refusal of a call beyond a limit. */
    Denied limitReached(String excess) {
        return new Denied(
                Denied.LIMIT_REACHED,
                "%s: %s; do not call it again, tell the customer or hand off"
                        .formatted(call.tool().name(), excess));
    }
}
