package io.casebook.shop;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The sample data, with dates that count from the day of seeding. Orders 1001 to 1006 are the sample customer's, one for each thing that can be
 * the matter with an order; 1007 to 1010 are guests'; those from 2001 on belong to other accounts.
 */
final class Seed {
    static final String SAMPLE_CUSTOMER = "customer-demo";
    static final Address HOME = new Address("Canal Street 12", "3511 AB Utrecht", "Netherlands");

    private Seed() {}

    static ShopState on(LocalDate today) {
        List<Refund> refunds = List.of(
                refund("R-9001", "1005", "64.80", "order cancelled", today.minusDays(7)),
                refund("R-9002", "1006", "40.00", "scratched buckle, price reduction", today.minusDays(3)));
        return new ShopState(
                ShopState.FORMAT,
                today,
                0,
                byId(customers(), Customer::id),
                byId(SeedOrders.on(today), Order::id),
                byId(subscriptions(today), Subscription::customerId),
                products(today),
                refunds,
                Map.of(),
                List.of(),
                Map.of());
    }

    private static Stream<Customer> customers() {
        return Stream.of(
                new Customer(SAMPLE_CUSTOMER, "Dana Demo", "dana@example.com", HOME, true),
                new Customer(
                        "customer-lena",
                        "Lena Vogt",
                        "lena.vogt@example.com",
                        new Address("Lindenweg 4", "50667 Cologne", "Germany"),
                        false),
                new Customer(
                        "customer-omar",
                        "Omar Peeters",
                        "omar.peeters@example.com",
                        new Address("Veldstraat 31", "9000 Ghent", "Belgium"),
                        false));
    }

    private static Stream<Subscription> subscriptions(LocalDate today) {
        LocalDate paidUntil = today.withDayOfMonth(today.lengthOfMonth());
        BigDecimal price = new BigDecimal("14.00");
        String plan = "Gear Care Box";
        return Stream.of(
                new Subscription(
                        "S-301",
                        SAMPLE_CUSTOMER,
                        plan,
                        Subscription.Status.ACTIVE,
                        price,
                        today.minusMonths(7),
                        paidUntil,
                        null),
                new Subscription(
                        "S-302",
                        "customer-lena",
                        plan,
                        Subscription.Status.ACTIVE,
                        price,
                        today.minusMonths(2),
                        paidUntil,
                        null),
                new Subscription(
                        "S-303",
                        "customer-omar",
                        plan,
                        Subscription.Status.CANCELLED,
                        price,
                        today.minusMonths(14),
                        today.minusMonths(1),
                        "moved abroad"));
    }

    private static List<Product> products(LocalDate today) {
        return List.of(
                product("FELL-2", "Fell 2 tent", "tents", "349.00", 41),
                product("FELL-3", "Fell 3 tent", "tents", "429.00", 12),
                new Product(
                        "CORRIE-4", "Corrie 4 family tent", "tents", new BigDecimal("629.00"), 0, today.plusDays(16)),
                product("TARN-DOWN", "Tarn down sleeping bag", "sleeping bags", "289.00", 23),
                product("TARN-SYN", "Tarn synthetic sleeping bag", "sleeping bags", "139.00", 64),
                product("DRIFT-MAT", "Drift sleeping mat", "mats", "109.00", 3),
                product("SCREE-GTX", "Scree hiking boots", "boots", "219.00", 58),
                new Product(
                        "RIDGE-MTN", "Ridge mountain boots", "boots", new BigDecimal("279.00"), 0, today.plusDays(9)),
                product("SQUALL-M", "Squall rain jacket men", "jackets", "189.00", 34),
                product("SQUALL-W", "Squall rain jacket women", "jackets", "189.00", 27),
                product("HAUL-45", "Haul 45 backpack", "backpacks", "169.00", 19),
                product("HAUL-65", "Haul 65 backpack", "backpacks", "209.00", 4),
                product("EMBER", "Ember gas stove", "stoves", "64.90", 88),
                product("MERINO-SOCK", "Merino hiking socks", "socks", "19.95", 310),
                product("LUMEN-300", "Lumen 300 headlamp", "lamps", "44.90", 0));
    }

    private static Product product(String sku, String name, String category, String price, int stock) {
        return new Product(sku, name, category, new BigDecimal(price), stock, null);
    }

    private static Refund refund(String id, String order, String amount, String reason, LocalDate day) {
        return new Refund(
                id,
                order,
                new BigDecimal(amount),
                reason,
                null,
                null,
                day.atTime(10, 0).toInstant(ZoneOffset.UTC));
    }

    private static <T> Map<String, T> byId(Stream<T> things, Function<T, String> id) {
        return things.collect(Collectors.toMap(id, thing -> thing, (a, b) -> a, LinkedHashMap::new));
    }
}
