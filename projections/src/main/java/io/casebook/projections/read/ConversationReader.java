package io.casebook.projections.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.casebook.projections.json.RecordJson;
import io.casebook.projections.store.ProjectionStore;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads conversations and their messages from the tables. */
public final class ConversationReader {
    private static final String LIST = """
            SELECT * FROM conversations
            WHERE (? IS NULL OR status = ?) AND (? IS NULL OR (updated_at, conversation_id) < (?::TIMESTAMP, ?))
            ORDER BY updated_at DESC, conversation_id DESC LIMIT ?""";
    private static final String ONE = "SELECT * FROM conversations WHERE conversation_id = ?";
    private static final String MESSAGES = "SELECT * FROM messages WHERE conversation_id = ? ORDER BY sequence";

    private final ProjectionStore store;

    /** Reads from these tables. */
    public ConversationReader(ProjectionStore store) {
        this.store = store;
    }

    /**
     * The conversations that changed last.
     *
     * @param status only those of this status; null for all
     * @param after the place after which to begin; null for the beginning
     * @param most how many at most
     */
    public ConversationPage list(@Nullable String status, @Nullable String after, int most) {
        var cursor = Cursor.parse(after);
        return store.read(connection -> {
            try (var select = connection.prepareStatement(LIST)) {
                select.setString(1, status);
                select.setString(2, status);
                bind(select, cursor);
                select.setInt(6, most + 1);
                var found = new ArrayList<ConversationView>();
                try (var rows = select.executeQuery()) {
                    while (rows.next()) {
                        found.add(conversation(rows));
                    }
                }
                return page(found, most);
            }
        });
    }

    /** A conversation; null where none of that id is known. */
    public @Nullable ConversationView find(String conversationId) {
        return store.read(connection -> {
            try (var select = connection.prepareStatement(ONE)) {
                select.setString(1, conversationId);
                try (var rows = select.executeQuery()) {
                    return rows.next() ? conversation(rows) : null;
                }
            }
        });
    }

    /** What was said in a conversation, in order. */
    public List<MessageView> messages(String conversationId) {
        return store.read(connection -> {
            try (var select = connection.prepareStatement(MESSAGES)) {
                select.setString(1, conversationId);
                var found = new ArrayList<MessageView>();
                try (var rows = select.executeQuery()) {
                    while (rows.next()) {
                        found.add(message(rows));
                    }
                }
                return found;
            }
        });
    }

    private static void bind(PreparedStatement select, @Nullable Cursor cursor) throws SQLException {
        var id = cursor == null ? null : cursor.id();
        select.setString(3, id);
        select.setObject(4, cursor == null ? null : LocalDateTime.ofInstant(cursor.updated(), ZoneOffset.UTC));
        select.setString(5, id);
    }

    private static ConversationPage page(List<ConversationView> found, int most) {
        if (found.size() <= most) {
            return new ConversationPage(found, null);
        }
        var last = found.get(most - 1);
        return new ConversationPage(found.subList(0, most), new Cursor(last.updated(), last.id()).toString());
    }

    private static ConversationView conversation(ResultSet rows) throws SQLException {
        var status = rows.getString("status");
        return new ConversationView(
                rows.getString("conversation_id"),
                rows.getString("customer_id"),
                rows.getString("channel"),
                rows.getString("agent_id"),
                status,
                status.equals("active"),
                rows.getString("language"),
                rows.getString("latest_intent"),
                rows.getString("latest_hand_off_reason"),
                rows.getString("latest_hand_off_target"),
                rows.getString("claimed_by"),
                time(rows, "created_at"),
                time(rows, "updated_at"),
                rows.getObject("ended_at") == null ? null : time(rows, "ended_at"),
                rows.getString("end_reason"),
                rows.getLong("sequence"),
                rows.getInt("turns"),
                rows.getInt("customer_messages") + rows.getInt("agent_messages") + rows.getInt("human_messages"),
                rows.getInt("hand_offs"),
                rows.getLong("input_tokens"),
                rows.getLong("output_tokens"),
                rows.getLong("usd_micros"));
    }

    private static MessageView message(ResultSet rows) throws SQLException {
        return new MessageView(
                rows.getString("id"),
                rows.getString("conversation_id"),
                rows.getString("body"),
                rows.getString("subject"),
                rows.getString("participant_id"),
                rows.getString("participant_type"),
                time(rows, "created"),
                rows.getLong("sequence"),
                rows.getInt("turn"),
                rows.getBoolean("is_holding"),
                json(rows.getString("attachments")),
                json(rows.getString("citations")));
    }

    private static Instant time(ResultSet rows, String column) throws SQLException {
        return rows.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    private static @Nullable JsonNode json(@Nullable String text) {
        return text == null ? null : RecordJson.parse(text);
    }
}
