package io.casebook.projections.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.casebook.projections.json.JsonRecord;
import io.casebook.projections.json.RecordJson;
import io.casebook.projections.store.ProjectionStore;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.DefinitionRef;
import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.event.Payload;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads a conversation's events back from the tables. */
public final class EventReader {
    private static final Logger LOG = Logger.getLogger(EventReader.class);
    private static final Map<String, Schema> PAYLOADS = payloads();
    private static final String EVENTS =
            "SELECT * FROM events WHERE conversation_id = ? AND sequence <= ? ORDER BY sequence";

    private EventReader() {}

    /** The events of a conversation up to a sequence, in order; none where it is not known. */
    public static List<ShownEvent> read(ProjectionStore store, String conversationId, long upToSequence) {
        return store.read(connection -> {
            try (var select = connection.prepareStatement(EVENTS)) {
                select.setString(1, conversationId);
                select.setLong(2, upToSequence);
                var events = new ArrayList<ShownEvent>();
                try (var rows = select.executeQuery()) {
                    while (rows.next()) {
                        events.add(event(rows));
                    }
                }
                return events;
            }
        });
    }

    private static ShownEvent event(ResultSet rows) throws SQLException {
        var type = rows.getString("type");
        var json = RecordJson.parse(rows.getString("payload"));
        var agentId = rows.getString("agent_id");
        var version = rows.getString("version");
        var event = new ConversationEvent(
                rows.getString("event_id"),
                rows.getString("tenant_id"),
                rows.getString("conversation_id"),
                rows.getLong("sequence"),
                rows.getObject("occurred_at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                rows.getInt("turn"),
                rows.getInt("epoch"),
                rows.getString("caused_by"),
                new Actor(
                        ActorType.valueOf(rows.getString("actor_type").toUpperCase(Locale.ROOT)),
                        rows.getString("actor_id")),
                definition(agentId, version),
                payload(type, json));
        return new ShownEvent(type, event, json);
    }

    private static @Nullable DefinitionRef definition(@Nullable String agentId, @Nullable String version) {
        return agentId == null || version == null ? null : new DefinitionRef(agentId, version);
    }

    private static Payload payload(String type, JsonNode json) {
        var schema = PAYLOADS.get(type);
        if (schema != null) {
            try {
                return Payload.of(JsonRecord.read(schema, json));
            } catch (IllegalArgumentException e) {
                // An erased event of a newer version, say: shown as it is, and folded as one that changes nothing.
                LOG.debugf("an event of type %s is shown without being understood", type);
            }
        }
        return new Payload.Unknown(new GenericData.Record(Schema.createRecord(type, null, null, false, List.of())));
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
