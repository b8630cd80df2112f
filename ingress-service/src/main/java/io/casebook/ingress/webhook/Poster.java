package io.casebook.ingress.webhook;

import io.casebook.ingress.delivery.Notification;

/** Posts one notification. */
@FunctionalInterface
interface Poster {

    /** Makes one attempt; blocks until it is over. */
    Attempt post(Notification notification) throws InterruptedException;

    /** What came of an attempt. */
    sealed interface Attempt {

        /** The receiver has it. */
        record Received() implements Attempt {}

        /**
         * The receiver does not have it, or did not say so.
         *
         * @param why a status or a kind of failure
         */
        record Failed(String why) implements Attempt {}
    }
}
