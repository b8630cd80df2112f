package io.casebook.escalation.queue;

import com.fasterxml.jackson.annotation.JsonValue;
import io.casebook.vocabulary.escalation.EscalationKind;
import java.util.Locale;

/** What people are asked for. */
public enum CaseKind {
    /** To take the conversation. */
    HAND_OFF,
    /** To decide on a tool call. */
    TOOL_APPROVAL,
    /** To decide on a reply. */
    REPLY_APPROVAL;

    static CaseKind of(EscalationKind kind) {
        return switch (kind) {
            case HAND_OFF -> HAND_OFF;
            case TOOL_APPROVAL -> TOOL_APPROVAL;
            case REPLY_APPROVAL -> REPLY_APPROVAL;
        };
    }

    /** The name on the wire, in lower case. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
