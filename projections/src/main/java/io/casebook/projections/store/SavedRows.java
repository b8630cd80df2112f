package io.casebook.projections.store;

import io.casebook.projections.table.ConversationRow;
import io.casebook.projections.table.ConversationTables;
import io.casebook.projections.table.TurnRow;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads rows back, so that they can go on changing. */
final class SavedRows {
    private static final String CONVERSATIONS =
            "SELECT * FROM conversations WHERE conversation_id IN (SELECT unnest(?::VARCHAR[]))";
    private static final String LAST_TURNS = """
            SELECT t.* FROM turns t JOIN conversations c ON c.conversation_id = t.conversation_id AND c.turns = t.turn
            WHERE c.conversation_id IN (SELECT unnest(?::VARCHAR[]))""";

    private SavedRows() {}

    /** The conversations of these ids that are known. */
    static Map<String, ConversationTables> load(Connection connection, Collection<String> ids) throws SQLException {
        var turns = new HashMap<String, TurnRow>();
        var found = new HashMap<String, ConversationTables>();
        var wanted = ids.toArray();
        try (var select = connection.prepareStatement(LAST_TURNS)) {
            select.setArray(1, connection.createArrayOf("VARCHAR", wanted));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var turn = turn(rows);
                    turns.put(turn.conversationId, turn);
                }
            }
        }
        try (var select = connection.prepareStatement(CONVERSATIONS)) {
            select.setArray(1, connection.createArrayOf("VARCHAR", wanted));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var row = conversation(rows);
                    found.put(row.conversationId, new ConversationTables(row, turns.get(row.conversationId)));
                }
            }
        }
        return found;
    }

    static ConversationRow conversation(ResultSet rows) throws SQLException {
        var row = new ConversationRow(rows.getString("conversation_id"));
        row.tenantId = rows.getString("tenant_id");
        row.customerId = rows.getString("customer_id");
        row.channel = rows.getString("channel");
        row.agentId = rows.getString("agent_id");
        row.status = rows.getString("status");
        row.language = rows.getString("language");
        row.latestIntent = rows.getString("latest_intent");
        row.latestHandOffReason = rows.getString("latest_hand_off_reason");
        row.latestHandOffTarget = rows.getString("latest_hand_off_target");
        row.claimedBy = rows.getString("claimed_by");
        row.endReason = rows.getString("end_reason");
        row.linkedConversationId = rows.getString("linked_conversation_id");
        row.createdAt = time(rows, "created_at");
        row.updatedAt = time(rows, "updated_at");
        row.firstRepliedAt = timeOrNull(rows, "first_replied_at");
        row.endedAt = timeOrNull(rows, "ended_at");
        row.sequence = rows.getLong("sequence");
        row.turns = rows.getInt("turns");
        row.customerMessages = rows.getInt("customer_messages");
        row.agentMessages = rows.getInt("agent_messages");
        row.humanMessages = rows.getInt("human_messages");
        row.handOffs = rows.getInt("hand_offs");
        row.toolCalls = rows.getInt("tool_calls");
        row.inputTokens = rows.getLong("input_tokens");
        row.outputTokens = rows.getLong("output_tokens");
        row.usdMicros = rows.getLong("usd_micros");
        row.ratingType = rows.getString("rating_type");
        row.rating = numberOrNull(rows, "rating");
        row.erased = rows.getBoolean("erased");
        return row;
    }

    private static TurnRow turn(ResultSet rows) throws SQLException {
        var turn = new TurnRow(rows.getString("conversation_id"), rows.getInt("turn"));
        turn.cause = rows.getString("cause");
        turn.agentId = rows.getString("agent_id");
        turn.version = rows.getString("version");
        turn.startedAt = time(rows, "started_at");
        turn.waitingSince = time(rows, "waiting_since");
        turn.repliedAt = timeOrNull(rows, "replied_at");
        turn.endedAt = timeOrNull(rows, "ended_at");
        turn.outcome = rows.getString("outcome");
        turn.reasonCode = rows.getString("reason_code");
        turn.latencyMs = longOrNull(rows, "latency_ms");
        turn.waitingMs = longOrNull(rows, "waiting_ms");
        turn.steps = rows.getInt("steps");
        turn.intent = rows.getString("intent");
        turn.confidence = numberOrNull(rows, "confidence");
        turn.searches = rows.getInt("searches");
        turn.modelCalls = rows.getInt("model_calls");
        turn.toolCalls = rows.getInt("tool_calls");
        turn.inputTokens = rows.getLong("input_tokens");
        turn.outputTokens = rows.getLong("output_tokens");
        turn.usdMicros = rows.getLong("usd_micros");
        return turn;
    }

    static Instant time(ResultSet rows, String column) throws SQLException {
        return rows.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    private static @Nullable Instant timeOrNull(ResultSet rows, String column) throws SQLException {
        var time = rows.getObject(column, LocalDateTime.class);
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }

    private static @Nullable Double numberOrNull(ResultSet rows, String column) throws SQLException {
        var number = rows.getDouble(column);
        return rows.wasNull() ? null : number;
    }

    private static @Nullable Long longOrNull(ResultSet rows, String column) throws SQLException {
        var number = rows.getLong(column);
        return rows.wasNull() ? null : number;
    }
}
