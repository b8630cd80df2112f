package io.casebook.tools.ledger;

import io.casebook.conversation.definition.CustomerLimit;
import io.casebook.conversation.definition.RateLimit;
import io.casebook.conversation.definition.Tool;
import io.casebook.vocabulary.tool.CountedUse;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often tools with a limit were called, and what the calls came to: over all processes, because it is counted from the
 * ledger. A call counts from its start, and no longer once it is known not to have done anything. Windows begin at multiples of
 * their time, days at midnight UTC. Not thread-safe: its view guards it.
 */
final class Usage {
    private final int mostKeys;
    private final Map<Key, UsageCount> counts = new HashMap<>();
    private Instant newest = Instant.EPOCH;

    /** @param mostKeys how many pairs of a tool and a customer are counted; beyond it, a new one has no calls left */
    Usage(int mostKeys) {
        this.mostKeys = mostKeys;
    }

    /** Of all customers where the customer is null. */
    private record Key(String agent, String tool, @Nullable String customer) {}

    /** A call has started. */
    void add(String tool, CountedUse use, Instant at) {
        newest = at.isAfter(newest) ? at : newest;
        change(tool, use, at, 1);
    }

    /** A call that started then is known not to have done anything. */
    void remove(String tool, CountedUse use, Instant at) {
        change(tool, use, at, -1);
    }

    private void change(String tool, CountedUse use, Instant at, int calls) {
        var amount = amount(use).multiply(BigDecimal.valueOf(calls));
        count(new Key(use.agentId(), tool, null), at, calls, amount);
        count(new Key(use.agentId(), tool, use.customerId()), at, calls, amount);
    }

    private void count(Key key, Instant at, int calls, BigDecimal amount) {
        var count = counts.get(key);
        if (count == null && counts.size() >= mostKeys) {
            counts.values().removeIf(old -> old.endedBefore(newest));
        }
        if (count == null && counts.size() < mostKeys) {
            count = new UsageCount();
            counts.put(key, count);
        }
        if (count != null) {
            count.change(at, calls, amount);
        }
    }

    /** The limit that the calls exceed, the one that starts then included, as advice to the caller; null where none is. */
    @Nullable
    String excess(Tool tool, CountedUse use, Instant at) {
        var limit = tool.limit();
        var all = counts.get(new Key(use.agentId(), tool.name(), null));
        if (limit != null && (all == null || all.calls(limit.per(), at) > limit.calls())) {
            return "it may be called " + of(limit);
        }
        var customer = tool.customerLimit();
        return customer == null
                ? null
                : excess(customer, counts.get(new Key(use.agentId(), tool.name(), use.customerId())), at);
    }

    private static @Nullable String excess(CustomerLimit limit, @Nullable UsageCount count, Instant at) {
        var calls = limit.calls();
        if (calls != null && (count == null || count.calls(calls.per(), at) > calls.calls())) {
            return "it may be called %s for one customer".formatted(of(calls));
        }
        var sum = limit.sum();
        if (sum != null && (count == null || count.sum(sum.per(), at).compareTo(new BigDecimal(sum.atMost())) > 0)) {
            return "its %s may come to %s per %s for one customer"
                    .formatted(sum.parameter(), sum.atMost(), unit(sum.per()));
        }
        return null;
    }

    private static BigDecimal amount(CountedUse use) {
        var amount = use.amount();
        return amount == null ? BigDecimal.ZERO : new BigDecimal(amount);
    }

    private static String of(RateLimit limit) {
        return "%d times per %s".formatted(limit.calls(), unit(limit.per()));
    }

    private static String unit(Duration per) {
        return switch ((int) per.toSeconds()) {
            case 1 -> "second";
            case 60 -> "minute";
            case 3_600 -> "hour";
            case 86_400 -> "day";
            default -> per.toString();
        };
    }
}
