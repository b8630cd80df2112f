package io.casebook.tools.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** How long to wait before the next try. */
final class RetryAfter {
    private static final Duration FIRST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final Duration WIDEST_SPREAD = Duration.ofSeconds(2);
    private static final int MAX_SECONDS_DIGITS = 6;

    private RetryAfter() {}

    /**
     * A time that doubles with each try, and what the tool asks for where that is longer; with chance in it so that callers do not
     * come back together.
     *
     * @param header the header of that name; null where there is none
     * @param attempt how many tries there were
     * @param chance from 0 to 1
     */
    static Duration of(@Nullable String header, int attempt, double chance, Instant now) {
        var longest = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(attempt - 1, 10));
        var least = Duration.ofMillis(longest / 2 + (long) (longest / 2.0 * chance));
        var asked = asked(header, now);
        return asked == null || asked.compareTo(least) < 0 ? least : asked.plus(spread(asked, chance));
    }

    /** What callers who were all asked to wait that long wait beyond it, each by chance. */
    static Duration spread(Duration pause, double chance) {
        var tenth = Math.min(WIDEST_SPREAD.toMillis(), pause.toMillis() / 10);
        return Duration.ofMillis((long) (tenth * chance));
    }

    /**
     * Waits before the next try.
     *
     * @return false, at once, where the next try would come after the call's deadline
     */
    static boolean pause(Call call, @Nullable String header, int attempt, InstantSource clock)
            throws InterruptedException {
        var now = clock.instant();
        var pause = of(header, attempt, ThreadLocalRandom.current().nextDouble(), now);
        if (!now.plus(pause).isBefore(call.deadline())) {
            return false;
        }
        Thread.sleep(pause);
        return true;
    }

    /** How long the tool asks to be left alone; null where it does not, or nobody can tell. */
    static @Nullable Duration asked(@Nullable String told, Instant now) {
        if (told == null) {
            return null;
        }
        var header = told.strip();
        if (header.matches("[0-9]+")) {
            return Duration.ofSeconds(
                    header.length() > MAX_SECONDS_DIGITS ? Integer.MAX_VALUE : Integer.parseInt(header));
        }
        try {
            var at = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return at.isBefore(now) ? Duration.ZERO : Duration.between(now, at);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
