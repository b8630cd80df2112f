package io.casebook.projections.store;

import io.casebook.projections.table.ConversationRow;
import io.casebook.projections.table.EventFold;
import io.casebook.projections.table.LoggedEvent;
import io.casebook.projections.table.MessageRow;
import io.casebook.projections.table.TurnRow;
import io.casebook.schemas.Wire;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/** Writes each kind of row, in the order of the table's columns. */
final class Rows {
    private Rows() {}

    static void append(DuckDBAppender rows, LoggedEvent logged, String payload) throws SQLException {
        var event = logged.event();
        var definition = event.definition();
        rows.beginRow()
                .append(event.conversationId())
                .append(event.sequence())
                .appendEpochMicros(micros(event.occurredAt()))
                .append(event.payload().getSchema().getName())
                .append(event.turn())
                .append(event.epoch())
                .append(EventFold.nameOf(event.actor().type()))
                .append(event.actor().id())
                .append(definition == null ? null : definition.agentId())
                .append(definition == null ? null : definition.version())
                .append(event.eventId())
                .append(event.causedBy())
                .append(event.tenantId())
                .append(logged.partition())
                .append(logged.offset())
                .append(payload)
                .endRow();
    }

    static void append(DuckDBAppender rows, MessageRow message) throws SQLException {
        rows.beginRow()
                .append(message.id())
                .append(message.conversationId())
                .append(message.sequence())
                .append(message.turn())
                .append(message.participantType())
                .append(message.participantId())
                .append(message.body())
                .append(message.subject())
                .appendEpochMicros(micros(message.created()))
                .append(message.isHolding())
                .append(message.attachments())
                .append(message.citations())
                .endRow();
    }

    static void append(DuckDBAppender rows, ConversationRow row) throws SQLException {
        rows.beginRow()
                .append(row.conversationId)
                .append(row.tenantId)
                .append(row.customerId)
                .append(row.channel)
                .append(row.agentId)
                .append(row.status)
                .append(row.language)
                .append(row.latestIntent)
                .append(row.latestHandOffReason)
                .append(row.latestHandOffTarget)
                .append(row.claimedBy)
                .append(row.endReason)
                .append(row.linkedConversationId)
                .appendEpochMicros(micros(row.createdAt))
                .appendEpochMicros(micros(row.updatedAt));
        appendTime(rows, row.firstRepliedAt);
        appendTime(rows, row.endedAt);
        rows.append(row.sequence)
                .append(row.turns)
                .append(row.customerMessages)
                .append(row.agentMessages)
                .append(row.humanMessages)
                .append(row.handOffs)
                .append(row.toolCalls)
                .append(row.inputTokens)
                .append(row.outputTokens)
                .append(row.usdMicros)
                .append(row.ratingType)
                .append(row.rating)
                .append(row.erased)
                .endRow();
    }

    static void append(DuckDBAppender rows, TurnRow turn) throws SQLException {
        rows.beginRow()
                .append(turn.conversationId)
                .append(turn.turn)
                .append(turn.cause)
                .append(turn.agentId)
                .append(turn.version)
                .appendEpochMicros(micros(turn.startedAt))
                .appendEpochMicros(micros(turn.waitingSince));
        appendTime(rows, turn.repliedAt);
        appendTime(rows, turn.endedAt);
        rows.append(turn.outcome)
                .append(turn.reasonCode)
                .append(turn.latencyMs)
                .append(turn.waitingMs)
                .append(turn.steps)
                .append(turn.intent)
                .append(turn.confidence)
                .append(turn.searches)
                .append(turn.modelCalls)
                .append(turn.toolCalls)
                .append(turn.inputTokens)
                .append(turn.outputTokens)
                .append(turn.usdMicros)
                .endRow();
    }

    private static void appendTime(DuckDBAppender rows, @Nullable Instant time) throws SQLException {
        if (time == null) {
            rows.appendNull();
        } else {
            rows.appendEpochMicros(micros(time));
        }
    }

    private static long micros(Instant time) {
        return Objects.requireNonNull(Wire.toMicros(time));
    }
}
