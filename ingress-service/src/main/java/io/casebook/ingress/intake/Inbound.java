package io.casebook.ingress.intake;

import io.casebook.vocabulary.inbound.InboundRecord;

/** Where accepted records go. */
@FunctionalInterface
public interface Inbound {

    /**
     * Publishes a record and waits until it is safe.
     *
     * @throws io.casebook.platform.http.ApiException if it is not known to be safe: the caller must repeat the call
     */
    void publish(InboundRecord record);
}
