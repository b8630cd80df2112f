package io.casebook.shop;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The sample orders: shipped, late, delivered, too old, cancelled, partly refunded, very large, and somebody else's. */
final class SeedOrders {
    private static final Order.Payment VISA = new Order.Payment("card", new Order.Card("visa", "4111111111111111"));
    private static final Order.Payment PAYPAL = new Order.Payment("paypal", null);
    private static final Order.Payment TRANSFER = new Order.Payment("bank_transfer", null);
    private static final BigDecimal FREE_FROM = new BigDecimal("75.00");
    private static final BigDecimal STANDARD_SHIPPING = new BigDecimal("4.95");

    private final LocalDate today;

    private SeedOrders(LocalDate today) {
        this.today = today;
    }

    static Stream<Order> on(LocalDate today) {
        SeedOrders seed = new SeedOrders(today);
        return Stream.concat(seed.sampleCustomers(), Stream.concat(seed.guests(), seed.otherAccounts()));
    }

    private Stream<Order> sampleCustomers() {
        String dana = Seed.SAMPLE_CUSTOMER;
        return Stream.of(
                shipped("1001", dana, 3, 2, VISA, item("SQUALL-W", "Squall rain jacket women", 1, "189.00")),
                delivered(
                        "1002",
                        dana,
                        12,
                        VISA,
                        item("FELL-3", "Fell 3 tent", 1, "429.00"),
                        item("FOOT-3", "Fell 3 footprint", 1, "82.00"),
                        item("DRIFT-MAT", "Drift sleeping mat", 1, "109.00")),
                delivered("1003", dana, 45, PAYPAL, item("TARN-SYN", "Tarn synthetic sleeping bag", 1, "139.00")),
                unshipped(
                        "1004",
                        dana,
                        Order.Status.PROCESSING,
                        1,
                        PAYPAL,
                        item("MERINO-SOCK", "Merino hiking socks", 2, "19.95"),
                        item("EMBER", "Ember gas stove", 1, "64.90")),
                unshipped(
                        "1005",
                        dana,
                        Order.Status.CANCELLED,
                        8,
                        VISA,
                        item("MERINO-SOCK", "Merino hiking socks", 3, "19.95")),
                delivered(
                        "1006",
                        dana,
                        5,
                        VISA,
                        item("HAUL-65", "Haul 65 backpack", 1, "209.00"),
                        item("RAIN-65", "Haul rain cover", 1, "29.90")));
    }

    private Stream<Order> guests() {
        return Stream.of(
                shipped("1007", null, 2, 0, PAYPAL, item("EMBER", "Ember gas stove", 1, "64.90")),
                shipped("1008", null, 9, -4, VISA, item("SCREE-GTX", "Scree hiking boots", 1, "219.00")),
                delivered("1009", null, 1, PAYPAL, item("MERINO-SOCK", "Merino hiking socks", 1, "19.95")),
                // A club's order: large enough for thousands of small refunds.
                delivered(
                        "1010",
                        null,
                        6,
                        TRANSFER,
                        item("FELL-2", "Fell 2 tent", 25, "349.00"),
                        item("DRIFT-MAT", "Drift sleeping mat", 25, "109.00")));
    }

    private Stream<Order> otherAccounts() {
        return Stream.of(
                shipped("2001", "customer-lena", 1, 2, VISA, item("RIDGE-MTN", "Ridge mountain boots", 1, "279.00")),
                delivered("2002", "customer-lena", 9, VISA, item("FELL-2", "Fell 2 tent", 1, "349.00")),
                delivered(
                        "2003", "customer-omar", 20, PAYPAL, item("SQUALL-M", "Squall rain jacket men", 1, "189.00")));
    }

    private Order unshipped(
            String id,
            String customer,
            Order.Status status,
            int placedDaysAgo,
            Order.Payment payment,
            Order.Item... items) {
        return order(id, customer, status, today.minusDays(placedDaysAgo), null, null, null, payment, List.of(items));
    }

    private Order shipped(
            String id,
            @Nullable String customer,
            int daysAgo,
            int expectedInDays,
            Order.Payment payment,
            Order.Item... items) {
        LocalDate shipped = today.minusDays(daysAgo);
        LocalDate expected = today.plusDays(expectedInDays);
        return order(
                id,
                customer,
                Order.Status.SHIPPED,
                shipped.minusDays(1),
                shipped,
                expected,
                null,
                payment,
                List.of(items));
    }

    private Order delivered(
            String id, @Nullable String customer, int daysAgo, Order.Payment payment, Order.Item... items) {
        LocalDate day = today.minusDays(daysAgo);
        return order(
                id,
                customer,
                Order.Status.DELIVERED,
                day.minusDays(4),
                day.minusDays(3),
                day,
                day,
                payment,
                List.of(items));
    }

    private static Order order(
            String id,
            @Nullable String customer,
            Order.Status status,
            LocalDate placed,
            @Nullable LocalDate shipped,
            @Nullable LocalDate expected,
            @Nullable LocalDate delivered,
            Order.Payment payment,
            List<Order.Item> items) {
        BigDecimal goods = items.stream()
                .map(item -> item.unitPrice().multiply(BigDecimal.valueOf(item.quantity())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal shipping = goods.compareTo(FREE_FROM) >= 0 ? BigDecimal.ZERO.setScale(2) : STANDARD_SHIPPING;
        String tracking = shipped == null ? null : "PW0" + id + "7731NL";
        return new Order(
                id,
                customer,
                status,
                placed,
                shipped,
                expected,
                delivered,
                tracking,
                items,
                shipping,
                goods.add(shipping),
                payment,
                Seed.HOME);
    }

    private static Order.Item item(String sku, String name, int quantity, String price) {
        return new Order.Item(sku, name, quantity, new BigDecimal(price));
    }
}
