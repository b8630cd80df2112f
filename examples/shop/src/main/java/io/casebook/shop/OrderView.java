package io.casebook.shop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An order as it is answered: what is kept, what follows from it today (late, refundable, returnable), and texts that a reply can quote. Address and
 * payment are shown to the owner alone.
 */
final class OrderView {
    private OrderView() {}

    static ObjectNode of(Order order, ShopState state, LocalDate today, Optional<String> caller) {
        RefundRule rule = RefundRule.of(order, state.refunds(), today);
        ObjectNode view = Json.MAPPER.valueToTree(order);
        String owner = order.customerId();
        if (owner == null || caller.filter(owner::equals).isEmpty()) {
            view.remove("shipping_address");
            view.remove("payment");
        }
        view.put("currency", Display.CURRENCY);
        view.put("delivery", delivery(order, today));
        view.put("days_since_delivery", RefundRule.daysSinceDelivery(order, today));
        view.put("refunded", rule.refunded());
        view.put("refundable_amount", rule.refundable());
        view.put("refundable", rule.block() == RefundRule.Block.NONE);
        view.set("refund_block", Json.MAPPER.valueToTree(rule.block()));
        view.set("refund_until", Json.MAPPER.valueToTree(rule.until().orElse(null)));
        view.put("returnable", returnable(order, today));
        view.put("cancellable", order.status() == Order.Status.PROCESSING);
        if (order.trackingNumber() != null) {
            view.put("carrier", "Parcelway");
            view.put("tracking_url", "https://track.parcelway.example/" + order.trackingNumber());
        }
        view.set("display", display(order, rule));
        return view;
    }

    /** An order of a list: enough to choose one. */
    static ObjectNode summary(Order order) {
        ObjectNode view = Json.MAPPER.createObjectNode();
        view.put("id", order.id());
        view.set("status", Json.MAPPER.valueToTree(order.status()));
        view.put("placed_on", order.placedOn().toString());
        view.put("total", order.total());
        view.put("items", items(order));
        return view;
    }

    static boolean returnable(Order order, LocalDate today) {
        LocalDate delivered = order.deliveredOn();
        return delivered != null
                && order.status() == Order.Status.DELIVERED
                && !today.isAfter(delivered.plusDays(RefundRule.WINDOW_DAYS));
    }

    /** {@code none}, {@code under_way}, {@code today}, {@code late} or {@code done}. */
    private static String delivery(Order order, LocalDate today) {
        return switch (order.status()) {
            case PROCESSING, CANCELLED -> "none";
            case DELIVERED -> "done";
            case SHIPPED -> {
                LocalDate expected = order.expectedOn();
                if (expected == null || today.isBefore(expected)) {
                    yield "under_way";
                }
                yield today.isEqual(expected) ? "today" : "late";
            }
        };
    }

    private static ObjectNode display(Order order, RefundRule rule) {
        ObjectNode texts = Json.MAPPER.createObjectNode();
        texts.put("items", items(order));
        texts.put("total", Display.money(order.total()));
        texts.put("refunded", Display.money(rule.refunded()));
        texts.put("refundable_amount", Display.money(rule.refundable()));
        putDay(texts, "placed_on", order.placedOn());
        putDay(texts, "shipped_on", order.shippedOn());
        putDay(texts, "expected_on", order.expectedOn());
        putDay(texts, "delivered_on", order.deliveredOn());
        putDay(texts, "refund_until", rule.until().orElse(null));
        return texts;
    }

    private static void putDay(ObjectNode texts, String name, @Nullable LocalDate date) {
        if (date != null) {
            texts.put(name, Display.day(date));
        }
    }

    static String items(Order order) {
        return order.items().stream()
                .map(item -> item.quantity() + " x " + item.name())
                .collect(Collectors.joining(", "));
    }
}
