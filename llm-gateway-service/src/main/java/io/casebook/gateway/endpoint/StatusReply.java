package io.casebook.gateway.endpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says what an HTTP status other than success means for a model call. Of the body only a code is told, never text. */
final class StatusReply {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}(\\.[0-9]{1,6})?");

    /** Codes of a 429 that no waiting helps against. */
    private static final Set<String> USED_UP = Set.of("insufficient_quota", "billing_hard_limit_reached");

    private StatusReply() {}

    static Reply.Failed of(int status, HttpHeaders headers, String body) {
        var code = code(body);
        var detail = "HTTP " + status + (code == null ? "" : " (" + code + ")");
        return switch (status) {
            case 401, 403 -> new Reply.Failed("unauthenticated", detail + "; check the model's key", false, null);
            case 404 ->
                new Reply.Failed("unknown_model", detail + "; check the model's base_url and model", false, null);
            case 408 -> new Reply.Failed("timeout", detail, true, null);
            case 429 ->
                new Reply.Failed("rate_limited", detail, code == null || !USED_UP.contains(code), retryAfter(headers));
            default ->
                status >= 500
                        ? new Reply.Failed("unavailable", detail, true, retryAfter(headers))
                        : new Reply.Failed("invalid_request", detail, false, null);
        };
    }

    private static @Nullable String code(String body) {
        try {
            var root = MAPPER.readTree(body);
            var error = root == null ? null : root.path("error");
            if (error == null) {
                return null;
            }
            for (var key : new String[] {"code", "type"}) {
                var code = error.path(key).asText("");
                if (CODE.matcher(code).matches()) {
                    return code;
                }
            }
            return null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** In milliseconds where the endpoint is that exact, else in seconds or as a date. */
    private static @Nullable Duration retryAfter(HttpHeaders headers) {
        var millis = headers.firstValue("retry-after-ms").map(String::strip).orElse("");
        if (SECONDS.matcher(millis).matches()) {
            return Duration.ofMillis((long) Math.ceil(Double.parseDouble(millis)));
        }
        var after = headers.firstValue("retry-after").map(String::strip).orElse("");
        if (SECONDS.matcher(after).matches()) {
            return Duration.ofMillis((long) Math.ceil(Double.parseDouble(after) * 1000));
        }
        try {
            var until = ZonedDateTime.parse(after, DateTimeFormatter.RFC_1123_DATE_TIME);
            var wait = Duration.between(Instant.now(), until.toInstant());
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
