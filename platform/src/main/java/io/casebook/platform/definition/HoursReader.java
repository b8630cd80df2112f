package io.casebook.platform.definition;

import io.casebook.conversation.definition.OpeningHours;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the hours of a hand-off target: {@code {time_zone: Europe/Vienna, mon-fri: 9:00-17:00, closed: [2026-12-25]}}. */
final class HoursReader {
    private static final String HINT = "write e.g. 9:00-17:00, or [9:00-12:00, 13:00-17:00]";
    private static final Pattern DAYS =
            Pattern.compile("(mon|tue|wed|thu|fri|sat|sun)(?:-(mon|tue|wed|thu|fri|sat|sun))?");
    private static final Pattern SPAN = Pattern.compile("([0-9]{1,2}):([0-9]{2}) ?- ?([0-9]{1,2}):([0-9]{2})");
    private static final int LAST_HOUR = 24;
    private static final int ABBREVIATION = 3;

    private final ZoneId companyZone;
    private final Problems.InFile problems;

    HoursReader(ZoneId companyZone, Problems.InFile problems) {
        this.companyZone = companyZone;
        this.problems = problems;
    }

    /** The hours of a target; null where it has none, and its people are always there. */
    @Nullable
    OpeningHours read(Fields target) {
        YamlNode node = target.isOff("hours") ? null : target.node("hours");
        if (!(node instanceof YamlNode.Mapping mapping)) {
            if (node != null) {
                target.wrong("hours", node, "a mapping, e.g. {mon-fri: 9:00-17:00}, or off");
            }
            return null;
        }
        Fields hours = new Fields(mapping, problems);
        ZoneId zone = CustomerReader.zone(hours, "time_zone", companyZone);
        Set<LocalDate> closed = closed(hours);
        Map<DayOfWeek, List<OpeningHours.Span>> open = new EnumMap<>(DayOfWeek.class);
        mapping.entries().forEach((key, entry) -> {
            if (DAYS.matcher(key).matches()) {
                days(hours, key, open);
            }
        });
        if (open.values().stream().allMatch(List::isEmpty)) {
            problems.error(mapping.line(), "nobody is ever there", HINT.replace("write", "write mon-fri:"));
            return null;
        }
        for (DayOfWeek day : DayOfWeek.values()) {
            hours.node(day.name().substring(0, ABBREVIATION).toLowerCase(Locale.ROOT));
        }
        hours.done();
        return new OpeningHours(zone, open, closed);
    }

    private void days(Fields hours, String key, Map<DayOfWeek, List<OpeningHours.Span>> open) {
        List<OpeningHours.Span> spans = hours.isOff(key) ? List.of() : spans(hours, key);
        String[] ends = key.split("-", -1);
        DayOfWeek day = day(ends[0]);
        DayOfWeek last = day(ends[ends.length - 1]);
        while (true) {
            if (open.putIfAbsent(day, spans) != null) {
                problems.error(
                        hours.line(key),
                        "the hours of " + day.name().toLowerCase(Locale.ROOT) + " stand here a second time");
            }
            if (day == last) {
                return;
            }
            day = day.plus(1);
        }
    }

    private static DayOfWeek day(String name) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.name().toLowerCase(Locale.ROOT).startsWith(name)) {
                return day;
            }
        }
        throw new IllegalArgumentException("no day is called " + name);
    }

    private List<OpeningHours.Span> spans(Fields hours, String key) {
        List<OpeningHours.Span> spans = new ArrayList<>();
        for (Fields.Word word : hours.words(key)) {
            OpeningHours.Span span = span(word.text());
            if (span == null) {
                problems.error(word.line(), key + " must be hours of one day, not \"" + word.text() + "\"", HINT);
            } else if (spans.stream().anyMatch(span::overlaps)) {
                problems.error(word.line(), "the hours " + word.text() + " overlap others of " + key);
            } else {
                spans.add(span);
            }
        }
        return spans;
    }

    private static OpeningHours.@Nullable Span span(String text) {
        var matcher = SPAN.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        try {
            LocalTime from = time(matcher.group(1), matcher.group(2));
            boolean endOfDay = matcher.group(3).equals(String.valueOf(LAST_HOUR))
                    && matcher.group(4).equals("00");
            LocalTime to = endOfDay ? LocalTime.MIDNIGHT : time(matcher.group(3), matcher.group(4));
            return endOfDay || from.isBefore(to) ? new OpeningHours.Span(from, to) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static LocalTime time(String hour, String minute) {
        return LocalTime.of(Integer.parseInt(hour), Integer.parseInt(minute));
    }

    private Set<LocalDate> closed(Fields hours) {
        Set<LocalDate> closed = new LinkedHashSet<>();
        if (hours.isOff("closed")) {
            return closed;
        }
        for (Fields.Word word : hours.words("closed")) {
            try {
                closed.add(LocalDate.parse(word.text()));
            } catch (DateTimeException e) {
                problems.error(word.line(), "not a date: " + word.text(), "write it as 2026-12-25");
            }
        }
        return closed;
    }
}
