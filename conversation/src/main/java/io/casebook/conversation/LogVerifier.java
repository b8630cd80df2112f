package io.casebook.conversation;

import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.state.ConversationState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks the promises against a log, event by event, with the functions of production. Keeps a little per conversation and no
 * event, so that a log of any length can be read through it.
 */
public final class LogVerifier {
    private final Map<String, ConversationAudit> audits = new LinkedHashMap<>();
    private final List<Violation> violations = new ArrayList<>();
    private long events;

    /** Takes the next event; those of one conversation in their order, conversations mixed at will. */
    public void accept(ConversationEvent event) {
        events++;
        audits.computeIfAbsent(
                        event.conversationId(), id -> new ConversationAudit(event.tenantId(), id, violations::add))
                .accept(event);
    }

    /**
     * The log has been read.
     *
     * @param now time up to which turns must have ended
     * @return every violation, in the order in which they showed
     */
    public List<Violation> finish(Instant now) {
        audits.values().forEach(audit -> audit.finish(now));
        return List.copyOf(violations);
    }

    /** How many events were read. */
    public long events() {
        return events;
    }

    /** How many conversations they belong to. */
    public int conversations() {
        return audits.size();
    }

    /** The fold of a conversation's events; null where none were read. */
    public @Nullable ConversationState state(String conversationId) {
        var audit = audits.get(conversationId);
        return audit == null ? null : audit.state();
    }
}
