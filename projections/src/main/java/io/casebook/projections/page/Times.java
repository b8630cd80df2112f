package io.casebook.projections.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times for people. */
final class Times {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Times() {}

    static String clock(Instant time) {
        return CLOCK.format(time);
    }

    static String date(Instant time) {
        return DATE.format(time);
    }

    /** A span in the unit that fits it. */
    static String span(Duration span) {
        var millis = span.toMillis();
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        return span.toHours() > 0
                ? "%d h %02d min".formatted(span.toHours(), span.toMinutesPart())
                : "%d min %02d s".formatted(span.toMinutes(), span.toSecondsPart());
    }
}
