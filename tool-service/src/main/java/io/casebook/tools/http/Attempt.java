package io.casebook.tools.http;

import java.net.URI;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What came of sending a request once. */
sealed interface Attempt {

    /** True where the tool is at work, whatever it says. */
    default boolean works() {
        return this instanceof Answered answer && answer.status() < 500;
    }

    /**
     * The tool answered.
     *
     * @param status HTTP status
     * @param contentType content type without parameters, in lower case; empty where the answer names none
     * @param retryAfter the header of that name; null where there is none
     * @param location where a redirect leads; null where there is none
     * @param body what it said, read-only
     * @param cut true where it said more than is ever read
     */
    record Answered(
            int status,
            String contentType,
            @Nullable String retryAfter,
            @Nullable URI location,
            ByteBuffer body,
            boolean cut)
            implements Attempt {
        /** A view of the body that may be read through. */
        @Override
        public ByteBuffer body() {
            return body.duplicate();
        }

        @Override
        public String toString() {
            return "Answered[" + status + ", " + contentType + ", " + body.remaining() + " bytes]";
        }
    }

    /** No byte of the request left: no connection came about. */
    record NotSent(String why) implements Attempt {}

    /** The request may have arrived, and no whole answer came back. */
    record Broken(String why, boolean late) implements Attempt {}
}
