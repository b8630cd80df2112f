package io.casebook.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.platform.definition.Compilation;
import io.casebook.platform.definition.DefinitionCompiler;
import io.casebook.platform.definition.DefinitionFiles;
import io.casebook.schemas.ContentHash;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.DefinitionRef;
import io.casebook.vocabulary.event.ToolEffect;
import io.casebook.vocabulary.tool.ToolCallRequest;
import io.casebook.vocabulary.tool.ToolDenial;
import io.casebook.vocabulary.tool.ToolFailure;
import io.casebook.vocabulary.tool.ToolOutcome;
import io.casebook.vocabulary.tool.ToolSuccess;
import io.casebook.vocabulary.tool.ToolUnknown;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What callers, servers and definitions get wrong, on a whole tool service without Kafka: each is answered with what is wrong, and
 * the next call is answered as ever. What MCP servers get wrong stands in {@code McpToolsTest}, descriptions of services in {@code
 * ServersTest}.
 */
class BadInputTest {
    private static final String TOOLS = """
            tools:
              get_order:
                description: Look an order up.
                effect: read
                parameters:
                  type: object
                  required: [id]
                  properties:
                    id: {type: string, maxLength: 20}
                    since: {type: string}
                    more: {$ref: "#/$defs/part"}
                  $defs:
                    part: {type: object, properties: {part: {$ref: "#/$defs/part"}}}
                http: {method: GET, url: "URL/orders/{id}?since={since}", headers: {X-Since: "{since}"}}
                returns: {type: object, required: [status], properties: {status: {type: string}}}
                timeout: 20s
              refund_order:
                description: Refund an order.
                effect: write
                parameters: {type: object, properties: {}}
                bind: {customer_id: $customer.id}
                http: {method: POST, url: "URL/refunds", json: {customer: "{customer_id}"}}
                timeout: 20s
              get_secret:
                description: Needs a secret that nobody has set.
                effect: read
                parameters: {type: object, properties: {}}
                http: {method: GET, url: "URL/x", headers: {Authorization: "Bearer ${secret:nobody-has-set-it}"}}
              get_file:
                description: Has a step of its path from an argument.
                effect: read
                parameters: {type: object, properties: {name: {type: string}}}
                http: {method: GET, url: "URL/files/{name}"}
            """;

    private final ToolDouble tool = new ToolDouble().answers(200, "{\"status\":\"sent\"}");
    private final AgentDefinition definition = definition();
    private final LocalTools tools = new LocalTools(definition, null);

    private AgentDefinition definition() {
        var files = Map.of("agent.yaml", "id: shop\nlanguages: [en]\n", "tools.yaml", TOOLS.replace("URL", tool.url()));
        return switch (DefinitionCompiler.compile(new DefinitionFiles(files))) {
            case Compilation.Compiled done -> done.result().definition();
            case Compilation.Refused refused -> throw new AssertionError(refused.problems());
        };
    }

    @AfterEach
    void close() {
        tool.answers(200, "{\"status\":\"sent\"}");
        assertThat(call("get_order", "{\"id\":\"1001\"}"))
                .as("the call after it")
                .isInstanceOf(ToolSuccess.class);
        tools.close();
        tool.close();
    }

    private ToolOutcome call(String name, String arguments) {
        var declared = definition.tool(name);
        var now = Instant.now();
        return tools.answer(new ToolCallRequest(
                        UUID.randomUUID().toString(),
                        "default",
                        "conversation-1",
                        "customer-1",
                        1,
                        1,
                        new DefinitionRef(definition.agentId(), definition.version()),
                        name,
                        declared != null && declared.writes() ? ToolEffect.WRITE : ToolEffect.READ,
                        Personal.text(arguments),
                        ContentHash.of(arguments),
                        now,
                        now.plusSeconds(30)))
                .outcome();
    }

    private void denied(String name, String arguments, String reason, String advice) {
        assertThat(call(name, arguments)).isInstanceOfSatisfying(ToolDenial.class, denial -> {
            assertThat(denial.reasonCode()).isEqualTo(reason);
            assertThat(denial.detail()).contains(advice);
        });
        assertThat(tool.asked()).as("what left the house").isEmpty();
    }

