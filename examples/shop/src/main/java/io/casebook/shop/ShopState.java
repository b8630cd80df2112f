package io.casebook.shop;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that the shop knows, as it stands in the state file. Immutable: a write makes the next one.
 *
 * @param format the version of this layout, checked when a file is read
 * @param numbers how many refunds, labels and resets were numbered so far
 * @param subscriptions by customer id
 * @param answered what was answered to which idempotency key; part of the state, so that an effect and its answer are kept together or not at all
 */
record ShopState(
        int format,
        LocalDate seededOn,
        long numbers,
        Map<String, Customer> customers,
        Map<String, Order> orders,
        Map<String, Subscription> subscriptions,
        List<Product> products,
        List<Refund> refunds,
        Map<String, ReturnLabel> labels,
        List<PasswordReset> resets,
        Map<String, Answered> answered) {

    static final int FORMAT = 1;

    ShopState {
        customers = ordered(customers);
        orders = ordered(orders);
        subscriptions = ordered(subscriptions);
        products = List.copyOf(products);
        refunds = List.copyOf(refunds);
        labels = ordered(labels);
        resets = List.copyOf(resets);
        answered = ordered(answered);
    }

    /** What was answered to a write; {@code request} is the fingerprint of what was asked. */
    record Answered(String request, int status, JsonNode body) {}

    /** The next number for a refund, a label or a reset; {@link #numbered()} uses it up. */
    String nextNumber(String prefix) {
        return prefix + "-" + (10_001 + numbers);
    }

    ShopState numbered() {
        return copy(numbers + 1, customers, orders, subscriptions, refunds, labels, resets, answered);
    }

    ShopState with(Customer customer) {
        return copy(
                numbers,
                put(customers, customer.id(), customer),
                orders,
                subscriptions,
                refunds,
                labels,
                resets,
                answered);
    }

    ShopState with(Order order) {
        return copy(
                numbers, customers, put(orders, order.id(), order), subscriptions, refunds, labels, resets, answered);
    }

    ShopState with(Subscription subscription) {
        Map<String, Subscription> next = put(subscriptions, subscription.customerId(), subscription);
        return copy(numbers, customers, orders, next, refunds, labels, resets, answered);
    }

    ShopState with(Refund refund) {
        return copy(numbers, customers, orders, subscriptions, add(refunds, refund), labels, resets, answered);
    }

    ShopState with(ReturnLabel label) {
        return copy(
                numbers,
                customers,
                orders,
                subscriptions,
                refunds,
                put(labels, label.orderId(), label),
                resets,
                answered);
    }

    ShopState with(PasswordReset reset) {
        return copy(numbers, customers, orders, subscriptions, refunds, labels, add(resets, reset), answered);
    }

    ShopState withAnswered(String key, Answered answer) {
        return copy(numbers, customers, orders, subscriptions, refunds, labels, resets, put(answered, key, answer));
    }

    private ShopState copy(
            long nextNumbers,
            Map<String, Customer> nextCustomers,
            Map<String, Order> nextOrders,
            Map<String, Subscription> nextSubscriptions,
            List<Refund> nextRefunds,
            Map<String, ReturnLabel> nextLabels,
            List<PasswordReset> nextResets,
            Map<String, Answered> nextAnswered) {
        return new ShopState(
                format,
                seededOn,
                nextNumbers,
                nextCustomers,
                nextOrders,
                nextSubscriptions,
                products,
                nextRefunds,
                nextLabels,
                nextResets,
                nextAnswered);
    }

    private static <T> Map<String, T> put(Map<String, T> map, String key, T value) {
        Map<String, T> next = new LinkedHashMap<>(map);
        next.put(key, value);
        return next;
    }

    private static <T> List<T> add(List<T> list, T value) {
        List<T> next = new ArrayList<>(list);
        next.add(value);
        return next;
    }

    private static <T> Map<String, T> ordered(Map<String, T> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
