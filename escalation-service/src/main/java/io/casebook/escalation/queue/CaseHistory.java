package io.casebook.escalation.queue;

import io.casebook.schemas.Personal;
import io.casebook.vocabulary.escalation.EscalationChange;
import io.casebook.vocabulary.escalation.EscalationClaimed;
import io.casebook.vocabulary.escalation.EscalationClosed;
import io.casebook.vocabulary.escalation.EscalationOpened;
import io.casebook.vocabulary.escalation.EscalationRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one case: the latest record of each kind, by the sequence of the event that brought it about. So the same
 * records give the same case in whatever order and however often they come.
 *
 * @param opened how it was opened; null while only later records were seen
 * @param claimed who took it last; null where nobody did
 * @param closed how it was closed; null while it is not
 */
record CaseHistory(
        @Nullable Told<EscalationOpened> opened,
        @Nullable Told<EscalationClaimed> claimed,
        @Nullable Told<EscalationClosed> closed) {
    static final CaseHistory EMPTY = new CaseHistory(null, null, null);

    /** A change, and the record that told it. */
    record Told<C extends EscalationChange>(C change, EscalationRecord record) {
        static <C extends EscalationChange> Told<C> later(@Nullable Told<C> known, C change, EscalationRecord record) {
            return known != null && known.record.sequence() > record.sequence() ? known : new Told<>(change, record);
        }

        boolean isSince(Told<?> other) {
            return record.sequence() >= other.record.sequence();
        }
    }

    CaseHistory with(EscalationRecord record) {
        return switch (record.payload()) {
            case EscalationOpened change -> new CaseHistory(Told.later(opened, change, record), claimed, closed);
            case EscalationClaimed change -> new CaseHistory(opened, Told.later(claimed, change, record), closed);
            case EscalationClosed change -> new CaseHistory(opened, claimed, Told.later(closed, change, record));
            case EscalationChange.Unknown _ -> this;
        };
    }

    /** When it changed last. */
    Instant changed() {
        return later(opened, later(claimed, later(closed, Instant.EPOCH)));
    }

    private static Instant later(@Nullable Told<?> told, Instant other) {
        return told == null || other.isAfter(told.record.at()) ? other : told.record.at();
    }

    /** The case; null while it is not known how it was opened. */
    @Nullable
    EscalatedCase toCase() {
        var first = opened;
        if (first == null) {
            return null;
        }
        var taken = claimed != null && claimed.isSince(first) ? claimed : null;
        var over = closed != null && closed.isSince(first) ? closed : null;
        var change = first.change();
        var record = first.record();
        return new EscalatedCase(
                record.escalationId(),
                CaseKind.of(change.kind()),
                over != null ? CaseStatus.CLOSED : taken != null ? CaseStatus.CLAIMED : CaseStatus.OPEN,
                record.conversationId(),
                record.customerId(),
                record.channel(),
                change.reasonCode(),
                change.reason(),
                change.target(),
                Personal.plain(change.summary()),
                change.intent(),
                change.waitingSince(),
                record.at(),
                change.subjectId(),
                change.tool(),
                Personal.plainOrNull(change.payload()),
                Personal.plainOrNull(change.bound()),
                change.payloadHash(),
                change.expiresAt(),
                change.answeredFrom(),
                taken == null ? null : taken.change().humanId(),
                taken == null ? null : taken.record().at(),
                over == null ? null : over.change().reasonCode(),
                over == null ? null : over.change().humanId(),
                over == null ? null : over.record().at());
    }
}
