package io.casebook.gateway.models;

import io.casebook.platform.definition.Problem;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads {@code usd_per_million}: one block of prices, or a list of blocks that each say from which day on they hold. */
final class PriceReader {
    private static final String KEY = "usd_per_million";

    private PriceReader() {}

    static Prices read(YamlBlock block, String file, List<Problem> problems) {
        var node = block.node(KEY);
        if (node == null) {
            return Prices.UNKNOWN;
        }
        if (!(node instanceof SequenceNode list)) {
            var one = block.block(KEY);
            var prices = one == null ? null : dated(one, false);
            return prices == null ? Prices.UNKNOWN : new Prices(List.of(prices));
        }
        var all = new ArrayList<Prices.Dated>();
        for (var item : list.getValue()) {
            var one = YamlBlock.of(file, KEY, item, problems);
            var prices = one == null ? null : dated(one, true);
            if (one != null
                    && prices != null
                    && all.stream().anyMatch(other -> other.from().equals(prices.from()))) {
                one.error(one.line(), "there are other prices from " + prices.from() + " on", "remove one of them");
            } else if (prices != null) {
                all.add(prices);
            }
        }
        return new Prices(all);
    }

    private static Prices.@Nullable Dated dated(YamlBlock block, boolean many) {
        var text = block.text("from");
        var from = LocalDate.EPOCH;
        var usable = true;
        if (text != null) {
            try {
                from = LocalDate.parse(text);
            } catch (DateTimeException e) {
                block.error(block.line("from"), "from must be a day", "write it as 2026-03-01");
                usable = false;
            }
        } else if (many) {
            block.error(block.line(), "from is missing", "say from which day on these prices hold, as 2026-03-01");
            usable = false;
        }
        var input = block.decimal("input");
        var cached = block.decimal("cached");
        var remembered = block.decimal("cache_write");
        var output = block.decimal("output");
        block.done();
        var sent = input == null ? BigDecimal.ZERO : input;
        return usable
                ? new Prices.Dated(
                        from,
                        sent,
                        cached == null ? sent : cached,
                        remembered == null ? sent : remembered,
                        output == null ? BigDecimal.ZERO : output)
                : null;
    }
}
