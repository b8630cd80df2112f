package io.casebook.ingress.webhook;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A partition for as long as this instance has it: the lines of its conversations, and how far everything is delivered. Used by
 * the reading thread alone, but for {@link #gone()}.
 */
final class Assigned {
    private final Map<String, Deque<Held>> lines = new HashMap<>();
    private final NavigableSet<Long> undelivered = new TreeSet<>();
    private long end = -1;
    private long committed = -1;
    private volatile boolean gone;

    /** Everything before this offset was read. */
    void readTo(long nextOffset) {
        end = Math.max(end, nextOffset);
    }

    /**
     * A record joins the line of its conversation.
     *
     * @return true when it is the first in the line and can be delivered at once
     */
    boolean join(Held held) {
        undelivered.add(held.raw().offset());
        readTo(held.raw().offset() + 1);
        var line = lines.computeIfAbsent(held.record().conversationId(), _ -> new ArrayDeque<>());
        line.add(held);
        return line.size() == 1;
    }

    /** The first in a line is delivered; the one that is next, null where there is none. */
    @Nullable
    Held leave(Held held) {
        undelivered.remove(held.raw().offset());
        var id = held.record().conversationId();
        var line = lines.get(id);
        if (line == null) {
            return null;
        }
        line.remove();
        if (line.isEmpty()) {
            lines.remove(id);
        }
        return line.peek();
    }

    /** How many records are held. */
    int held() {
        return undelivered.size();
    }

    /** How many offsets were read past the first undelivered one; after a restart so many would come again. */
    long ahead() {
        return undelivered.isEmpty() ? 0 : end - undelivered.first();
    }

    /** The offset to continue at, should this reader end now; -1 before anything was read. */
    long next() {
        return undelivered.isEmpty() ? end : undelivered.first();
    }

    /** The offset to commit; -1 when there is no progress. */
    long toCommit() {
        return next() > committed ? next() : -1;
    }

    /** A commit of this offset is on its way; -1 when it did not come through and is to be repeated. */
    void committing(long offset) {
        committed = offset;
    }

    /** Another instance has the partition: nothing of it is delivered here any more. */
    void leave() {
        gone = true;
    }

    /** True when another instance has the partition. */
    boolean gone() {
        return gone;
    }
}
