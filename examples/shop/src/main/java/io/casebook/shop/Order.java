package io.casebook.shop;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as the shop keeps it.
 *
 * @param customerId the account that placed it, null for a guest
 * @param expectedOn the day the carrier promised, null before it was shipped
 * @param total what was paid, shipping included, in euros
 */
record Order(
        String id,
        @Nullable String customerId,
        Status status,
        LocalDate placedOn,
        @Nullable LocalDate shippedOn,
        @Nullable LocalDate expectedOn,
        @Nullable LocalDate deliveredOn,
        @Nullable String trackingNumber,
        List<Item> items,
        BigDecimal shippingCost,
        BigDecimal total,
        Payment payment,
        Address shippingAddress) {

    Order {
        items = List.copyOf(items);
    }

    /** How far an order has come. Whether it is late is not kept: it follows from the day. */
    enum Status {
        @JsonProperty("processing")
        PROCESSING,
        @JsonProperty("shipped")
        SHIPPED,
        @JsonProperty("delivered")
        DELIVERED,
        @JsonProperty("cancelled")
        CANCELLED
    }

    record Item(String sku, String name, int quantity, BigDecimal unitPrice) {}

    /** How it was paid; the card is there for cards alone. */
    record Payment(String method, @Nullable Card card) {}

    /** As older shop systems do, this one hands out the whole number: redacting it is the tool definition's task. */
    record Card(String brand, String number) {}

    Order withStatus(Status newStatus) {
        return new Order(
                id,
                customerId,
                newStatus,
                placedOn,
                shippedOn,
                expectedOn,
                deliveredOn,
                trackingNumber,
                items,
                shippingCost,
                total,
                payment,
                shippingAddress);
    }

    Order withShippingAddress(Address address) {
        return new Order(
                id,
                customerId,
                status,
                placedOn,
                shippedOn,
                expectedOn,
                deliveredOn,
                trackingNumber,
                items,
                shippingCost,
                total,
                payment,
                address);
    }
}
