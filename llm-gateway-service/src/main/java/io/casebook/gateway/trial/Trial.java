package io.casebook.gateway.trial;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.ModelRole;
import io.casebook.conversation.definition.OnDigression;
import io.casebook.conversation.definition.Procedure;
import io.casebook.conversation.definition.Tool;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.DefinitionRef;
import io.casebook.vocabulary.Speaker;
import io.casebook.vocabulary.TranscriptEntry;
import io.casebook.vocabulary.event.CompletionPurpose;
import io.casebook.vocabulary.llm.CompletionAnswer;
import io.casebook.vocabulary.llm.CompletionRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a model is tried out with: a real request to the gateway, as small as it can be. */
public enum Trial {
    /** It answers in words. */
    TEXT("Hello!", CompletionPurpose.REASON, ModelRole.REASON, false),
    /** It calls a tool with arguments that fit. */
    TOOLS("Where is my order 1001?", CompletionPurpose.REASON, ModelRole.REASON, true),
    /** It answers with JSON that a program can read. */
    JSON("Please send my money for order 1001 back.", CompletionPurpose.CLASSIFY, ModelRole.CLASSIFY, false);

    private static final String VERSION = "trial";

    private final String message;
    private final CompletionPurpose purpose;
    private final ModelRole role;
    private final boolean mayLookUp;

    Trial(String message, CompletionPurpose purpose, ModelRole role, boolean mayLookUp) {
        this.message = message;
        this.purpose = purpose;
        this.role = role;
        this.mayLookUp = mayLookUp;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    CompletionRequest request(String model, Duration within) {
        var now = Instant.now();
        return new CompletionRequest(
                        "trial-%s-%s-%d".formatted(model, key(), now.toEpochMilli()),
                        "default",
                        "trial",
                        1,
                        1,
                        new DefinitionRef(VERSION, VERSION),
                        purpose,
                        role.key(),
                        now,
                        now.plus(within),
                        "web",
                        List.of(new TranscriptEntry(1, Speaker.CUSTOMER, Personal.text(message))))
                .withModels(List.of(model))
                .withTools(mayLookUp ? List.of("get_order") : List.of());
    }

    /** What is wrong with an answer that the gateway accepts; empty where it is what was asked for. */
    String shortcoming(CompletionAnswer answer) {
        return switch (this) {
            case TEXT -> answer.text() == null ? "it called a tool where a greeting was wanted" : "";
            case TOOLS -> calledFor1001(answer) ? "" : "it did not call get_order for the order 1001";
            case JSON -> answer.intents().isEmpty() ? "it named no intent" : "";
        };
    }

    private static boolean calledFor1001(CompletionAnswer answer) {
        return answer.toolCalls().stream()
                .anyMatch(call -> call.tool().equals("get_order")
                        && Personal.plain(call.arguments()).contains("1001"));
    }

    /** The agent that asks. */
    static AgentDefinition agent() {
        var getOrder = Tool.reading("get_order")
                .description("Look up an order by its number.")
                .parameters(
                        "{\"type\":\"object\",\"required\":[\"order_id\"],\"properties\":{\"order_id\":{\"type\":\"string\"}}}")
                .build();
        var procedures = new LinkedHashMap<String, Procedure>();
        procedures.put("refund", procedure("refund", "The customer wants money back.", "I want a refund"));
        procedures.put(
                "order_status", procedure("order_status", "The customer asks where an order is.", "Where is it?"));
        return AgentDefinition.builder(VERSION)
                .version(VERSION)
                .languages(List.of("en"))
                .instructions(
                        "You are the support agent of a shop. Greet customers in one short sentence. Look an order up with get_order before"
                                + " you say anything about it, where you have that tool.")
                .tools(Map.of("get_order", getOrder))
                .procedures(procedures)
                .build();
    }

    private static Procedure procedure(String id, String when, String example) {
        return new Procedure(
                id, when, List.of(example), null, List.of(), null, null, OnDigression.LEAVE, "Help.", List.of());
    }
}
