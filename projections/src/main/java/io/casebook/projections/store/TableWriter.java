package io.casebook.projections.store;

import io.casebook.projections.json.RecordJson;
import io.casebook.projections.table.ConversationTables;
import io.casebook.projections.table.Draft;
import io.casebook.projections.table.EventFold;
import io.casebook.projections.table.LoggedEvent;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Writes batches of events into the tables. Keeps the conversations that changed last, so that a conversation in progress is
 * not read back with every batch. Not thread-safe.
 */
final class TableWriter {
    private static final int KEPT_CONVERSATIONS = 10_000;
    private static final String DRAFT = """
            SELECT payload->>'$.text', payload->>'$.citations' FROM events
            WHERE conversation_id = ? AND type = 'ReplyDrafted' AND payload->>'$.draft_id' = ?
            ORDER BY sequence DESC LIMIT 1""";

    private final DuckDBConnection connection;
    private final EventFold fold;
    private final Map<String, ConversationTables> kept = new LinkedHashMap<>(16, 0.75f, true);

    TableWriter(DuckDBConnection connection) throws SQLException {
        this.connection = connection;
        this.fold = new EventFold(this::savedDraft);
        execute("CREATE TEMP TABLE IF NOT EXISTS changed_conversations AS FROM conversations LIMIT 0");
        execute("CREATE TEMP TABLE IF NOT EXISTS changed_turns AS FROM turns LIMIT 0");
    }

    /** Writes events inside the transaction that is open. */
    void write(List<LoggedEvent> events) throws SQLException {
        take(events);
        var changed = new LinkedHashSet<ConversationTables>();
        for (var logged : events) {
            var event = logged.event();
            var tables = kept.computeIfAbsent(event.conversationId(), ConversationTables::fresh);
            fold.apply(tables, event);
            changed.add(tables);
        }
        appendEvents(events);
        appendMessages(changed);
        replaceConversations(changed);
        replaceTurns(changed);
        for (var tables : changed) {
            if (tables.erasedUpTo() > 0) {
                Erasure.erase(connection, tables.row().conversationId, tables.erasedUpTo());
            }
        }
    }

    /** What was written is safe now. */
    void committed(List<LoggedEvent> events) {
        for (var logged : events) {
            var tables = kept.get(logged.event().conversationId());
            if (tables != null) {
                tables.written();
            }
        }
        var oldest = kept.keySet().iterator();
        for (var over = kept.size() - KEPT_CONVERSATIONS; over > 0; over--) {
            oldest.next();
            oldest.remove();
        }
    }

    /** What was written is gone; so is what is kept here. */
    void forget() {
        kept.clear();
    }

    /** Reads back the conversations that go on and are not at hand. */
    private void take(List<LoggedEvent> events) throws SQLException {
        var wanted = new HashSet<String>();
        for (var logged : events) {
            var id = logged.event().conversationId();
            if (logged.event().sequence() > 1 && !kept.containsKey(id)) {
                wanted.add(id);
            } else if (logged.event().sequence() == 1) {
                kept.putIfAbsent(id, ConversationTables.fresh(id));
            }
        }
        if (!wanted.isEmpty()) {
            kept.putAll(SavedRows.load(connection, wanted));
        }
    }

    private void appendEvents(List<LoggedEvent> events) throws SQLException {
        try (var rows = connection.createAppender("events")) {
            for (var logged : events) {
                Rows.append(rows, logged, RecordJson.text(logged.event().payload()));
            }
        }
    }

    private void appendMessages(Collection<ConversationTables> changed) throws SQLException {
        try (var rows = connection.createAppender("messages")) {
            for (var tables : changed) {
                for (var message : tables.newMessages()) {
                    Rows.append(rows, message);
                }
            }
        }
    }

    private void replaceConversations(Collection<ConversationTables> changed) throws SQLException {
        try (var rows = connection.createAppender("temp", "main", "changed_conversations")) {
            for (var tables : changed) {
                Rows.append(rows, tables.row());
            }
        }
        execute("INSERT OR REPLACE INTO conversations SELECT * FROM changed_conversations");
        execute("DELETE FROM changed_conversations");
    }

    private void replaceTurns(Collection<ConversationTables> changed) throws SQLException {
        try (var rows = connection.createAppender("temp", "main", "changed_turns")) {
            for (var tables : changed) {
                for (var turn : tables.changedTurns()) {
                    Rows.append(rows, turn);
                }
            }
        }
        execute("INSERT OR REPLACE INTO turns SELECT * FROM changed_turns");
        execute("DELETE FROM changed_turns");
    }

    private @Nullable Draft savedDraft(String conversationId, String draftId) {
        try (var select = connection.prepareStatement(DRAFT)) {
            select.setString(1, conversationId);
            select.setString(2, draftId);
            try (var rows = select.executeQuery()) {
                return rows.next() ? new Draft(rows.getString(1), orNull(rows.getString(2))) : null;
            }
        } catch (SQLException e) {
            throw new DraftUnreadableException(e);
        }
    }

    private static @Nullable String orNull(@Nullable String citations) {
        return citations == null || citations.equals("[]") ? null : citations;
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Carries DuckDB's word out of the fold, which knows no database. */
    static final class DraftUnreadableException extends RuntimeException {
        private final SQLException fault;

        DraftUnreadableException(SQLException fault) {
            super(fault);
            this.fault = fault;
        }

        SQLException fault() {
            return fault;
        }
    }
}
