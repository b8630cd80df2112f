package io.casebook.gateway.models;

/**
 * How much of a model this instance may use.
 *
 * @param requestsPerMinute calls in a minute; 0 for no limit
 * @param tokensPerMinute tokens in a minute, sent and received; 0 for no limit
 */
public record ModelLimits(long requestsPerMinute, long tokensPerMinute) {

    /** No limit. */
    public static final ModelLimits NONE = new ModelLimits(0, 0);
}
