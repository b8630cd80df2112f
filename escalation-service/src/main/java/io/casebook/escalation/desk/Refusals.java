package io.casebook.escalation.desk;

import io.casebook.escalation.queue.CaseKind;
import io.casebook.escalation.queue.EscalatedCase;
import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.Code;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a deed is not possible, and what is. */
final class Refusals {
    private Refusals() {}

    static ApiException unknown(String id) {
        return new ApiException(
                Code.NOT_FOUND,
                "no escalation has the id `%s`; GET /v1/escalations lists those that wait".formatted(id));
    }

    static void requireOpen(EscalatedCase escalated) {
        if (escalated.isClosed()) {
            throw closed(escalated);
        }
    }

    static ApiException closed(EscalatedCase escalated) {
        var by = escalated.closedBy();
        return refused(
                escalated,
                "the case is over: %s%s".formatted(words(escalated.closedReason()), by == null ? "" : " by " + by));
    }

    static void requireNotWithAnother(EscalatedCase escalated, String humanId) {
        if (escalated.isWithAnother(humanId)) {
            throw refused(escalated, "the case is with %s; take another".formatted(escalated.claimedBy()));
        }
    }

    static void requireKind(EscalatedCase escalated, CaseKind kind) {
        if (escalated.kind() != kind) {
            throw refused(escalated, "the case asks for a decision; use /approve or /refuse");
        }
    }

    static void requireDecision(EscalatedCase escalated) {
        if (escalated.kind() == CaseKind.HAND_OFF) {
            throw refused(escalated, "the case asks for a human, not for a decision; use /claim, /reply or /hand-back");
        }
    }

    static void requireSeen(EscalatedCase escalated, String payloadHash) {
        if (!payloadHash.equals(escalated.payloadHash())) {
            throw refused(escalated, "what waits is not what you saw; load the case again and decide on that");
        }
    }

    /** An action runs as it was asked for, or not at all. */
    static void requireEditable(EscalatedCase escalated, @Nullable String editedText) {
        if (editedText != null && escalated.kind() != CaseKind.REPLY_APPROVAL) {
            throw refused(escalated, "only a reply can be edited; approve the action as it is, or refuse it");
        }
    }

    private static ApiException refused(EscalatedCase escalated, String message) {
        Map<String, Object> details = new HashMap<>();
        details.put("status", escalated.status().wireName());
        put(details, "claimed_by", escalated.claimedBy());
        put(details, "closed_reason", escalated.closedReason());
        return new ApiException(Code.FAILED_PRECONDITION, message, details);
    }

    private static void put(Map<String, Object> details, String name, @Nullable String value) {
        if (value != null) {
            details.put(name, value);
        }
    }

    private static String words(@Nullable String code) {
        return code == null ? "closed" : code.replace('_', ' ');
    }
}
