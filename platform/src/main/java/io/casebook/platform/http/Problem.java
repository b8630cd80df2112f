package io.casebook.platform.http;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.opentelemetry.api.trace.Span;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A refusal as RFC 9457 has it, with what SDKs of this field expect.
 *
 * @param type {@code about:blank}: the code says it all
 * @param title the code, for people
 * @param status the HTTP status again
 * @param detail what was wrong, where, and what to do about it
 * @param code why, for machines
 * @param message the same as the detail
 * @param details further facts for machines, always with a {@code trace_id}
 */
@JsonPropertyOrder({"type", "title", "status", "detail", "code", "message", "details"})
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        String message,
        Map<String, Object> details) {
    /** The content type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** What a caller without a key is told to show. */
    static final String CHALLENGE = "Bearer realm=\"casebook\"";

    public Problem {
        details = Map.copyOf(details);
    }

    /** The problem that an exception tells. */
    public static Problem of(ApiException refusal) {
        return of(refusal.code(), refusal.status(), refusal.text(), refusal.details());
    }

    /** A problem with the code's usual status. */
    public static Problem of(Code code, String message) {
        return of(code, code.status(), message, Map.of());
    }

    /** A problem with all it can carry; the trace id is added. */
    public static Problem of(Code code, int status, String message, Map<String, Object> details) {
        var all = new LinkedHashMap<>(details);
        all.putIfAbsent("trace_id", newTraceId());
        return new Problem("about:blank", code.title(), status, message, code.wireName(), message, all);
    }

    /** The id under which this call stands in the service's log. */
    public String traceId() {
        return String.valueOf(details.get("trace_id"));
    }

    /** The problem as an answer. */
    public Response response() {
        var answer = Response.status(status).type(MEDIA_TYPE).entity(this);
        if (status == Code.UNAUTHENTICATED.status()) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        }
        return answer.build();
    }

    private static String newTraceId() {
        var span = Span.current().getSpanContext();
        return span.isValid() ? span.getTraceId() : UUID.randomUUID().toString().replace("-", "");
    }
}
