package io.casebook.gateway.models;

import io.casebook.vocabulary.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What tokens of a model cost, in US dollars per million; so in millionths of a dollar per token. Prices change on days, which begin
 * in UTC.
 *
 * @param dated what holds from which day on, the newest first; empty where nothing is known of prices
 */
public record Prices(List<Dated> dated) {

    /** Nothing. */
    public static final Prices FREE = new Prices(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    /** Nobody said what it costs. */
    public static final Prices UNKNOWN = new Prices(List.of());

    public Prices {
        dated = dated.stream()
                .sorted(Comparator.comparing(Dated::from).reversed())
                .toList();
    }

    /** Prices that have always held. */
    public Prices(BigDecimal input, BigDecimal cached, BigDecimal output) {
        this(List.of(new Dated(LocalDate.EPOCH, input, cached, input, output)));
    }

    /**
     * Prices from a day on.
     *
     * @param from first day on which they hold, UTC
     * @param input tokens that are sent
     * @param cached tokens that are sent and that the provider still knew
     * @param remembered tokens that are sent and that the provider keeps for the next call
     * @param output tokens that are received
     */
    public record Dated(
            LocalDate from, BigDecimal input, BigDecimal cached, BigDecimal remembered, BigDecimal output) {}

    /** What holds at a moment; null where nothing is known. */
    public @Nullable Dated at(Instant moment) {
        var day = LocalDate.ofInstant(moment, ZoneOffset.UTC);
        return dated.stream()
                .filter(prices -> !prices.from().isAfter(day))
                .findFirst()
                .orElse(null);
    }

    /** True where something is known of what a call costs that ends now. */
    public boolean known() {
        return at(Instant.now()) != null;
    }

    /** What a call consumed that ended at a moment, of which the provider remembers nothing new. */
    public Usage usage(long inputTokens, long cachedTokens, long outputTokens, Instant moment) {
        return usage(inputTokens, cachedTokens, 0, outputTokens, moment);
    }

    /**
     * What a call consumed that ended at a moment, with its price, of which half a millionth of a dollar counts as one; nothing where
     * none is known.
     */
    public Usage usage(long inputTokens, long cachedTokens, long rememberedTokens, long outputTokens, Instant moment) {
        var sent = Math.max(0, inputTokens);
        var known = Math.clamp(cachedTokens, 0, sent);
        var kept = Math.clamp(rememberedTokens, 0, sent - known);
        var received = Math.max(0, outputTokens);
        var prices = at(moment);
        if (prices == null) {
            return new Usage(sent, known, received, 0);
        }
        var price = prices.input()
                .multiply(BigDecimal.valueOf(sent - known - kept))
                .add(prices.cached().multiply(BigDecimal.valueOf(known)))
                .add(prices.remembered().multiply(BigDecimal.valueOf(kept)))
                .add(prices.output().multiply(BigDecimal.valueOf(received)));
        return new Usage(
                sent, known, received, price.setScale(0, RoundingMode.HALF_UP).longValue());
    }
}
