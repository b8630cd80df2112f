package io.casebook.projections.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casebook.projections.table.EventFold;
import io.casebook.projections.timeline.ShownEvent;
import io.casebook.projections.timeline.Timeline;
import java.util.List;

/** A timeline as the API shows it. */
final class TimelineJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private TimelineJson() {}

    /**
     * The answer.
     *
     * @param events all events to show
     * @param each whether every event has the state after it, or only the last
     */
    static ObjectNode of(String conversationId, List<ShownEvent> events, boolean each) {
        var steps = Timeline.of(events);
        var answer = JSON.objectNode();
        answer.put("conversation_id", conversationId);
        answer.put("sequence", steps.getLast().sequence());
        var list = answer.putArray("events");
        steps.forEach(step -> list.add(event(step, each)));
        answer.set("state", steps.getLast().state());
        return answer;
    }

    private static ObjectNode event(Timeline.Step step, boolean withState) {
        var event = step.shown().event();
        var json = JSON.objectNode();
        json.put("sequence", event.sequence());
        json.put("event_id", event.eventId());
        json.put("occurred_at", event.occurredAt().toString());
        json.put("type", step.shown().type());
        json.put("turn", event.turn());
        json.put("epoch", event.epoch());
        json.put("caused_by", event.causedBy());
        json.putObject("actor")
                .put("type", EventFold.nameOf(event.actor().type()))
                .put("id", event.actor().id());
        var definition = event.definition();
        if (definition != null) {
            json.putObject("definition").put("agent_id", definition.agentId()).put("version", definition.version());
        }
        json.set("payload", step.shown().payload());
        var changes = json.putArray("changes");
        step.changes().forEach(change -> {
            var entry = changes.addObject().put("path", change.path());
            if (change.before() != null) {
                entry.set("before", change.before());
            }
            if (change.after() != null) {
                entry.set("after", change.after());
            }
        });
        if (withState) {
            json.set("state", step.state());
        }
        return json;
    }
}
