package io.casebook.shop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;

/** Gives money back, and lists what went back: the list counts executions, so that a test can prove that nothing ran twice. */
final class RefundDesk {
    private static final int LONGEST_REASON = 500;
    private final Store store;

    RefundDesk(Store store) {
        this.store = store;
    }

    Reply refund(Request request) {
        BigDecimal amount = request.requiredAmount("amount");
        String reason = request.text("reason", LONGEST_REASON).orElse("asked for by the customer");
        return store.write(request, state -> {
            Order order = Access.order(state, request.part("id"), request.customer());
            RefundRule.of(order, state.refunds(), store.today()).require(order, amount, store.today());
            Refund refund = new Refund(
                    state.nextNumber("R"),
                    order.id(),
                    amount,
                    reason,
                    request.customer().orElse(null),
                    request.idempotencyKey().orElse(null),
                    store.clock().instant());
            ShopState after = state.with(refund).numbered();
            RefundRule rule = RefundRule.of(order, after.refunds(), store.today());
            return new Store.Change(after, Reply.created(refunded(refund, rule)));
        });
    }

    private static ObjectNode refunded(Refund refund, RefundRule rule) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("id", refund.id());
        body.put("order_id", refund.orderId());
        body.put("status", "accepted");
        body.put("amount", refund.amount());
        body.put("currency", Display.CURRENCY);
        body.put("created_at", refund.createdAt().toString());
        body.put("refunded_total", rule.refunded());
        body.put("refundable_amount", rule.refundable());
        body.putObject("display")
                .put("amount", Display.money(refund.amount()))
                .put("refunded_total", Display.money(rule.refunded()));
        return body;
    }

    /** All refunds, or those of one order; for the back office, which has no customer. */
    Reply list(Request request) {
        List<Refund> refunds = store.state().refunds().stream()
                .filter(refund -> request.query("order_id")
                        .filter(id -> !id.equals(refund.orderId()))
                        .isEmpty())
                .toList();
        BigDecimal total = refunds.stream().map(Refund::amount).reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("count", refunds.size());
        body.put("total", total);
        body.put("currency", Display.CURRENCY);
        body.set("refunds", Json.MAPPER.valueToTree(refunds));
        return Reply.ok(body);
    }
}
