package io.casebook.tools.ledger;

import io.casebook.conversation.definition.CustomerLimit;
import io.casebook.conversation.definition.RateLimit;
import io.casebook.conversation.definition.Tool;
import io.casebook.vocabulary.tool.CountedUse;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often tools with a limit were called, and what the calls came to: over all processes, because it is counted from the
 * ledger. A call counts from its start, and no longer once it is known not to have done anything. Windows begin at multiples of
 * their time, days at midnight UTC. Not thread-safe: its view guards it.
 */
final class Usage {
    private static final UndecidedUses.Total NONE = new UndecidedUses.Total(0, BigDecimal.ZERO);

    private final int mostKeys;
    private final Map<Key, UsageCount> counts = new HashMap<>();
    private final Map<Key, UndecidedUses> undecided = new HashMap<>();
    private Instant newest = Instant.EPOCH;

    /** @param mostKeys how many pairs of a tool and a customer are counted; beyond it, a new one has no calls left */
    Usage(int mostKeys) {
        this.mostKeys = mostKeys;
    }

    /** Of all customers where the customer is null. */
    private record Key(String agent, String tool, @Nullable String customer) {}

    /** A call has started. */
    void add(String tool, String callId, CountedUse use, Instant at) {
        newest = at.isAfter(newest) ? at : newest;
        change(tool, use, at, 1);
        for (var key : keys(tool, use)) {
            undecided.computeIfAbsent(key, first -> new UndecidedUses()).add(callId, at, amount(use));
        }
    }

    /** A call has come to an end, or is no longer remembered. */
    void decided(String tool, String callId, CountedUse use) {
        for (var key : keys(tool, use)) {
            undecided.computeIfPresent(key, (same, uses) -> {
                uses.remove(callId);
                return uses.isEmpty() ? null : uses;
            });
        }
    }

    private static List<Key> keys(String tool, CountedUse use) {
        return List.of(new Key(use.agentId(), tool, null), new Key(use.agentId(), tool, use.customerId()));
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
        return excess(tool, use, at, null);
    }

    /** The same of this call and those that started before it alone: what is exceeded whatever becomes of the others. */
    @Nullable
    String excessInOrder(Tool tool, CountedUse use, Instant at, String callId) {
        return excess(tool, use, at, callId);
    }

    private @Nullable String excess(Tool tool, CountedUse use, Instant at, @Nullable String first) {
        var limit = tool.limit();
        var all = new Key(use.agentId(), tool.name(), null);
        if (limit != null && calls(all, limit.per(), at, first) > limit.calls()) {
            return "it may be called " + of(limit);
        }
        var customer = tool.customerLimit();
        var own = new Key(use.agentId(), tool.name(), use.customerId());
        return customer == null ? null : excess(customer, own, at, first);
    }

    private @Nullable String excess(CustomerLimit limit, Key own, Instant at, @Nullable String first) {
        var calls = limit.calls();
        if (calls != null && calls(own, calls.per(), at, first) > calls.calls()) {
            return "it may be called %s for one customer".formatted(of(calls));
        }
        var sum = limit.sum();
        if (sum != null && sum(own, sum.per(), at, first).compareTo(new BigDecimal(sum.atMost())) > 0) {
            return "its %s may come to %s per %s for one customer"
                    .formatted(sum.parameter(), sum.atMost(), unit(sum.per()));
        }
        return null;
    }

    private int calls(Key key, Duration per, Instant at, @Nullable String first) {
        var count = counts.get(key);
        return count == null
                ? Integer.MAX_VALUE
                : count.calls(per, at) - after(key, per, at, first).calls();
    }

    private BigDecimal sum(Key key, Duration per, Instant at, @Nullable String first) {
        var count = counts.get(key);
        return count == null
                ? BigDecimal.valueOf(Long.MAX_VALUE)
                : count.sum(per, at).subtract(after(key, per, at, first).amount());
    }

    private UndecidedUses.Total after(Key key, Duration per, Instant at, @Nullable String first) {
        var uses = first == null ? null : undecided.get(key);
        return uses == null || first == null ? NONE : uses.after(first, at, per);
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
