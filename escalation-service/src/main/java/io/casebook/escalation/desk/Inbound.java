package io.casebook.escalation.desk;

import io.casebook.vocabulary.inbound.InboundRecord;

/** Where a person's deeds go. */
@FunctionalInterface
public interface Inbound {

    /**
     * Publishes a record and waits until it is safe.
     *
     * @throws io.casebook.platform.http.ApiException if it is not known to be safe: the person must repeat the deed
     */
    void publish(InboundRecord record);
}
