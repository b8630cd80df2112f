package io.casebook.gateway.completion;

import io.casebook.vocabulary.event.Lane;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for a place, and who is next: customers who wait before work that nobody waits for, and among these one tenant after
 * the other, however many requests each has. Not thread-safe.
 *
 * @param <T> the one who waits
 */
final class WaitingLine<T> {
    /** By tenant, in the order in which tenants have their turn. */
    private final Map<String, Deque<T>> customers = new LinkedHashMap<>();

    private final Map<String, Deque<T>> others = new LinkedHashMap<>();

    private Map<String, Deque<T>> of(Lane lane) {
        return lane == Lane.INTERACTIVE ? customers : others;
    }

    void add(T who, String tenant, Lane lane) {
        of(lane).computeIfAbsent(tenant, name -> new ArrayDeque<>()).add(who);
    }

    /** Takes somebody out, wherever in the line; the tenant whose turn it was goes behind the others. */
    void remove(T who, String tenant, Lane lane) {
        var tenants = of(lane);
        var own = tenants.get(tenant);
        if (own == null) {
            return;
        }
        var first = Objects.equals(own.peek(), who);
        own.remove(who);
        if (own.isEmpty()) {
            tenants.remove(tenant);
        } else if (first) {
            tenants.remove(tenant);
            tenants.put(tenant, own);
        }
    }

    int size() {
        return customers.values().stream().mapToInt(Deque::size).sum()
                + others.values().stream().mapToInt(Deque::size).sum();
    }

    /** Who is next; null when nobody waits. */
    @Nullable
    T next() {
        for (var lane : List.of(customers, others)) {
            if (!lane.isEmpty()) {
                return lane.values().iterator().next().peek();
            }
        }
        return null;
    }

    /** Those who would have their turn before somebody who comes now. */
    List<T> before(String tenant, Lane lane) {
        var ahead = new ArrayList<T>();
        if (lane == Lane.BACKGROUND) {
            customers.values().forEach(ahead::addAll);
        }
        var own = of(lane).get(tenant);
        var rounds = own == null ? 0 : own.size();
        of(lane).forEach((name, waiting) -> waiting.stream()
                .limit(name.equals(tenant) ? rounds : rounds + 1L)
                .forEach(ahead::add));
        return ahead;
    }
}
