package io.casebook.projections.page;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casebook.projections.timeline.Summary;
import io.casebook.projections.timeline.Timeline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is shown about one moment.
 *
 * @param sequence the event after which it is
 * @param type what happened
 * @param summary in one line
 * @param payload all that the event says, as JSON
 * @param changes what it changed
 * @param lines the state after it
 */
public record StatePanel(
        long sequence, String type, String summary, String payload, List<ChangeLine> changes, List<StateLine> lines) {
    private static final ObjectWriter PRETTY =
            new com.fasterxml.jackson.databind.ObjectMapper().writerWithDefaultPrettyPrinter();
    private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();

    static StatePanel of(Timeline.@Nullable Step before, Timeline.Step step) {
        return new StatePanel(
                step.sequence(),
                step.shown().type(),
                Summary.of(step.shown().event().payload()),
                pretty(step),
                step.changes().stream().map(ChangeLine::of).toList(),
                StateLine.of(before == null ? NOTHING : before.state(), step.state()));
    }

    private static String pretty(Timeline.Step step) {
        try {
            return PRETTY.writeValueAsString(step.shown().payload());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            return step.shown().payload().toString();
        }
    }
}
