package io.casebook.tools.run;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** Results that come back later, by another way than the call went. */
public interface Returns {
    /**
     * Begins to listen for the result of a call that is about to be made.
     *
     * @param within how long that may take
     * @return completed when it came back
     */
    CompletableFuture<Attempt> expect(String conversationId, String callId, Duration within)
            throws InterruptedException;

    /**
     * Begins to listen for the result of a call that somebody else made, and that may have come back since.
     *
     * @param since when it was made
     * @param within how long it may take until all that came back since is known
     */
    CompletableFuture<Attempt> expectSince(String conversationId, String callId, Instant since, Duration within)
            throws InterruptedException;

    /** Ends to listen. */
    void forget(String conversationId, String callId);
}
