package io.casebook.shop;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A subscription to the Gear Care Box; a customer has one at most.
 *
 * @param paidUntil the last day that is paid for, on which a cancelled one ends
 */
record Subscription(
        String id,
        String customerId,
        String plan,
        Status status,
        BigDecimal monthlyPrice,
        LocalDate startedOn,
        LocalDate paidUntil,
        @Nullable String cancellationReason) {

    enum Status {
        @JsonProperty("active")
        ACTIVE,
        @JsonProperty("cancelled")
        CANCELLED
    }

    Subscription cancelled(@Nullable String reason) {
        return new Subscription(id, customerId, plan, Status.CANCELLED, monthlyPrice, startedOn, paidUntil, reason);
    }
}
