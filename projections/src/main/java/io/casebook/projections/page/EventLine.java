package io.casebook.projections.page;

import io.casebook.projections.timeline.Family;
import io.casebook.projections.timeline.Summary;
import io.casebook.projections.timeline.Timeline;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event as a row of the page.
 *
 * @param sequence its place
 * @param time when, as a clock shows it (UTC)
 * @param instant when, for machines
 * @param since time that passed since the event before
 * @param type what happened
 * @param family what it is about, as style sheets call it
 * @param actor who did it
 * @param summary the rest in one line
 * @param turn the turn it belongs to
 * @param epoch the epoch it belongs to
 * @param newTurn true for the first event of a turn
 * @param newEpoch true for the first event of an epoch
 * @param selected true where the state after it is shown
 */
public record EventLine(
        long sequence,
        String time,
        Instant instant,
        String since,
        String type,
        String family,
        String actor,
        String summary,
        int turn,
        int epoch,
        boolean newTurn,
        boolean newEpoch,
        boolean selected) {

    static List<EventLine> of(List<Timeline.Step> steps, long selected) {
        var lines = new ArrayList<EventLine>(steps.size());
        Timeline.@Nullable Step before = null;
        for (var step : steps) {
            lines.add(line(before, step, selected));
            before = step;
        }
        return lines;
    }

    private static EventLine line(Timeline.@Nullable Step before, Timeline.Step step, long selected) {
        var event = step.shown().event();
        var previous = before == null ? null : before.shown().event();
        return new EventLine(
                event.sequence(),
                Times.clock(event.occurredAt()),
                event.occurredAt(),
                previous == null ? "" : "+" + Times.span(Duration.between(previous.occurredAt(), event.occurredAt())),
                step.shown().type(),
                Family.of(event.payload()).cssName(),
                actor(event.actor()),
                Summary.of(event.payload()),
                event.turn(),
                event.epoch(),
                event.turn() > 0 && (previous == null || previous.turn() != event.turn()),
                previous == null || previous.epoch() != event.epoch(),
                event.sequence() == selected);
    }

    private static String actor(Actor actor) {
        var id = actor.id();
        var type = nameOf(actor.type());
        return id == null || id.isEmpty() ? type : type + " " + id;
    }

    private static String nameOf(ActorType type) {
        return switch (type) {
            case CUSTOMER -> "customer";
            case AI_AGENT -> "agent";
            case HUMAN -> "human";
            case SYSTEM -> "system";
        };
    }
}
