package io.casebook.ingress;

import io.casebook.platform.conversations.ConversationStates;
import io.casebook.platform.conversations.ConversationStatesUnavailableException;
import io.casebook.platform.conversations.ConversationSummary;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Knows the conversations that a test tells it. */
@ApplicationScoped
public class ToldStates implements ConversationStates {
    /** When every told conversation began. */
    public static final Instant CREATED = Instant.parse("2026-03-01T09:00:00Z");

    private final Map<String, ConversationSummary> known = new ConcurrentHashMap<>();
    private volatile boolean away;

    @Override
    public @Nullable ConversationSummary find(String conversationId) {
        if (away) {
            throw new ConversationStatesUnavailableException("the test took the states away", null);
        }
        return known.get(conversationId);
    }

    @Override
    public List<String> ofCustomer(String customerId) {
        return known.values().stream()
                .filter(summary -> summary.customerId().equals(customerId))
                .map(ConversationSummary::conversationId)
                .toList();
    }

    @Override
    public boolean ready() {
        return !away;
    }

    /** The orchestrator now knows a conversation. */
    public ConversationSummary tell(String id, ConversationSummary.Status status) {
        return tell(id, status, Map.of());
    }

    /** The orchestrator now knows a conversation and its messages. */
    public ConversationSummary tell(String id, ConversationSummary.Status status, Map<String, String> seenMessages) {
        var summary = new ConversationSummary(
                id,
                "anna",
                "web",
                CREATED,
                CREATED.plusSeconds(5),
                status,
                status == ConversationSummary.Status.ACTIVE,
                "refund",
                "billing",
                "policy",
                "wants her money back",
                7,
                1,
                null,
                seenMessages,
                null);
        known.put(id, summary);
        return summary;
    }

    /** Nobody can answer any more, or again. */
    public void away(boolean isAway) {
        away = isAway;
    }
}
