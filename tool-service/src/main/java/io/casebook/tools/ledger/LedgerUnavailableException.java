package io.casebook.tools.ledger;

/** The ledger cannot be written or read now. It is never a reason to send a call. */
public final class LedgerUnavailableException extends RuntimeException {
    /** Says what could not be done. */
    public LedgerUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Says what could not be done. */
    public LedgerUnavailableException(String message) {
        super(message);
    }
}
