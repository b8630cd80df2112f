package io.casebook.projections.table;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One turn in figures; its fields are the columns. Changes until the turn has ended. */
public final class TurnRow {
    /** Outcome of a turn that something newer made stale. */
    public static final String SUPERSEDED = "superseded";

    public final String conversationId;
    public final int turn;
    public String cause = "";
    public @Nullable String agentId;
    public @Nullable String version;
    public Instant startedAt = Instant.EPOCH;
    public Instant waitingSince = Instant.EPOCH;
    public @Nullable Instant repliedAt;
    public @Nullable Instant endedAt;
    public @Nullable String outcome;
    public @Nullable String reasonCode;
    public @Nullable Long latencyMs;
    public @Nullable Long waitingMs;
    public int steps;
    public @Nullable String intent;
    public @Nullable Double confidence;
    public int searches;
    public int modelCalls;
    public int toolCalls;
    public long inputTokens;
    public long outputTokens;
    public long usdMicros;

    public TurnRow(String conversationId, int turn) {
        this.conversationId = conversationId;
        this.turn = turn;
    }
}
