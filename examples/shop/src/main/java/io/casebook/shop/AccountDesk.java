package io.casebook.shop;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;

/** Looks after accounts: address, password and the Gear Care Box subscription. */
final class AccountDesk {
    private static final Duration LINK_LIFE = Duration.ofMinutes(60);
    private static final int LONGEST_ADDRESS = 250;
    private static final int LONGEST_REASON = 500;
    private final Store store;

    AccountDesk(Store store) {
        this.store = store;
    }

    /** Changes the address of the account and of its orders that are not packed yet. */
    Reply changeAddress(Request request) {
        Address address = Address.parse(request.requiredText("address", LONGEST_ADDRESS));
        return store.write(request, state -> {
            Customer customer = Access.account(state, request.part("id"), request.customer());
            ShopState after = state.with(customer.withAddress(address));
            ArrayNode changed = Json.MAPPER.createArrayNode();
            for (Order order : state.orders().values()) {
                if (customer.id().equals(order.customerId()) && order.status() == Order.Status.PROCESSING) {
                    after = after.with(order.withShippingAddress(address));
                    changed.add(order.id());
                }
            }
            ObjectNode body = Json.MAPPER.createObjectNode();
            body.put("customer_id", customer.id());
            body.put("address", address.line());
            body.set("changed_orders", changed);
            return new Store.Change(after, Reply.ok(body));
        });
    }

    /** Sends a reset link to the address on file. There is no field for another address: that is what a thief would ask for. */
    Reply resetPassword(Request request) {
        return store.write(request, state -> {
            Customer customer = Access.account(state, request.part("id"), request.customer());
            Instant now = store.clock().instant();
            PasswordReset reset = new PasswordReset(state.nextNumber("P"), customer.id(), now, now.plus(LINK_LIFE));
            ObjectNode body = Json.MAPPER.valueToTree(reset);
            body.put("sent_to", customer.maskedEmail());
            body.put("valid_minutes", LINK_LIFE.toMinutes());
            return new Store.Change(state.with(reset).numbered(), Reply.created(body));
        });
    }

    Reply subscription(Request request) {
        ShopState state = store.state();
        Customer customer = Access.account(state, request.part("id"), request.customer());
        return Reply.ok(view(subscription(state, customer)));
    }

    /** Cancels at the end of what is paid; cancelling again changes nothing and answers the same. */
    Reply cancelSubscription(Request request) {
        String reason = request.query("reason")
                .or(() -> request.text("reason", LONGEST_REASON))
                .orElse(null);
        return store.write(request, state -> {
            Customer customer = Access.account(state, request.part("id"), request.customer());
            Subscription subscription = subscription(state, customer);
            if (subscription.status() == Subscription.Status.CANCELLED) {
                return new Store.Change(state, Reply.ok(view(subscription)));
            }
            Subscription cancelled = subscription.cancelled(reason);
            return new Store.Change(state.with(cancelled), Reply.ok(view(cancelled)));
        });
    }

    private static Subscription subscription(ShopState state, Customer customer) {
        Subscription subscription = state.subscriptions().get(customer.id());
        if (subscription == null) {
            throw Problem.notFound("The account " + customer.id() + " has no subscription");
        }
        return subscription;
    }

    private static ObjectNode view(Subscription subscription) {
        ObjectNode body = Json.MAPPER.valueToTree(subscription);
        body.put("currency", Display.CURRENCY);
        body.putObject("display")
                .put("monthly_price", Display.money(subscription.monthlyPrice()))
                .put("started_on", Display.day(subscription.startedOn()))
                .put("paid_until", Display.day(subscription.paidUntil()));
        return body;
    }
}
