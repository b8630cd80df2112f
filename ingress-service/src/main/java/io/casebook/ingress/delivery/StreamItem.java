package io.casebook.ingress.delivery;

import io.casebook.vocabulary.outbound.OutboundRecord;

/** One thing on an open stream. */
public sealed interface StreamItem {

    /**
     * A record that can be asked for again.
     *
     * @param cursor its place
     * @param record what is to be delivered
     */
    record Delivered(Cursor cursor, OutboundRecord record) implements StreamItem {}

    /**
     * A record of the moment, such as that somebody types.
     *
     * @param record what is to be told
     */
    record Passing(OutboundRecord record) implements StreamItem {}

    /**
     * Records after the asked place are no longer kept here; the transcript has them.
     *
     * @param oldest place of the oldest record that is kept
     */
    record Gap(Cursor oldest) implements StreamItem {}

    /** The stream is alive. */
    record Beat() implements StreamItem {}
}
