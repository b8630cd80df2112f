package io.casebook.standalone.broker;

/** The broker cannot start; the message says what is wrong, where, and what to do. */
public final class BrokerStartException extends RuntimeException {

    /** A failure that the user can mend. */
    public BrokerStartException(String message) {
        super(message);
    }

    /** A failure that the user can mend, and what it came from. */
    public BrokerStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
