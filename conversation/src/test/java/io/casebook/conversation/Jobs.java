package io.casebook.conversation;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.Condition;
import io.casebook.conversation.definition.OnDigression;
import io.casebook.conversation.definition.Procedure;
import io.casebook.conversation.definition.Step;
import io.casebook.conversation.definition.Template;
import io.casebook.conversation.definition.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Procedures that jump, stand still and come back, for tests. */
final class Jobs {
    private static final Pattern ORDER = Pattern.compile("\\b(\\d{4})\\b");
    private static final Pattern AMOUNT = Pattern.compile("\\b(\\d{1,3})\\b");

    private Jobs() {}

    /** An agent with these procedures alone, which knows two tools. */
    static AgentDefinition agent(Procedure... procedures) {
        var byId = new LinkedHashMap<String, Procedure>();
        for (var procedure : procedures) {
            byId.put(procedure.id(), procedure);
        }
        return Agents.shop().toBuilder().procedures(byId).build();
    }

    /**
     * Jobs that lead into one another: {@code exchange} looks who the customer is with {@code verify} and comes back;
     * {@code size_advice} is what a customer asks in between.
     */
    static AgentDefinition tailor() {
        return agent(exchange(OnDigression.RESUME), verify(null), sizeAdvice());
    }

    static Procedure exchange(OnDigression onDigression) {
        return procedure(
                "exchange",
                null,
                onDigression,
                askOrder(),
                new Step.Jump("verify", true),
                new Step.Confirm(
                        "sure",
                        Agents.template(facts -> "Exchange order "
                                + facts.slots().get("order_id") + " for "
                                + facts.slots().get("post_code") + "?"),
                        null),
                new Step.Say(Template.fixed("It is exchanged.")),
                new Step.Finish(Step.Finish.RESOLVED));
    }

    static Procedure verify(@Nullable Condition requires) {
        return procedure(
                "verify",
                requires,
                OnDigression.LEAVE,
                new Step.Ask(
                        "post_code",
                        Template.fixed("What is your post code?"),
                        Pattern.compile("\\b(\\d{5})\\b"),
                        null),
                new Step.Say(Template.fixed("Thank you.")));
    }

    static Procedure sizeAdvice() {
        return procedure(
                "size_advice",
                null,
                OnDigression.LEAVE,
                new Step.Ask("foot", Template.fixed("How long is your foot?"), AMOUNT, null),
                new Step.Say(
                        Agents.template(facts -> "Then size " + facts.slots().get("foot") + " fits.")),
                new Step.Finish(Step.Finish.RESOLVED));
    }

    /** Refunds what was looked up and confirmed. */
    static AgentDefinition cashier() {
        return agent(procedure(
                "refund",
                null,
                OnDigression.LEAVE,
                askOrder(),
                new Step.Ask("amount", Template.fixed("How much?"), AMOUNT, null),
                new Step.Call(
                        "get_order",
                        Agents.arguments(
                                facts -> "{\"order_id\":\"" + facts.slots().get("order_id") + "\"}"),
                        "order",
                        null),
                new Step.Confirm(
                        "sure",
                        Agents.template(facts -> "Refund " + facts.slots().get("amount") + " for order "
                                + facts.slots().get("order_id") + "?"),
                        null),
                new Step.If(
                        Condition.of(
                                "sure == 'yes'",
                                facts -> Verdict.of("yes".equals(facts.slots().get("sure")))),
                        List.of(
                                new Step.Call(
                                        "refund_order",
                                        Agents.arguments(facts ->
                                                "{\"amount\":" + facts.slots().get("amount") + "}"),
                                        "refund",
                                        null),
                                new Step.Confirm("more", Template.fixed("It is refunded. Anything else?"), null)),
                        List.of(new Step.Say(Template.fixed("Then I leave it."))))));
    }

    /** Reads an order number back before it goes on. */
    static AgentDefinition careful() {
        return agent(procedure(
                "track",
                null,
                OnDigression.LEAVE,
                askOrder(),
                new Step.Confirm(
                        "right",
                        Agents.template(facts -> "Order " + facts.slots().get("order_id") + "?"),
                        "order_id"),
                new Step.Say(Agents.template(facts -> "Order " + facts.slots().get("order_id") + " is on its way."))));
    }

    /** Two procedures that jump to one another without ever waiting. */
    static AgentDefinition circle() {
        return agent(
                procedure("one", null, OnDigression.LEAVE, new Step.Jump("two", false)),
                procedure("two", null, OnDigression.LEAVE, new Step.Jump("one", false)));
    }

    /** A procedure that jumps to itself and means to come back each time. */
    static AgentDefinition spiral() {
        return agent(procedure(
                "down", null, OnDigression.LEAVE, new Step.Jump("down", true), new Step.Say(Template.fixed("Up."))));
    }

    /** A procedure that asks the same over and over. */
    static AgentDefinition menu() {
        return agent(procedure(
                "menu",
                null,
                OnDigression.LEAVE,
                new Step.Confirm("again", Template.fixed("Once more?"), null),
                new Step.Jump("menu", false)));
    }

    /** All of these at once. */
    static AgentDefinition everything() {
        var procedures = new LinkedHashMap<String, Procedure>();
        for (var agent : List.of(tailor(), cashier(), careful(), circle(), spiral(), menu())) {
            procedures.putAll(agent.procedures());
        }
        return agent(procedures.values().toArray(Procedure[]::new));
    }

    static Step.Ask askOrder() {
        return new Step.Ask("order_id", Template.fixed("Which order is it?"), ORDER, null);
    }

    static Procedure procedure(String id, @Nullable Condition requires, OnDigression onDigression, Step... steps) {
        return new Procedure(
                id,
                "The customer wants " + id + ".",
                List.of(),
                requires,
                List.of(),
                null,
                null,
                onDigression,
                "",
                List.of(steps));
    }
}
