package io.casebook.conversation;

import io.casebook.schemas.ContentHash;
import java.time.Instant;
import java.util.UUID;

/**
 * Ids that follow from what they name. A decision that is taken again after a crash, from the same input, names the same things;
 * one that is taken from another input names others.
 */
final class DerivedIds {
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long LOW_62_BITS = 0x3FFF_FFFF_FFFF_FFFFL;
    private static final int LOW_12_BITS = 0xFFF;

    private DerivedIds() {}

    /** A UUID of version 7 (RFC 9562): milliseconds in front, the rest derived instead of random. */
    static String event(String conversationId, long sequence, String causedBy, Instant at) {
        var hash = Long.parseUnsignedLong(ContentHash.of(conversationId, String.valueOf(sequence), causedBy), 16);
        var high = (at.toEpochMilli() << 16) | VERSION_7 | (Long.rotateLeft(hash, 17) & LOW_12_BITS);
        return new UUID(high, VARIANT | (hash & LOW_62_BITS)).toString();
    }

    /** The id of a request, draft or message: what it is, and a hash of where it came from and what it says. */
    static String named(String kind, Decision decision, String content) {
        var state = decision.state();
        var hash = ContentHash.of(
                state.conversationId(),
                String.valueOf(state.sequence()),
                String.valueOf(state.epoch()),
                decision.causedBy(),
                content);
        return kind + "-" + hash;
    }
}
