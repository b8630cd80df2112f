package io.casebook.projections.query;

/** A question that is not answered. The message says why and what to do about it. */
public final class QueryRefusedException extends RuntimeException {
    private final Reason reason;

    QueryRefusedException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** What was wrong and what to do about it. */
    public String text() {
        var message = getMessage();
        return message == null ? reason.name() : message;
    }

    /** Why. */
    public enum Reason {
        /** It is no question, or DuckDB does not understand it. */
        INVALID,
        /** It took too long. */
        TOO_SLOW,
        /** Too many others ask. */
        BUSY
    }
}
