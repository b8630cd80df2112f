package io.casebook.conversation;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.ArgumentsTemplate;
import io.casebook.conversation.definition.ChannelPolicy;
import io.casebook.conversation.definition.Condition;
import io.casebook.conversation.definition.Facts;
import io.casebook.conversation.definition.KnowledgePolicy;
import io.casebook.conversation.definition.ModelRole;
import io.casebook.conversation.definition.ModelRoles;
import io.casebook.conversation.definition.Procedure;
import io.casebook.conversation.definition.Rendered;
import io.casebook.conversation.definition.Specialist;
import io.casebook.conversation.definition.Step;
import io.casebook.conversation.definition.Template;
import io.casebook.conversation.definition.Tool;
import io.casebook.conversation.definition.Triage;
import io.casebook.conversation.definition.Verdict;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Agents for tests. */
final class Agents {
    /** Answers at once and hands off after thirty seconds. */
    static final ChannelPolicy AT_ONCE = new ChannelPolicy(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(30), null);

    private Agents() {}

    /** A shop with two procedures: order_status looks up, refund changes and wants approval above 100. */
    static AgentDefinition shop() {
        return AgentDefinition.builder("shop")
                .version("0123456789ab")
                .channels(Map.of("web", AT_ONCE))
                .procedures(Map.of("order_status", orderStatus(), "refund", refund()))
                .tools(Map.of("get_order", getOrder(), "refund_order", refundOrder()))
                .build();
    }

    /** A shop that waits a second for further messages. */
    static AgentDefinition patientShop() {
        return shop().toBuilder()
                .channels(Map.of(
                        "web",
                        new ChannelPolicy(Duration.ofSeconds(1), Duration.ofSeconds(8), Duration.ofSeconds(30), null)))
                .build();
    }

    /** An agent whose model decides everything. */
    static AgentDefinition modelled() {
        return shop().toBuilder()
                .procedures(Map.of())
                .triage(Triage.OFF)
                .knowledge(KnowledgePolicy.OFF)
                .generalTools(List.of("get_order", "refund_order"))
                .models(new ModelRoles(Map.of(ModelRole.REASON, List.of("big"))))
                .build();
    }

    /** The same, with what the customer has looked up whenever a turn begins. */
    static AgentDefinition prefetching() {
        var tools = new LinkedHashMap<>(modelled().tools());
        tools.put("get_customer", Tool.reading("get_customer").prefetch(true).build());
        tools.put("list_orders", Tool.reading("list_orders").prefetch(true).build());
        return modelled().toBuilder().tools(tools).build();
    }

    /** The same with two specialists: one that only thinks, one that looks up. */
    static AgentDefinition advised() {
        return modelled().toBuilder()
                .specialists(Map.of(
                        "sizing",
                        new Specialist(
                                "sizing",
                                "Which size fits.",
                                "26 cm is size 41.",
                                List.of(),
                                Specialist.DEFAULT_TIMEOUT),
                        "stock",
                        new Specialist(
                                "stock",
                                "What is in stock.",
                                "You know the stock.",
                                List.of("get_order"),
                                Specialist.DEFAULT_TIMEOUT)))
                .build();
    }

    private static Procedure orderStatus() {
        return Procedure.ofSteps(
                "order_status",
                "The customer wants to know where an order is.",
                List.of(
                        new Step.Ask(
                                "order_id",
                                Template.fixed("Which order is it?"),
                                Pattern.compile("\\b(\\d{4})\\b"),
                                Template.fixed("An order number has four digits.")),
                        new Step.Call(
                                "get_order",
                                arguments(facts -> "{\"order_id\":\"" + slot(facts) + "\"}"),
                                "order",
                                null),
                        new Step.Say(template(facts ->
                                "Order " + slot(facts) + ": " + facts.results().get("order")))));
    }

    private static Procedure refund() {
        return Procedure.ofSteps(
                "refund",
                "The customer wants money back.",
                List.of(
                        new Step.Ask(
                                "order_id", Template.fixed("Which order?"), Pattern.compile("\\b(\\d{4})\\b"), null),
                        new Step.Ask("amount", Template.fixed("How much?"), Pattern.compile("\\b(\\d{1,3})\\b"), null),
                        new Step.Confirm("sure", Template.fixed("Shall I refund it?"), null),
                        new Step.If(
                                Condition.of(
                                        "sure == 'yes'",
                                        facts -> Verdict.of(
                                                "yes".equals(facts.slots().get("sure")))),
                                List.of(
                                        new Step.Call(
                                                "refund_order",
                                                arguments(facts -> "{\"amount\":"
                                                        + facts.slots().get("amount") + "}"),
                                                "refund",
                                                null),
                                        new Step.Say(Template.fixed("It is refunded.")),
                                        new Step.Finish(Step.Finish.RESOLVED)),
                                List.of(new Step.Say(Template.fixed("Then I leave it."))))));
    }

    private static Tool getOrder() {
        return Tool.reading("get_order").build();
    }

    private static Tool refundOrder() {
        return Tool.writing("refund_order")
                .approve(Condition.of("args.amount > 100", facts -> {
                    var args = String.valueOf(facts.argsJson());
                    return Verdict.of(Integer.parseInt(args.replaceAll("\\D", "")) > 100);
                }))
                .build();
    }

    private static String slot(Facts facts) {
        return facts.slots().getOrDefault("order_id", "?");
    }

    static Template template(Function<Facts, String> text) {
        return new Template() {
            @Override
            public String source() {
                return "template";
            }

            @Override
            public Rendered render(Facts facts) {
                return new Rendered.Complete(text.apply(facts));
            }
        };
    }

    static ArgumentsTemplate arguments(Function<Facts, String> json) {
        return new ArgumentsTemplate() {
            @Override
            public String source() {
                return "arguments";
            }

            @Override
            public Rendered render(Facts facts) {
                return new Rendered.Complete(json.apply(facts));
            }
        };
    }
}
