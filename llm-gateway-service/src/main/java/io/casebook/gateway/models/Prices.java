package io.casebook.gateway.models;

import io.casebook.vocabulary.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What tokens cost, in US dollars per million; so in millionths of a dollar per token.
 *
 * @param input tokens that are sent
 * @param cached tokens that are sent and that the provider still knew
 * @param output tokens that are received
 */
public record Prices(BigDecimal input, BigDecimal cached, BigDecimal output) {

    /** Nothing. */
    public static final Prices FREE = new Prices(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    /** What a call consumed, with its price: half a millionth of a dollar counts as one. */
    public Usage usage(long inputTokens, long cachedTokens, long outputTokens) {
        var sent = Math.max(0, inputTokens);
        var known = Math.clamp(cachedTokens, 0, sent);
        var received = Math.max(0, outputTokens);
        var price = input.multiply(BigDecimal.valueOf(sent - known))
                .add(cached.multiply(BigDecimal.valueOf(known)))
                .add(output.multiply(BigDecimal.valueOf(received)));
        return new Usage(
                sent, known, received, price.setScale(0, RoundingMode.HALF_UP).longValue());
    }
}
