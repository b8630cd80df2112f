package io.casebook.platform.http;

import java.util.Locale;

/** Why a call was refused, for machines; each with its HTTP status. */
public enum Code {
    /** The body, a parameter or a header is wrong. */
    INVALID_ARGUMENT(400, "Invalid argument"),
    /** No key, or a wrong one. */
    UNAUTHENTICATED(401, "Not authenticated"),
    /** The caller is known and may not do this. */
    PERMISSION_DENIED(403, "Permission denied"),
    /** There is no such thing. */
    NOT_FOUND(404, "Not found"),
    /** The same id is taken by something else. */
    ALREADY_EXISTS(409, "Already exists"),
    /** The call is right and the thing is not in a state for it. */
    FAILED_PRECONDITION(409, "Failed precondition"),
    /** Too much or too often. */
    RESOURCE_EXHAUSTED(429, "Resource exhausted"),
    /** The service failed; repeating the call may help. */
    INTERNAL(500, "Internal error"),
    /** The service, or one it needs, is not ready; repeat the call later. */
    UNAVAILABLE(503, "Unavailable"),
    /** The service did not answer in time. */
    DEADLINE_EXCEEDED(504, "Deadline exceeded");

    private final int status;
    private final String title;

    Code(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status that goes with it. */
    public int status() {
        return status;
    }

    /** A short name for people. */
    public String title() {
        return title;
    }

    /** The name on the wire, in snake_case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
