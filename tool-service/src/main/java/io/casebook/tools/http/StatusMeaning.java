package io.casebook.tools.http;

import io.casebook.tools.run.Attempt;
import io.casebook.tools.run.Reasons;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a status of HTTP means that is no success. */
public final class StatusMeaning {
    private StatusMeaning() {}

    /**
     * Refused, to be tried again, or elsewhere.
     *
     * @param told what else was said; null where that is of no use
     * @param retryAfter the header of that name; null where there is none
     */
    public static Attempt of(int status, @Nullable JsonNode told, @Nullable String retryAfter) {
        if (status >= 300 && status < 400) {
            return new Attempt.Elsewhere(status);
        }
        return switch (status) {
            case 404, 410 -> Attempt.Refused.firmly(Reasons.NOT_FOUND, status, told);
            case 429 -> new Attempt.Refused(Reasons.RATE_LIMITED, status, told, true, true, retryAfter);
            // Of a repetition, these may be about the repetition: a key that is in use, a login that has expired since.
            case 401, 403, 408, 409, 423, 425 ->
                new Attempt.Refused(Reasons.REJECTED, status, told, true, false, retryAfter);
            case 500, 502, 503, 504 -> new Attempt.Overloaded(status, told, true, retryAfter);
            default ->
                status >= 400 && status < 500
                        ? Attempt.Refused.firmly(Reasons.REJECTED, status, told)
                        : new Attempt.Overloaded(status, told, false, retryAfter);
        };
    }
}
