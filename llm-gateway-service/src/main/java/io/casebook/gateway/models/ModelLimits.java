package io.casebook.gateway.models;

import org.jspecify.annotations.Nullable;

/**
 * How much of a model all instances together may use.
 *
 * @param requestsPerMinute calls in a minute; 0 for no limit
 * @param tokensPerMinute tokens in a minute, sent and received; 0 for no limit
 * @param shared name of a limit that the model has together with others; null for none
 */
public record ModelLimits(
        long requestsPerMinute,
        long tokensPerMinute,
        @Nullable String shared) {

    /** No limit. */
    public static final ModelLimits NONE = new ModelLimits(0, 0);

    /** Limits of one model alone. */
    public ModelLimits(long requestsPerMinute, long tokensPerMinute) {
        this(requestsPerMinute, tokensPerMinute, null);
    }
}
