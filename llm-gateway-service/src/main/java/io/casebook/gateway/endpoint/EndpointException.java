package io.casebook.gateway.endpoint;

import org.jspecify.annotations.Nullable;

/** Carries what the transport saw through the protocol library. Its message is fit for logs and for the log. */
final class EndpointException extends RuntimeException {
    private final transient Reply reply;

    EndpointException(Reply reply) {
        super("the endpoint gave no answer", null, false, false);
        this.reply = reply;
    }

    Reply reply() {
        return reply;
    }

    /** The exception of ours in a chain of causes; null where there is none. */
    static @Nullable EndpointException in(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof EndpointException found) {
                return found;
            }
        }
        return null;
    }

    static EndpointException unreadable(String detail) {
        return new EndpointException(new Reply.Unreadable(detail));
    }

    static EndpointException failed(String reasonCode, String detail, boolean passing) {
        return new EndpointException(new Reply.Failed(reasonCode, detail, passing, null));
    }

    static EndpointException timedOut(long millis) {
        return failed("timeout", "no answer within %d ms".formatted(millis), false);
    }
}
