package io.casebook.projections.timeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casebook.conversation.Evolver;
import io.casebook.conversation.States;
import io.casebook.projections.json.RecordJson;
import java.util.ArrayList;
import java.util.List;

/** A conversation, step by step. */
public final class Timeline {
    private Timeline() {}

    /**
     * Folds events again.
     *
     * @param events all of a conversation from its first to any other
     * @return each event with the state after it
     */
    public static List<Step> of(List<ShownEvent> events) {
        var steps = new ArrayList<Step>(events.size());
        if (events.isEmpty()) {
            return steps;
        }
        var first = events.getFirst().event();
        var state = States.unborn(first.tenantId(), first.conversationId());
        var before = RecordJson.tree(state);
        for (var shown : events) {
            state = Evolver.evolve(state, shown.event());
            var after = RecordJson.tree(state);
            steps.add(new Step(shown, after, Changes.between(before, after)));
            before = after;
        }
        return steps;
    }

    /**
     * An event and what came of it.
     *
     * @param shown the event
     * @param state the state after it
     * @param changes what it changed in the state
     */
    public record Step(ShownEvent shown, ObjectNode state, List<Change> changes) {
        public Step {
            changes = List.copyOf(changes);
        }

        /** Its place in the conversation. */
        public long sequence() {
            return shown.event().sequence();
        }
    }
}
