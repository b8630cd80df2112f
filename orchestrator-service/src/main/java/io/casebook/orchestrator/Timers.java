package io.casebook.orchestrator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The earliest deadline of each conversation, in the order of time, so that finding what is due reads only what is due, however
 * many conversations are open. Key: milliseconds since 1970, 8 bytes, most significant first, then the conversation id.
 */
final class Timers {
    private static final byte[] NOTHING = new byte[0];
    private static final byte[] FIRST = new byte[Long.BYTES];

    private final KeyValueStore<byte[], byte[]> store;
    /** Nothing is due before this; the store is not asked until then. */
    private long quietUntil;
    /** No key comes before this one. A search from the very beginning would pass all the traces of what was deleted there. */
    private byte[] from = FIRST;

    /**
     * A timer that is due.
     *
     * @param conversationId whose it is
     * @param atMillis when it is due, milliseconds since 1970
     */
    record Due(String conversationId, long atMillis) {}

    Timers(KeyValueStore<byte[], byte[]> store) {
        this.store = store;
    }

    /** The conversation's earliest deadline is another one now. */
    void move(String conversationId, @Nullable Instant before, @Nullable Instant after) {
        if (Objects.equals(before, after)) {
            return;
        }
        if (before != null) {
            store.delete(key(before, conversationId));
        }
        if (after != null) {
            var key = key(after, conversationId);
            store.put(key, NOTHING);
            quietUntil = Math.min(quietUntil, ceilingMillis(after));
            from = Arrays.compareUnsigned(key, from) < 0 ? key : from;
        }
    }

    /** Conversations whose deadline has come, the earliest first, at most so many. */
    List<Due> due(long nowMillis, int atMost) {
        if (nowMillis < quietUntil) {
            return List.of();
        }
        var due = new ArrayList<Due>();
        quietUntil = Long.MAX_VALUE;
        try (var all = store.range(from, null)) {
            while (all.hasNext()) {
                var found = all.next().key;
                from = due.isEmpty() ? found : from;
                var key = ByteBuffer.wrap(found);
                var at = key.getLong();
                if (at > nowMillis || due.size() == atMost) {
                    quietUntil = at;
                    break;
                }
                due.add(new Due(StandardCharsets.UTF_8.decode(key).toString(), at));
            }
        }
        return due;
    }

    /** When something may be due next, milliseconds since 1970: never too late, at times too early; the largest number for never. */
    long nextMillis() {
        return quietUntil;
    }

    /** Takes a timer away that would otherwise be due for ever. */
    void drop(Due due) {
        store.delete(key(due.atMillis(), due.conversationId()));
    }

    private static byte[] key(Instant at, String conversationId) {
        return key(ceilingMillis(at), conversationId);
    }

    private static byte[] key(long atMillis, String conversationId) {
        var id = conversationId.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + id.length)
                .putLong(atMillis)
                .put(id)
                .array();
    }

    /** A deadline within a millisecond is due at its end: the heart must find it passed. */
    private static long ceilingMillis(Instant at) {
        var millis = at.toEpochMilli();
        return at.isAfter(Instant.ofEpochMilli(millis)) ? millis + 1 : millis;
    }
}
