package io.casebook.standalone.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.PersonalText;
import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.event.ToolCallFailed;
import io.casebook.vocabulary.event.ToolCallRequested;
import io.casebook.vocabulary.event.ToolCallSucceeded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the tools of a conversation answered, as recordings for rehearsals: what the log has, so without what redaction took out. */
final class RecordedResults {
    private final Map<String, ToolCallRequested> asked = new HashMap<>();
    private final List<ObjectNode> lines = new ArrayList<>();
    private int unreadable;

    private RecordedResults() {}

    static RecordedResults of(List<ConversationEvent> events) {
        var results = new RecordedResults();
        events.forEach(results::take);
        return results;
    }

    /** One a call that succeeded or failed, in the order in which they ended. */
    List<ObjectNode> lines() {
        return List.copyOf(lines);
    }

    /** Calls that nobody can read any more, because their customer was erased. */
    int unreadable() {
        return unreadable;
    }

    private void take(ConversationEvent event) {
        switch (event.payload()) {
            case ToolCallRequested requested -> asked.put(requested.callId(), requested);
            case ToolCallSucceeded done -> {
                var told = json(done.content());
                var line = line(done.callId());
                if (line == null || told == null) {
                    unreadable++;
                } else {
                    lines.add(line.set("told", told));
                }
            }
            case ToolCallFailed failed -> {
                var line = line(failed.callId());
                if (line == null) {
                    unreadable++;
                } else {
                    lines.add(line.put("failure", failed.reasonCode()));
                }
            }
            default -> {}
        }
    }

    private @Nullable ObjectNode line(String callId) {
        var call = asked.get(callId);
        var arguments = call == null ? null : json(call.arguments());
        if (call == null || arguments == null) {
            return null;
        }
        var line = Api.JSON.createObjectNode().put("tool", call.tool());
        line.set("arguments", arguments);
        return line;
    }

    private static @Nullable JsonNode json(@Nullable PersonalText text) {
        var plain = Personal.plainOrNull(text);
        try {
            return plain == null ? null : Api.JSON.readTree(plain.isBlank() ? "{}" : plain);
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
