package io.casebook.gateway.endpoint;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a response says about the limits of its provider.
 *
 * @param requests of calls; null where it says nothing
 * @param tokens of tokens; null where it says nothing
 */
public record LimitSigns(@Nullable Sign requests, @Nullable Sign tokens) {
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,12}");
    private static final Pattern PART = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(ms|s|m|h|d)?");

    /**
     * One limit.
     *
     * @param perMinute the whole of it; 0 where it is not said
     * @param left what is left of it now; -1 where it is not said
     * @param reset when all of it is there again; null where it is not said
     */
    public record Sign(long perMinute, long left, @Nullable Duration reset) {}

    /** Reads a response's headers; null where they say nothing. */
    static @Nullable LimitSigns of(java.net.http.HttpHeaders headers) {
        var requests = sign(headers, "requests");
        var tokens = sign(headers, "tokens");
        return requests == null && tokens == null ? null : new LimitSigns(requests, tokens);
    }

    private static @Nullable Sign sign(java.net.http.HttpHeaders headers, String what) {
        var limit = first(headers, "x-ratelimit-limit-" + what, "anthropic-ratelimit-" + what + "-limit");
        var left = first(headers, "x-ratelimit-remaining-" + what, "anthropic-ratelimit-" + what + "-remaining");
        if (limit.isEmpty() && left.isEmpty()) {
            return null;
        }
        var reset = first(headers, "x-ratelimit-reset-" + what, "anthropic-ratelimit-" + what + "-reset");
        return new Sign(whole(limit, 0), whole(left, -1), duration(reset));
    }

    private static String first(java.net.http.HttpHeaders headers, String... names) {
        for (var name : names) {
            var value = headers.firstValue(name);
            if (value.isPresent()) {
                return value.get().strip();
            }
        }
        return "";
    }

    private static long whole(String text, long fallback) {
        return WHOLE.matcher(text).matches() ? Long.parseLong(text) : fallback;
    }

    /** {@code 1m30.5s}, {@code 250ms}, a bare number of seconds, or a moment. */
    private static @Nullable Duration duration(String text) {
        if (text.isEmpty()) {
            return null;
        }
        var parts = PART.matcher(text);
        var nanos = 0.0;
        var end = 0;
        while (parts.find() && parts.start() == end) {
            nanos += Double.parseDouble(parts.group(1)) * nanosOf(parts.group(2));
            end = parts.end();
        }
        if (end == text.length()) {
            return Duration.ofNanos((long) nanos);
        }
        try {
            var wait =
                    Duration.between(Instant.now(), OffsetDateTime.parse(text).toInstant());
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static double nanosOf(@Nullable String unit) {
        return switch (unit) {
            case "ms" -> 1e6;
            case "m" -> 60e9;
            case "h" -> 3_600e9;
            case "d" -> 86_400e9;
            case null, default -> 1e9;
        };
    }
}
