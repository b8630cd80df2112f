package io.casebook.shop;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Whether an order can be refunded and how much of it: from the day it left the warehouse until 30 days after delivery, up to what was paid. The
 * return label follows the same window, from delivery on.
 */
record RefundRule(Block block, BigDecimal refunded, BigDecimal refundable, Optional<LocalDate> until) {
    static final int WINDOW_DAYS = 30;

    /** Why there is no refund. */
    enum Block {
        @JsonProperty("none")
        NONE,
        @JsonProperty("cancelled")
        CANCELLED,
        @JsonProperty("not_shipped")
        NOT_SHIPPED,
        @JsonProperty("too_old")
        TOO_OLD,
        @JsonProperty("fully_refunded")
        FULLY_REFUNDED
    }

    static RefundRule of(Order order, List<Refund> refunds, LocalDate today) {
        BigDecimal refunded = refunds.stream()
                .filter(refund -> refund.orderId().equals(order.id()))
                .map(Refund::amount)
                .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
        BigDecimal left = order.total().subtract(refunded);
        Optional<LocalDate> until = Optional.ofNullable(order.deliveredOn()).map(day -> day.plusDays(WINDOW_DAYS));
        Block block = block(order, left, until, today);
        return new RefundRule(block, refunded, block == Block.NONE ? left : BigDecimal.ZERO.setScale(2), until);
    }

    private static Block block(Order order, BigDecimal left, Optional<LocalDate> until, LocalDate today) {
        if (order.status() == Order.Status.CANCELLED) {
            return Block.CANCELLED;
        }
        if (order.status() == Order.Status.PROCESSING) {
            return Block.NOT_SHIPPED;
        }
        if (until.filter(today::isAfter).isPresent()) {
            return Block.TOO_OLD;
        }
        return left.signum() <= 0 ? Block.FULLY_REFUNDED : Block.NONE;
    }

    /** Throws the reason for which {@code amount} cannot be refunded, if there is one. */
    void require(Order order, BigDecimal amount, LocalDate today) {
        switch (block) {
            case CANCELLED ->
                throw Problem.precondition("Order " + order.id() + " was cancelled: its payment was returned then");
            case NOT_SHIPPED ->
                throw Problem.precondition("Order " + order.id() + " was not shipped yet: cancel it instead");
            case TOO_OLD ->
                throw Problem.precondition("Order " + order.id() + " was delivered " + daysSinceDelivery(order, today)
                        + " days ago: refunds end " + WINDOW_DAYS + " days after delivery");
            case FULLY_REFUNDED -> throw Problem.precondition("Order " + order.id() + " is fully refunded already");
            case NONE -> {
                if (amount.compareTo(refundable) > 0) {
                    throw Problem.precondition("amount: " + Display.money(amount) + " is more than the "
                            + Display.money(refundable) + " that can still be refunded for order " + order.id());
                }
            }
        }
    }

    /** Days since delivery, -1 while it is not delivered. */
    static long daysSinceDelivery(Order order, LocalDate today) {
        LocalDate delivered = order.deliveredOn();
        return delivered == null ? -1 : ChronoUnit.DAYS.between(delivered, today);
    }
}
