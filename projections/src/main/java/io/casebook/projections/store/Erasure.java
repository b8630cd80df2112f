package io.casebook.projections.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casebook.projections.json.ErasedText;
import io.casebook.projections.json.RecordJson;
import io.casebook.vocabulary.event.ConversationEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;

/** Takes a person's words out of the rows of a conversation. */
final class Erasure {
    private static final Map<String, Schema> PAYLOADS = payloads();

    private Erasure() {}

    /** Erases what was said up to a sequence; what happened stays. */
    static void erase(Connection connection, String conversationId, long upToSequence) throws SQLException {
        try (var update = connection.prepareStatement(
                "UPDATE messages SET body = ?, subject = NULL, attachments = NULL WHERE conversation_id = ? AND sequence <= ?")) {
            update.setString(1, ErasedText.ERASED);
            update.setString(2, conversationId);
            update.setLong(3, upToSequence);
            update.executeUpdate();
        }
        var payloads = erasedPayloads(connection, conversationId, upToSequence);
        try (var update = connection.prepareStatement(
                "UPDATE events SET payload = ? WHERE conversation_id = ? AND sequence = ?")) {
            for (var payload : payloads.entrySet()) {
                update.setString(1, payload.getValue());
                update.setString(2, conversationId);
                update.setLong(3, payload.getKey());
                update.executeUpdate();
            }
        }
    }

    private static Map<Long, String> erasedPayloads(Connection connection, String conversationId, long upToSequence)
            throws SQLException {
        var payloads = new LinkedHashMap<Long, String>();
        try (var select = connection.prepareStatement(
                "SELECT sequence, type, payload FROM events WHERE conversation_id = ? AND sequence <= ?")) {
            select.setString(1, conversationId);
            select.setLong(2, upToSequence);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var text = rows.getString(3);
                    var erased = erased(rows.getString(2), text);
                    if (!erased.equals(text)) {
                        payloads.put(rows.getLong(1), erased);
                    }
                }
            }
        }
        return payloads;
    }

    private static String erased(String type, String payload) {
        var schema = PAYLOADS.get(type);
        // Where a newer version keeps a person's words is not known here: then nothing of it stays.
        if (schema == null || !(RecordJson.parse(payload) instanceof ObjectNode json)) {
            return "{}";
        }
        ErasedText.erase(schema, json);
        return json.toString();
    }

    private static Map<String, Schema> payloads() {
        var schemas = new HashMap<String, Schema>();
        ConversationEvent.SCHEMA$
                .getField("payload")
                .schema()
                .getTypes()
                .forEach(member -> schemas.put(member.getName(), member));
        return Map.copyOf(schemas);
    }
}
