package io.casebook.projections.store;

import org.jspecify.annotations.Nullable;

/** The tables cannot be used. The message says why and what to do about it. */
public final class ProjectionException extends RuntimeException {
    private final Reason reason;

    /**
     * @param reason what kind of fault
     * @param message what is wrong and what to do about it
     * @param cause what DuckDB said; null where it said nothing
     */
    public ProjectionException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** What kind of fault. */
    public Reason reason() {
        return reason;
    }

    /** What is wrong and what to do about it. */
    public String text() {
        var message = getMessage();
        return message == null ? reason.name() : message;
    }

    /** What kind of fault. */
    public enum Reason {
        /** Another process has the file open. */
        LOCKED,
        /** The file is no database, or parts of it are broken. */
        DAMAGED,
        /** A newer version wrote the file. */
        NEWER,
        /** There is no file. */
        MISSING,
        /** Anything else, such as a full disk. */
        FAILED
    }
}
