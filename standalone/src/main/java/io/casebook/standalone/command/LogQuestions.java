package io.casebook.standalone.command;

import io.casebook.schemas.UnreadableRecordException;
import io.casebook.standalone.log.LogReader;
import io.casebook.standalone.program.CommandFailure;
import io.casebook.vocabulary.event.ConversationEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the commands about one conversation ask of the log. */
final class LogQuestions {
    private LogQuestions() {}

    /** The events of a conversation up to a sequence; all for null. */
    static List<ConversationEvent> eventsOf(Connection connection, String conversationId, @Nullable Long at) {
        List<ConversationEvent> events;
        try {
            events =
                    new LogReader(connection.kafkaClients(), connection.topics().log()).conversation(conversationId);
        } catch (UnreadableRecordException e) {
            throw CommandFailure.failed("the log cannot be read: " + e.getMessage());
        }
        if (events.isEmpty()) {
            throw CommandFailure.failed(
                    "the log has no conversation %s; check the id, --kafka and --prefix".formatted(conversationId));
        }
        var last = events.getLast().sequence();
        if (at != null && (at < 1 || at > last)) {
            throw CommandFailure.misused("--at is %d, but the conversation %s has the sequences 1 to %d"
                    .formatted(at, conversationId, last));
        }
        return at == null
                ? events
                : events.stream().filter(event -> event.sequence() <= at).toList();
    }
}
