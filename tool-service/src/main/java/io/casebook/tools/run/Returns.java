package io.casebook.tools.run;

import java.time.Duration;
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

    /** Ends to listen. */
    void forget(String conversationId, String callId);
}
