package io.casebook.tools.mcp;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A server refused one request. That says nothing of others on the same session, so it is no business of the SDK's, which would give all
 * of them up.
 */
final class RefusedException extends IOException {
    private final int status;
    private final boolean inSession;
    private final transient @Nullable String retryAfter;

    /**
     * @param inSession whether the request named a session
     * @param retryAfter the header of that name; null where there is none
     */
    RefusedException(int status, boolean inSession, @Nullable String retryAfter) {
        super("the server refused a request with " + status);
        this.status = status;
        this.inSession = inSession;
        this.retryAfter = retryAfter;
    }

    int status() {
        return status;
    }

    boolean inSession() {
        return inSession;
    }

    @Nullable
    String retryAfter() {
        return retryAfter;
    }
}
