package io.casebook.platform.definition;

import io.casebook.conversation.definition.DailyLimit;
import io.casebook.conversation.definition.RateLimit;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the small notations of a definition: {@code 800ms}, {@code 200/day}. */
final class Values {

    static final String DURATION_HINT = "write 800ms, 30s, 15m, 24h or 7d";

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9}) ?(ms|s|m|h|d)");
    private static final Pattern RATE = Pattern.compile("([0-9]{1,9}) ?/ ?(second|minute|hour|day)");

    private Values() {}

    /** The duration; null where the text is none. */
    static @Nullable Duration duration(String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    /** The rate; null where the text is none. */
    static @Nullable RateLimit rate(String text) {
        Matcher matcher = RATE.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) == 0) {
            return null;
        }
        Duration per = switch (matcher.group(2)) {
            case "second" -> Duration.ofSeconds(1);
            case "minute" -> Duration.ofMinutes(1);
            case "hour" -> Duration.ofHours(1);
            default -> Duration.ofDays(1);
        };
        return new RateLimit(Integer.parseInt(matcher.group(1)), per);
    }

    /** The limit a day; null where the text is none. */
    static @Nullable DailyLimit daily(String text) {
        RateLimit rate = rate(text);
        return rate == null || !rate.per().equals(Duration.ofDays(1)) ? null : new DailyLimit(rate.calls());
    }
}
