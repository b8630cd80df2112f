package io.casebook.conversation.definition;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When the people of a team are there.
 *
 * @param zone the time zone of the hours
 * @param open the hours of each day of the week, the earliest first; a day without any is closed
 * @param closed days on which they are not there at all
 */
public record OpeningHours(ZoneId zone, Map<DayOfWeek, List<Span>> open, Set<LocalDate> closed) {
    /** How far ahead is looked: whoever is away for longer has no hours. */
    private static final int DAYS_AHEAD = 400;

    public OpeningHours {
        var days = new EnumMap<DayOfWeek, List<Span>>(DayOfWeek.class);
        open.forEach((day, spans) -> {
            var sorted = new ArrayList<>(spans);
            sorted.sort(Comparator.comparing(Span::from));
            days.put(day, List.copyOf(sorted));
        });
        open = Collections.unmodifiableMap(days);
        closed = Set.copyOf(closed);
    }

    /**
     * Hours of one day.
     *
     * @param from when they begin
     * @param to when they end; midnight for the end of the day
     */
    public record Span(LocalTime from, LocalTime to) {
        public Span {
            if (!to.equals(LocalTime.MIDNIGHT) && !from.isBefore(to)) {
                throw new IllegalArgumentException("hours end after they begin, not " + from + " to " + to);
            }
        }

        boolean holds(LocalTime time) {
            return !time.isBefore(from) && (to.equals(LocalTime.MIDNIGHT) || time.isBefore(to));
        }

        /** True when the two have a moment in common. */
        public boolean overlaps(Span other) {
            return holds(other.from) || other.holds(from);
        }
    }

    /** True when somebody is there. */
    public boolean openAt(Instant moment) {
        var local = moment.atZone(zone);
        return on(local.toLocalDate()).stream().anyMatch(span -> span.holds(local.toLocalTime()));
    }

    /** When the next hours begin; null where none do within a year. */
    public @Nullable Instant nextOpening(Instant after) {
        var today = after.atZone(zone).toLocalDate();
        for (var days = 0; days <= DAYS_AHEAD; days++) {
            var date = today.plusDays(days);
            for (var span : on(date)) {
                // An hour that the clock leaves out in spring begins after it.
                var begins = date.atTime(span.from()).atZone(zone).toInstant();
                if (begins.isAfter(after)) {
                    return begins;
                }
            }
        }
        return null;
    }

    private List<Span> on(LocalDate date) {
        return closed.contains(date) ? List.of() : open.getOrDefault(date.getDayOfWeek(), List.of());
    }
}
