package io.casebook.shop;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/** Looks orders up, cancels those that are not packed yet, and makes labels for sending them back. */
final class OrderDesk {
    private static final int LABEL_DAYS = 14;
    private static final int LONGEST_REASON = 500;
    private final Store store;

    OrderDesk(Store store) {
        this.store = store;
    }

    Reply get(Request request) {
        ShopState state = store.state();
        Order order = Access.order(state, request.part("id"), request.customer());
        return Reply.ok(OrderView.of(order, state, store.today(), request.customer()));
    }

    /** The orders of one customer, the newest first; empty for a customer without an account. */
    Reply list(Request request) {
        String customer =
                request.customer().orElseThrow(() -> Problem.invalid("customer_id: this query parameter is required"));
        ArrayNode orders = Json.MAPPER.createArrayNode();
        store.state().orders().values().stream()
                .filter(order -> customer.equals(order.customerId()))
                .sorted((a, b) -> b.placedOn().compareTo(a.placedOn()))
                .map(OrderView::summary)
                .forEach(orders::add);
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("customer_id", customer);
        body.put("count", orders.size());
        body.set("orders", orders);
        return Reply.ok(body);
    }

    /** Cancels an order that is still being processed and returns its payment. */
    Reply cancel(Request request) {
        String reason = request.text("reason", LONGEST_REASON).orElse("cancelled by the customer");
        return store.write(request, state -> {
            Order order = Access.order(state, request.part("id"), request.customer());
            if (order.status() != Order.Status.PROCESSING) {
                throw Problem.precondition("Order " + order.id() + " can no longer be cancelled: its status is "
                        + Json.MAPPER.valueToTree(order.status()).textValue());
            }
            BigDecimal paid = order.total();
            Refund refund = new Refund(
                    state.nextNumber("R"),
                    order.id(),
                    paid,
                    reason,
                    request.customer().orElse(null),
                    request.idempotencyKey().orElse(null),
                    store.clock().instant());
            Order cancelled = order.withStatus(Order.Status.CANCELLED);
            ShopState after = state.with(cancelled).with(refund).numbered();
            ObjectNode body = OrderView.of(cancelled, after, store.today(), request.customer());
            body.put("refund_id", refund.id());
            return new Store.Change(after, Reply.ok(body));
        });
    }

    /** Makes the order's return label, or answers the one it has. */
    Reply returnLabel(Request request) {
        return store.write(request, state -> {
            Order order = Access.order(state, request.part("id"), request.customer());
            ReturnLabel existing = state.labels().get(order.id());
            if (existing != null && !store.today().isAfter(existing.validUntil())) {
                return new Store.Change(state, Reply.ok(label(existing)));
            }
            if (!OrderView.returnable(order, store.today())) {
                throw Problem.precondition(
                        "Order " + order.id() + " cannot be sent back: labels are made from delivery until "
                                + RefundRule.WINDOW_DAYS + " days after it");
            }
            String id = state.nextNumber("L");
            String url = "https://labels.parcelway.example/" + id + ".pdf";
            ReturnLabel made =
                    new ReturnLabel(id, order.id(), url, store.today().plusDays(LABEL_DAYS));
            return new Store.Change(state.with(made).numbered(), Reply.created(label(made)));
        });
    }

    private static ObjectNode label(ReturnLabel label) {
        ObjectNode body = Json.MAPPER.valueToTree(label);
        body.putObject("display").put("valid_until", Display.day(label.validUntil()));
        return body;
    }
}
