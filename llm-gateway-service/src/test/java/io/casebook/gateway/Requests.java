package io.casebook.gateway;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.Tool;
import io.casebook.platform.definition.CompiledDefinition;
import io.casebook.platform.definition.DefinitionFiles;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.DefinitionRef;
import io.casebook.vocabulary.PassageRef;
import io.casebook.vocabulary.Speaker;
import io.casebook.vocabulary.TranscriptEntry;
import io.casebook.vocabulary.Visibility;
import io.casebook.vocabulary.event.CompletionPurpose;
import io.casebook.vocabulary.llm.CompletionRequest;
import io.casebook.vocabulary.llm.Passage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests and an agent to ask for. */
public final class Requests {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Requests() {}

    /** An agent with a reading and a writing tool; the writing one has a parameter that the platform fills. */
    public static AgentDefinition agent() {
        var getOrder = Tool.reading("get_order")
                .description("Look up an order.")
                .parameters(
                        "{\"type\":\"object\",\"required\":[\"order_id\"],\"properties\":{\"order_id\":{\"type\":\"string\",\"pattern\":\"^[0-9]{4}$\"}}}")
                .build();
        var refund = Tool.writing("refund_order")
                .description("Refund an order.")
                .parameters(
                        "{\"type\":\"object\",\"required\":[\"order_id\",\"amount\"],\"additionalProperties\":false,\"properties\":"
                                + "{\"order_id\":{\"type\":\"string\"},\"amount\":{\"type\":\"number\",\"exclusiveMinimum\":0}}}")
                .bind(Map.of("customer_id", "$customer.id"))
                .build();
        var listOrders = Tool.reading("list_orders").description("List orders.").build();
        var search = Tool.reading("search")
                .description("Search.")
                .parameters(
                        "{\"type\":\"object\",\"description\":\"What to find.\",\"required\":[\"what\"],\"properties\":"
                                + "{\"what\":{\"$ref\":\"#/$defs/what\"},\"tags\":{\"type\":\"array\",\"items\":{\"enum\":[\"a\",null,1.5]}}},"
                                + "\"$defs\":{\"what\":{\"type\":\"string\"}}}")
                .build();
        return AgentDefinition.builder("shop")
                .version("0123456789ab")
                .instructions("You are the agent of a shop.")
                .tools(Map.of(
                        "get_order", getOrder, "refund_order", refund, "list_orders", listOrders, "search", search))
                .generalTools(List.of("get_order", "refund_order"))
                .build();
    }

    /** An agent without files. */
    public static CompiledDefinition compiled(AgentDefinition definition) {
        return new CompiledDefinition(definition, new DefinitionFiles(Map.of()), Map.of());
    }

    /** A request of the general mode with half a minute of time. */
    public static CompletionRequest reason(String text, String... models) {
        var now = Instant.now();
        return new CompletionRequest(
                        "req-" + NUMBER.incrementAndGet(),
                        "default",
                        "conv-1",
                        3,
                        5,
                        new DefinitionRef("shop", "0123456789ab"),
                        CompletionPurpose.REASON,
                        "reason",
                        now,
                        now.plus(Duration.ofSeconds(30)),
                        "web",
                        List.of(customer(1, text)))
                .withModels(List.of(models))
                .withTools(List.of("get_order", "refund_order"));
    }

    /** Something the customer said. */
    public static TranscriptEntry customer(long sequence, String text) {
        return new TranscriptEntry(sequence, Speaker.CUSTOMER, Personal.text(text));
    }

    /** Something the agent said. */
    public static TranscriptEntry agentSaid(long sequence, String text) {
        return new TranscriptEntry(sequence, Speaker.AI_AGENT, Personal.text(text));
    }

    /** A passage. */
    public static Passage passage(String article, String title, String text, Visibility visibility) {
        return new Passage(
                new PassageRef(article, 7, 2, "0123456789abcdef", 0.8, visibility),
                title,
                text,
                "https://example.com/" + article);
    }
}
