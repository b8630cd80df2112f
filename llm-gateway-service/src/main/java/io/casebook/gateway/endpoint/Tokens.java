package io.casebook.gateway.endpoint;

import dev.langchain4j.model.output.TokenUsage;
import org.jspecify.annotations.Nullable;

/**
 * What a call consumed.
 *
 * @param input tokens sent, with those that the provider still knew
 * @param cached of these, the ones that it still knew
 * @param remembered of these, the ones that it will know the next time, where it counts them
 * @param output tokens received
 */
record Tokens(long input, long cached, long remembered, long output) {

    /** Of a provider that counts the known tokens among those sent. */
    static Tokens of(TokenUsage usage, @Nullable Integer cached) {
        return new Tokens(number(usage.inputTokenCount()), number(cached), 0, number(usage.outputTokenCount()));
    }

    /** Of a provider that counts the known and the newly remembered tokens apart. */
    static Tokens apart(TokenUsage usage, @Nullable Integer read, @Nullable Integer written) {
        return new Tokens(
                number(usage.inputTokenCount()) + number(read) + number(written),
                number(read),
                number(written),
                number(usage.outputTokenCount()));
    }

    private static long number(@Nullable Integer number) {
        return number == null ? 0 : number;
    }
}
