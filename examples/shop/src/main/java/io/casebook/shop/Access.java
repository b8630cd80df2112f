package io.casebook.shop;

import java.util.Optional;

/**
 * Who may see an order. Orders of guests are open to whoever knows their number, and so are those of the sample customer to visitors without an account,
 * because the web chat of the sample has no sign-in. An order of any other account is for that account alone.
 */
final class Access {
    private Access() {}

    static Order order(ShopState state, String id, Optional<String> caller) {
        Order order = state.orders().get(id);
        if (order == null) {
            throw Problem.notFound("There is no order " + shortened(id) + ": check the number, it has four digits");
        }
        if (!allowed(state, order, caller)) {
            throw Problem.denied("Order " + order.id() + " belongs to another customer");
        }
        return order;
    }

    private static boolean allowed(ShopState state, Order order, Optional<String> caller) {
        String owner = order.customerId();
        if (owner == null || caller.filter(owner::equals).isPresent()) {
            return true;
        }
        Customer account = state.customers().get(owner);
        boolean visitor = caller.filter(state.customers()::containsKey).isEmpty();
        return visitor && account != null && account.sample();
    }

    /** The account named in the path; a request that names another customer beside it is refused. */
    static Customer account(ShopState state, String id, Optional<String> caller) {
        if (caller.filter(other -> !other.equals(id)).isPresent()) {
            throw Problem.denied("The account in the path is not the one of the customer the request is made for");
        }
        Customer customer = state.customers().get(id);
        if (customer == null) {
            throw Problem.notFound("There is no account with the customer id " + shortened(id));
        }
        return customer;
    }

    private static String shortened(String id) {
        return id.length() <= 64 ? id : id.substring(0, 64) + "...";
    }
}
