package io.casebook.projections.table;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One conversation in figures; its fields are the columns. Changes with every event until it is written. */
public final class ConversationRow {
    /** With nobody, or with a human. */
    public static final String OBSERVING = "observing";
    /** With the AI agent. */
    public static final String ACTIVE = "active";
    /** Closed. */
    public static final String FINISHED = "finished";
    /** Called off. */
    public static final String CANCELLED = "cancelled";

    public final String conversationId;
    public String tenantId = "";
    public String customerId = "";
    public String channel = "";
    public String agentId = "";
    public String status = OBSERVING;
    public @Nullable String language;
    public @Nullable String latestIntent;
    public @Nullable String latestHandOffReason;
    public @Nullable String latestHandOffTarget;
    public @Nullable String claimedBy;
    public @Nullable String endReason;
    public @Nullable String linkedConversationId;
    public Instant createdAt = Instant.EPOCH;
    public Instant updatedAt = Instant.EPOCH;
    public @Nullable Instant firstRepliedAt;
    public @Nullable Instant endedAt;
    public long sequence;
    public int turns;
    public int customerMessages;
    public int agentMessages;
    public int humanMessages;
    public int handOffs;
    public int toolCalls;
    public long inputTokens;
    public long outputTokens;
    public long usdMicros;
    public @Nullable String ratingType;
    public @Nullable Double rating;
    public boolean erased;

    public ConversationRow(String conversationId) {
        this.conversationId = conversationId;
    }

    boolean ended() {
        return status.equals(FINISHED) || status.equals(CANCELLED);
    }
}
