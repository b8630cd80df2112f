package io.casebook.gateway.completion;

/** The process stops while a request is worked on; the request will come again. */
public final class StoppingException extends RuntimeException {
    StoppingException() {
        super("the gateway is stopping", null, false, false);
    }
}
