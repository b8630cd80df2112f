package io.casebook.conversation;

import io.casebook.schemas.ContentHash;
import io.casebook.vocabulary.state.ConversationState;
import io.casebook.vocabulary.state.SeenMessage;
import java.util.Base64;

/**
 * Which message ids a conversation has seen: the latest whole, a thousand before them as hashes of 48 bits in one text. Two
 * different ids have the same hash once in 280,000,000,000,000 times, and a thousand of them are 8 kB.
 */
final class SeenMessages {
    private static final int BYTES_OF_A_HASH = 6;
    private static final int CHARACTERS_OF_A_HASH = 8;

    private SeenMessages() {}

    static boolean contains(ConversationState state, String messageId) {
        if (state.seen().stream().anyMatch(seen -> seen.messageId().equals(messageId))) {
            return true;
        }
        var earlier = state.seenEarlier();
        if (earlier.isEmpty()) {
            return false;
        }
        var hash = hash(messageId);
        for (var at = earlier.indexOf(hash); at >= 0; at = earlier.indexOf(hash, at + 1)) {
            if (at % CHARACTERS_OF_A_HASH == 0) {
                return true;
            }
        }
        return false;
    }

    static ConversationState plus(ConversationState state, String messageId, String contentHash) {
        var next = state.withSeen(
                Bounds.plus(state.seen(), new SeenMessage(messageId, contentHash), Bounds.SEEN_MESSAGES));
        if (state.seen().size() < Bounds.SEEN_MESSAGES) {
            return next;
        }
        var earlier = state.seenEarlier() + hash(state.seen().getFirst().messageId());
        var most = Bounds.SEEN_EARLIER * CHARACTERS_OF_A_HASH;
        return next.withSeenEarlier(earlier.substring(Math.max(0, earlier.length() - most)));
    }

    private static String hash(String messageId) {
        var hash = Long.parseUnsignedLong(ContentHash.of(messageId), 16);
        var bytes = new byte[BYTES_OF_A_HASH];
        for (var index = 0; index < BYTES_OF_A_HASH; index++) {
            bytes[index] = (byte) (hash >>> (index * Byte.SIZE));
        }
        return Base64.getEncoder().encodeToString(bytes);
    }
}