    private void isOfNoUse(ToolDouble.Script answer) {
        tool.answers(answer);
        assertThat(call("get_order", "{\"id\":\"1001\"}"))
                .isInstanceOfSatisfying(
                        ToolFailure.class,
                        failure -> assertThat(failure.reasonCode()).isEqualTo("invalid_output"));
        assertThat(call("refund_order", "{}")).as("a change").isInstanceOf(ToolUnknown.class);
    }

    @Test
    void an_unknown_tool_is_denied_with_those_that_there_are() {
        denied("delete_order", "{}", "tool_unknown", "get_order");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a wrong type|{\"id\":1001}|id",
                "a missing argument|{}|id",
                "an extra argument|{\"id\":\"1001\",\"force\":true}|force",
                "an argument that is too long|{\"id\":\"123456789012345678901\"}|20",
                "a list for an object|[\"1001\"]|object",
                "half of an object|{\"id\":|JSON",
                "a name twice|{\"id\":\"1001\",\"id\":\"1002\"}|JSON",
            })
    void arguments_that_do_not_fit_are_denied_with_what_to_change(String what, String arguments, String advice) {
        denied("get_order", arguments, "invalid_arguments", advice);
    }

    @Test
    void a_megabyte_of_arguments_is_denied() {
        denied("get_order", "{\"id\":\"%s\"}".formatted("x".repeat(1 << 20)), "invalid_arguments", "65536 bytes");
    }

    @Test
    void arguments_that_contain_themselves_as_a_schema_allows_are_denied_where_they_are_too_deep() {
        var deep = "{\"part\":".repeat(5_000) + "{}" + "}".repeat(5_000);

        denied("get_order", "{\"id\":\"1001\",\"more\":%s}".formatted(deep), "invalid_arguments", "JSON");
    }

    @Test
    void half_a_character_in_the_arguments_is_not_sent_as_another_one() {
        denied("get_order", "{\"id\":\"\\ud800\"}", "invalid_arguments", "half of a character");
    }

    @Test
    void html_in_place_of_json_is_of_no_use() {
        isOfNoUse(exchange -> ToolDouble.answer(exchange, 200, "application/json", "<html>Log in</html>"));
    }

    @Test
    void an_answer_that_is_not_utf_8_is_of_no_use() {
        var bytes = "{\"status\":\"für\"}".getBytes(StandardCharsets.ISO_8859_1);
        isOfNoUse(exchange -> ToolDouble.answer(exchange, 200, "application/json", bytes));
    }

    @Test
    void an_endless_body_is_of_no_use() {
        isOfNoUse(ToolDouble::endless);
    }

    @Test
    void an_answer_that_is_nested_without_end_is_of_no_use() {
        isOfNoUse(exchange -> ToolDouble.answer(exchange, 200, "application/json", "[".repeat(100_000)));
    }

    @Test
    void a_server_that_lies_about_its_schema_is_found_out() {
        tool.answers(200, "{\"state\":7}");

        assertThat(call("get_order", "{\"id\":\"1001\"}"))
                .isInstanceOfSatisfying(
                        ToolFailure.class,
                        failure -> assertThat(failure.reasonCode()).isEqualTo("invalid_output"));
    }

    @Test
    void a_secret_that_does_not_exist_denies_the_call_and_is_named() {
        denied("get_secret", "{}", "secret_missing", "nobody-has-set-it");
    }

    @Test
    void a_part_of_the_path_without_a_value_denies_the_call() {
        denied("get_file", "{}", "invalid_arguments", "name");
    }

    @Test
    void headers_and_pairs_of_the_query_without_a_value_are_left_out() {
        assertThat(call("get_order", "{\"id\":\"1001\"}")).isInstanceOf(ToolSuccess.class);

        assertThat(tool.last().target()).isEqualTo("/orders/1001");
        assertThat(tool.last().header("X-Since")).isNull();
    }
}
