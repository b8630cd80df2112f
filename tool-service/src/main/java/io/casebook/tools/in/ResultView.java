package io.casebook.tools.in;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.casebook.schemas.Personal;
import io.casebook.tools.Tried;
import io.casebook.tools.json.Json;
import io.casebook.vocabulary.tool.ToolCallResult;
import io.casebook.vocabulary.tool.ToolDenial;
import io.casebook.vocabulary.tool.ToolFailure;
import io.casebook.vocabulary.tool.ToolOutcome;
import io.casebook.vocabulary.tool.ToolSuccess;
import io.casebook.vocabulary.tool.ToolUnknown;
import org.jspecify.annotations.Nullable;

/**
 * What came of a call by hand.
 *
 * @param callId id of the call, also its idempotency key
 * @param tool the tool
 * @param outcome {@code succeeded}, {@code failed}, {@code denied} or {@code unknown}
 * @param reasonCode why it failed or was denied; null otherwise
 * @param detail what to change, what to look up, or why tries came to nothing; null where there is nothing to say
 * @param status HTTP status of a failure; null where none came
 * @param content what the tool returned, redacted; null where nothing
 * @param attempts how often the tool was tried
 * @param latencyMs how long it took, in milliseconds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResultView(
        String callId,
        String tool,
        String outcome,
        @Nullable String reasonCode,
        @Nullable String detail,
        @Nullable Integer status,
        @JsonRawValue @Nullable String content,
        int attempts,
        long latencyMs) {

    /** What came of it, for a person. */
    public static ResultView of(Tried tried) {
        var result = tried.result();
        return switch (result.outcome()) {
            case ToolSuccess success -> of(result, "succeeded", null, null, null, Personal.plain(success.content()));
            case ToolFailure failure ->
                of(
                        result,
                        "failed",
                        failure.reasonCode(),
                        tried.why(),
                        failure.status(),
                        Personal.plainOrNull(failure.content()));
            case ToolDenial denial -> of(result, "denied", denial.reasonCode(), denial.detail(), null, null);
            case ToolUnknown unknown -> of(result, "unknown", null, unknown.detail(), null, null);
            case ToolOutcome.Unknown other ->
                of(result, "unknown", null, "the outcome is of a kind that this version does not know", null, null);
        };
    }

    private static ResultView of(
            ToolCallResult result,
            String outcome,
            @Nullable String reasonCode,
            @Nullable String detail,
            @Nullable Integer status,
            @Nullable String content) {
        return new ResultView(
                result.callId(),
                result.tool(),
                outcome,
                reasonCode,
                detail,
                status,
                content,
                result.attempts(),
                result.latencyMs());
    }

    /** The JSON that the API answers with. */
    public String json() {
        var told = Json.object().put("call_id", callId).put("tool", tool).put("outcome", outcome);
        if (reasonCode != null) {
            told.put("reason_code", reasonCode);
        }
        if (detail != null) {
            told.put("detail", detail);
        }
        if (status != null) {
            told.put("status", status);
        }
        var parsed = content == null ? null : Json.parse(content);
        if (parsed != null) {
            told.set("content", parsed);
        }
        return Json.text(told.put("attempts", attempts).put("latency_ms", latencyMs));
    }
}
