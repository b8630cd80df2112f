package io.casebook.ingress.delivery;

import io.casebook.ingress.delivery.StreamItem.Delivered;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.outbound.AgentMessage;
import io.casebook.vocabulary.outbound.HandOffNotice;
import io.casebook.vocabulary.outbound.OutboundRecord;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The newest records of one conversation. Guarded by whoever holds it. */
final class Backlog {
    private static final int RECORD_WEIGHT = 500;

    private final int most;
    private final Deque<Delivered> kept = new ArrayDeque<>();
    private @Nullable Cursor dropped;
    private int weight;

    Backlog(int most) {
        this.most = most;
    }

    /** Keeps a record; null where it is a repetition of one that came before. */
    @Nullable
    Delivered add(OutboundRecord record) {
        if (isRepetition(record)) {
            return null;
        }
        var last = kept.peekLast();
        var part = last != null && last.cursor().sequence() == record.sequence()
                ? last.cursor().part() + 1
                : 1;
        var delivered = new Delivered(new Cursor(record.sequence(), part), record);
        kept.add(delivered);
        weight += weightOf(record);
        while (kept.size() > most) {
            var oldest = kept.removeFirst();
            weight -= weightOf(oldest.record());
            dropped = oldest.cursor();
        }
        return delivered;
    }

    /** What came after a place. */
    List<Delivered> after(Cursor place) {
        return kept.stream()
                .filter(delivered -> delivered.cursor().compareTo(place) > 0)
                .toList();
    }

    /** True when records after a place were dropped. */
    boolean lacksSomeAfter(Cursor place) {
        return dropped != null && dropped.compareTo(place) > 0;
    }

    /** Place of the oldest record that is kept. */
    Cursor oldest() {
        var first = kept.peekFirst();
        return first == null ? Cursor.START : first.cursor();
    }

    /** Place of the newest record. */
    Cursor newest() {
        var last = kept.peekLast();
        return last == null ? Cursor.START : last.cursor();
    }

    /** Roughly how many characters it holds. */
    int weight() {
        return weight;
    }

    /** Records of a conversation come in order, so a repetition is among the newest or older than all of them. */
    private boolean isRepetition(OutboundRecord record) {
        if (dropped != null && record.sequence() < oldest().sequence()) {
            return true;
        }
        return kept.stream().anyMatch(other -> other.record().recordId().equals(record.recordId()));
    }

    private static int weightOf(OutboundRecord record) {
        return RECORD_WEIGHT
                + switch (record.payload()) {
                    case AgentMessage message -> Personal.plain(message.body()).length();
                    case HandOffNotice notice ->
                        notice.note() == null
                                ? 0
                                : Personal.plain(notice.note()).length();
                    default -> 0;
                };
    }
}
