package io.casebook.tools.later;

import io.casebook.schemas.Personal;
import io.casebook.tools.json.Json;
import io.casebook.tools.run.Attempt;
import io.casebook.tools.run.Reasons;
import io.casebook.tools.run.Returns;
import io.casebook.vocabulary.inbound.InboundRecord;
import io.casebook.vocabulary.inbound.ReturnAsyncToolResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The calls whose results are waited for here. A result for any other call is none of ours. Thread-safe. */
public final class PendingReturns implements Returns {
    private final Map<Waiting, CompletableFuture<Attempt>> waiting = new ConcurrentHashMap<>();
    private final Listening listening;

    private record Waiting(String conversationId, String callId) {}

    /** Has results handed to {@link #take} from now on. */
    @FunctionalInterface
    public interface Listening {
        /** Returns when nothing that comes back from now on can be missed. */
        void begin(Duration within) throws InterruptedException;

        /** Returns when all that came back since then has been handed on as well. */
        default void beginSince(Instant since, Duration within) throws InterruptedException {
            begin(within);
        }
    }

    /** @param listening begins to listen; asked before each call */
    public PendingReturns(Listening listening) {
        this.listening = listening;
    }

    @Override
    public CompletableFuture<Attempt> expect(String conversationId, String callId, Duration within)
            throws InterruptedException {
        var result = waiting.computeIfAbsent(new Waiting(conversationId, callId), unknown -> new CompletableFuture<>());
        listening.begin(within);
        return result;
    }

    @Override
    public CompletableFuture<Attempt> expectSince(String conversationId, String callId, Instant since, Duration within)
            throws InterruptedException {
        var result = waiting.computeIfAbsent(new Waiting(conversationId, callId), unknown -> new CompletableFuture<>());
        listening.beginSince(since, within);
        return result;
    }

    @Override
    public void forget(String conversationId, String callId) {
        waiting.remove(new Waiting(conversationId, callId));
    }

    /** Takes what came in; only what somebody waits for matters. */
    public void take(InboundRecord record) {
        if (record.payload() instanceof ReturnAsyncToolResult returned) {
            var result = waiting.get(new Waiting(record.conversationId(), returned.callId()));
            if (result != null) {
                result.complete(attempt(returned));
            }
        }
    }

    private static Attempt attempt(ReturnAsyncToolResult returned) {
        var text = Personal.plainOrNull(returned.content());
        var content = text == null ? null : Json.parse(text);
        if (!returned.succeeded()) {
            return Attempt.Refused.firmly(Reasons.REJECTED, null, content);
        }
        return content == null
                ? new Attempt.Unusable("the result that came back is no JSON", null)
                : new Attempt.Done(content, null);
    }
}
