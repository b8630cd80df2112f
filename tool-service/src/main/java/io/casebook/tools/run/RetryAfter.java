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
    private static final int MAX_SECONDS_DIGITS = 6;

    private RetryAfter() {}

    /**
     * What the tool asks for, or else a time that doubles with each try, with chance in it so that callers do not come back
     * together.
     *
     * @param header the header of that name; null where there is none
     * @param attempt how many tries there were
     * @param chance from 0 to 1
     */
    static Duration of(@Nullable String header, int attempt, double chance, Instant now) {
        var asked = header == null ? null : asked(header.strip(), now);
        if (asked != null) {
            return asked;
        }
        var longest = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(attempt - 1, 10));
        return Duration.ofMillis(longest / 2 + (long) (longest / 2.0 * chance));
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

    private static @Nullable Duration asked(String header, Instant now) {
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
