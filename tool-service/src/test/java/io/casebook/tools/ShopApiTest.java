package io.casebook.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.platform.definition.Compilation;
import io.casebook.platform.definition.DefinitionCompiler;
import io.casebook.platform.definition.DefinitionFiles;
import io.casebook.schemas.ContentHash;
import io.casebook.schemas.Personal;
import io.casebook.shop.ShopServer;
import io.casebook.vocabulary.DefinitionRef;
import io.casebook.vocabulary.event.ToolEffect;
import io.casebook.vocabulary.tool.ToolCallRequest;
import io.casebook.vocabulary.tool.ToolDenial;
import io.casebook.vocabulary.tool.ToolFailure;
import io.casebook.vocabulary.tool.ToolOutcome;
import io.casebook.vocabulary.tool.ToolSuccess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample shop, called by its own OpenAPI description: a contract between what it says and what it does. */
class ShopApiTest {
    private static final String TOOLS = """
            servers:
              shop:
                openapi: {file: apis/shop.json, url: "URL"}
                tools:
                  get_order: {effect: read, bind: {customer_id: $customer.id}, redact: [/payment/card/number]}
                  list_orders: {effect: read, bind: {customer_id: $customer.id}}
                  refund: {operation: refund_order, effect: write, bind: {customer_id: $customer.id},
                    approve: "args.amount > 100.0", idempotency_header: Idempotency-Key}
            """;

    private ShopServer shop;
    private LocalTools tools;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException, InterruptedException {
        shop = ShopServer.start(0, folder);
        tools = new LocalTools(definition(), null);
    }

    @AfterEach
    void close() {
        tools.close();
        shop.close();
    }

    private AgentDefinition definition() throws IOException, InterruptedException {
        String description;
        try (var http = HttpClient.newHttpClient()) {
            description = http.send(
                            HttpRequest.newBuilder(URI.create(shop.url() + "/openapi.json"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
        var files = new DefinitionFiles(Map.of(
                "agent.yaml",
                "id: shop\nlanguages: [en]\n",
                "tools.yaml",
                TOOLS.replace("URL", shop.url()),
                "apis/shop.json",
                description));
        return switch (DefinitionCompiler.compile(files)) {
            case Compilation.Compiled done -> done.result().definition();
            case Compilation.Refused refused -> throw new AssertionError(refused.problems());
        };
    }

    private ToolOutcome call(String tool, ToolEffect effect, String arguments) {
        var now = Instant.now();
        return tools.answer(new ToolCallRequest(
                        UUID.randomUUID().toString(),
                        "default",
                        "conversation-1",
                        "customer-demo",
                        1,
                        1,
                        new DefinitionRef("shop", "any"),
                        tool,
                        effect,
                        Personal.text(arguments),
                        ContentHash.of(arguments),
                        now,
                        now.plus(Duration.ofSeconds(30))))
                .outcome();
    }

    @Test
    void an_order_is_looked_up_for_the_customer_of_the_conversation_and_fits_its_description() {
        var outcome = call("get_order", ToolEffect.READ, "{\"id\":\"1001\"}");

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        ToolSuccess.class,
                        success -> assertThat(Personal.plain(success.content()))
                                .contains("\"id\":\"1001\"")
                                .doesNotContain("4242424242424242"));
    }

    @Test
    void a_list_fits_its_description_too() {
        assertThat(call("list_orders", ToolEffect.READ, "{}")).isInstanceOf(ToolSuccess.class);
    }

    @Test
    void what_the_description_forbids_is_denied_before_anything_is_sent() {
        assertThat(call("get_order", ToolEffect.READ, "{\"id\":\"first\"}"))
                .isInstanceOfSatisfying(
                        ToolDenial.class, denial -> assertThat(denial.detail()).contains("/id"));
        assertThat(call("get_order", ToolEffect.READ, "{\"id\":\"1001\",\"customer_id\":\"somebody\"}"))
                .isInstanceOfSatisfying(
                        ToolDenial.class,
                        denial -> assertThat(denial.reasonCode()).isEqualTo("bound_parameter"));
        assertThat(call("refund", ToolEffect.WRITE, "{\"id\":\"1001\",\"amount\":-1}"))
                .isInstanceOf(ToolDenial.class);
        assertThat(call("refund", ToolEffect.WRITE, "{\"id\":\"1001\",\"amount\":101}"))
                .isInstanceOfSatisfying(
                        ToolDenial.class,
                        denial -> assertThat(denial.reasonCode()).isEqualTo("approval_missing"));
    }

    @Test
    void a_refusal_of_the_shop_is_told_with_its_reason() {
        assertThat(call("get_order", ToolEffect.READ, "{\"id\":\"0000\"}"))
                .isInstanceOfSatisfying(
                        ToolFailure.class,
                        failure -> assertThat(failure.reasonCode()).isEqualTo("not_found"));
    }

    @Test
    void a_refund_is_carried_out_once_and_fits_its_description() {
        assertThat(call("refund", ToolEffect.WRITE, "{\"id\":\"1001\",\"amount\":1.50}"))
                .isInstanceOf(ToolSuccess.class);
    }
}
