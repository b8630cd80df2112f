package io.casebook.shop;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Money that went back for an order. Each one is an execution that happened: there is never a second for one idempotency key. */
record Refund(
        String id,
        String orderId,
        BigDecimal amount,
        String reason,
        @Nullable String requestedBy,
        @Nullable String idempotencyKey,
        Instant createdAt) {}
