package io.casebook.tools.in;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.casebook.platform.config.PlatformSettings;
import io.casebook.platform.definition.CompiledDefinition;
import io.casebook.platform.definition.DefinitionCatalog;
import io.casebook.platform.definition.DefinitionPublisher;
import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.Code;
import io.casebook.platform.kafka.RecordPublisher;
import io.casebook.platform.kafka.Topics;
import io.casebook.tools.ShopAndBroker;
import io.casebook.tools.ToolService;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.DefinitionRef;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole application, called over HTTP. */
@QuarkusTest
@WithTestResource(ShopAndBroker.class)
class ToolsApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // set by the test framework
    URI server;

    @Inject
    @SuppressWarnings("NullAway.Init") // set by the test framework
    ToolService service;

    @Inject
    @SuppressWarnings("NullAway.Init") // set by the test framework
    DefinitionCatalog definitions;

    @Inject
    @SuppressWarnings("NullAway.Init") // set by the test framework
    RecordPublisher records;

    @Inject
    @SuppressWarnings("NullAway.Init") // set by the test framework
    Topics topics;

    @Inject
    @SuppressWarnings("NullAway.Init") // set by the test framework
    PlatformSettings settings;

    @BeforeEach
    void waitForTheService() {
        await().atMost(Duration.ofSeconds(30)).until(service::ready);
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(server.resolve(path))
                .header("Authorization", "Bearer local")
                .header("Content-Type", "application/json");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(to(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> execute(String tool, String body, String... headers)
            throws IOException, InterruptedException {
        var request = to("/v1/tools/" + tool + "/execute").POST(BodyPublishers.ofString(body));
        for (var i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode ok(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static void refused(HttpResponse<String> answer, int status, String code, String because)
            throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        var problem = JSON.readTree(answer.body());
        assertThat(problem.get("code").textValue()).isEqualTo(code);
        assertThat(problem.get("message").textValue()).contains(because);
    }

    @Test
    void the_tools_are_listed_as_models_see_them_and_without_their_addresses() throws Exception {
        var answer = get("/v1/tools");

        var tools = ok(answer);
        assertThat(tools).hasSizeGreaterThanOrEqualTo(3);
        assertThat(tools.get(0).get("id").textValue()).isEqualTo("get_order");
        assertThat(tools.get(0).get("parameters").get("required").toString()).isEqualTo("[\"order_id\"]");
        assertThat(answer.body()).doesNotContain("127.0.0.1");
    }

    @Test
    void a_tool_says_what_is_bound_and_when_a_person_must_approve_it() throws Exception {
        var tool = ok(get("/v1/tools/refund_order"));

        assertThat(tool.get("effect").textValue()).isEqualTo("write");
        assertThat(tool.get("bound").toString()).isEqualTo("[\"customer_id\"]");
        assertThat(tool.get("approve").textValue()).isEqualTo("args.amount > 100.0");
        assertThat(tool.get("timeout_ms").intValue()).isEqualTo(5_000);
        assertThat(tool.get("repeatable").booleanValue()).isTrue();
    }

    @Test
    void an_unknown_tool_or_agent_is_not_found() throws Exception {
        refused(get("/v1/tools/get_oder"), 404, "not_found", "get_order, refund_order");
        refused(get("/v1/tools?agent=nobody"), 404, "not_found", "no version of the agent nobody is live");
    }

    @Test
    void nobody_gets_in_without_a_key() throws Exception {
        var answer =
                http.send(HttpRequest.newBuilder(server.resolve("/v1/tools")).build(), BodyHandlers.ofString());

        refused(answer, 401, "unauthenticated", "");
    }

    @Test
    void a_reading_tool_can_be_called_by_hand() throws Exception {
        var result = ok(execute("get_order", "{\"arguments\":{\"order_id\":\"10/01\"},\"customer_id\":\"c-1\"}"));

        assertThat(result.get("outcome").textValue()).isEqualTo("succeeded");
        assertThat(result.get("content").get("asked").textValue()).isEqualTo("GET /orders/10%2F01?customer=c-1");
        assertThat(result.get("attempts").intValue()).isEqualTo(1);
    }

    @Test
    void a_call_by_hand_meets_the_same_rules() throws Exception {
        var bound = ok(execute(
                "get_order", "{\"arguments\":{\"order_id\":\"1\",\"customer_id\":\"c-2\"},\"customer_id\":\"c-1\"}"));
        assertThat(bound.get("outcome").textValue()).isEqualTo("denied");
        assertThat(bound.get("reason_code").textValue()).isEqualTo("bound_parameter");

        var nobody = ok(execute("get_order", "{\"arguments\":{\"order_id\":\"1\"}}"));
        assertThat(nobody.get("reason_code").textValue()).isEqualTo("binding_missing");

        var unapproved = ok(execute(
                "refund_order",
                "{\"arguments\":{\"amount\":500},\"customer_id\":\"c-1\"}",
                "X-Casebook-Confirm",
                "execute"));
        assertThat(unapproved.get("reason_code").textValue()).isEqualTo("approval_missing");
    }

    @Test
    void a_condition_on_what_the_request_lacks_denies_a_call_by_hand() throws Exception {
        var body = "{\"customer_id\":\"c-1\"}";
        var unknown = ok(execute("lock_card", body, "X-Casebook-Confirm", "execute"));
        assertThat(unknown.get("reason_code").textValue()).isEqualTo("requirement_not_met");
        assertThat(unknown.get("detail").textValue()).contains("identity.ok (send it in resources");

        var known = "{\"customer_id\":\"c-1\",\"resources\":{\"identity\":{\"ok\":true}}}";
        assertThat(ok(execute("lock_card", known, "X-Casebook-Confirm", "execute"))
                        .get("outcome")
                        .textValue())
                .isEqualTo("succeeded");

        var unapproved = ok(execute("pay_out", body, "X-Casebook-Confirm", "execute"));
        assertThat(unapproved.get("reason_code").textValue()).isEqualTo("approval_missing");
        assertThat(unapproved.get("detail").textValue()).contains("results.get_order.total");
    }

    @Test
    void a_changing_tool_is_called_by_hand_only_with_the_header_that_confirms_it() throws Exception {
        var body = "{\"arguments\":{\"amount\":5},\"customer_id\":\"c-1\"}";

        refused(execute("refund_order", body), 409, "failed_precondition", "X-Casebook-Confirm: execute");
        var result = ok(execute("refund_order", body, "X-Casebook-Confirm", "execute"));
        assertThat(result.get("outcome").textValue()).isEqualTo("succeeded");
        assertThat(result.get("content").get("asked").textValue()).isEqualTo("POST /refunds");
    }

    @Test
    void a_call_that_is_repeated_with_its_key_is_done_once_and_answered_as_the_first_time() throws Exception {
        var body = "{\"arguments\":{\"amount\":7},\"customer_id\":\"c-1\"}";
        String[] named = {"X-Casebook-Confirm", "execute", "Idempotency-Key", "refund 7"};

        var first = ok(execute("refund_order", body, named));
        var again = ok(execute("refund_order", body, named));
        var inBody = ok(execute(
                "refund_order",
                body.replace("{\"arguments\"", "{\"idempotency_key\":\"refund 7\",\"arguments\""),
                "X-Casebook-Confirm",
                "execute"));
        var unnamed = ok(execute("refund_order", body, "X-Casebook-Confirm", "execute"));

        assertThat(first.get("outcome").textValue()).isEqualTo("succeeded");
        assertThat(again.get("call_id")).isEqualTo(first.get("call_id"));
        assertThat(again.at("/content/number")).isEqualTo(first.at("/content/number"));
        assertThat(inBody.at("/content/number")).isEqualTo(first.at("/content/number"));
        assertThat(unnamed.get("call_id")).isNotEqualTo(first.get("call_id"));
        assertThat(unnamed.at("/content/number")).isNotEqualTo(first.at("/content/number"));
    }

    @Test
    void a_key_stands_for_one_call() throws Exception {
        String[] named = {"X-Casebook-Confirm", "execute", "Idempotency-Key", "one call"};
        var body = "{\"arguments\":{\"amount\":8},\"customer_id\":\"c-1\"}";
        ok(execute("refund_order", body, named));

        refused(execute("refund_order", body.replace("8", "9"), named), 409, "already_exists", "idempotency key");
        refused(execute("refund_order", body.replace("c-1", "c-2"), named), 409, "already_exists", "use a new key");
        refused(execute("add_funds", "{\"customer_id\":\"c-1\"}", named), 409, "already_exists", "idempotency key");
        refused(
                execute("refund_order", body, "X-Casebook-Confirm", "execute", "Idempotency-Key", "k".repeat(257)),
                400,
                "invalid_argument",
                "more than 256 characters");
    }

    @Test
    void a_wrong_body_is_refused_and_an_unknown_field_is_pointed_out() throws Exception {
        refused(execute("get_order", "{\"arguments\":[]}"), 400, "invalid_argument", "arguments");
        refused(execute("get_order", "{"), 400, "invalid_argument", "");

        var answer = execute("get_order", "{\"arguments\":{\"order_id\":\"1\"},\"customer\":\"c-1\"}");
        assertThat(answer.headers().firstValue("X-Casebook-Warning")).hasValue("ignored unknown fields: customer");
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        var request = to(path).method(method, BodyPublishers.ofString(body));
        for (var i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static String mock(String id, String result) {
        return """
                {"id": "%s", "description": "Look a thing up.", "effect": "read",
                 "parameters": {"type": "object", "properties": {"q": {"type": "string"}}},
                 "mock": {"result": {"said": "%s {q}"}}}
                """.formatted(id, result);
    }

    @Test
    void a_tool_made_by_api_can_be_called_changed_and_removed() throws Exception {
        var made = send("POST", "/v1/tools", mock("made_once", "first"));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(made.headers().firstValue("Location")).isPresent();
        assertThat(send("POST", "/v1/tools", mock("made_once", "first")).statusCode())
                .as("the same again is the same answer")
                .isEqualTo(200);
        refused(
                send("POST", "/v1/tools", mock("made_once", "second")),
                409,
                "already_exists",
                "PUT /v1/tools/made_once");
        assertThat(ok(execute("made_once", "{\"arguments\":{\"q\":\"x\"}}"))
                        .at("/content/said")
                        .textValue())
                .isEqualTo("first x");

        assertThat(send("PUT", "/v1/tools/made_once", mock("made_once", "second"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(ok(execute("made_once", "{\"arguments\":{\"q\":\"x\"}}"))
                        .at("/content/said")
                        .textValue())
                .isEqualTo("second x");

        var removed = send("DELETE", "/v1/tools/made_once", "");
        assertThat(removed.statusCode()).as(removed.body()).isEqualTo(204);
        refused(get("/v1/tools/made_once"), 404, "not_found", "has no tool of that name");
        refused(send("DELETE", "/v1/tools/made_once", ""), 404, "not_found", "there is no tool made_once");
    }

    @Test
    void an_operation_and_a_tool_of_an_mcp_server_are_made_by_api_with_the_same_keys() throws Exception {
        var operation = """
                {"id": "made_of_operation", "server": "shop", "operation": "getStock", "effect": "read", "limit": "5/day"}""";
        var made = send("POST", "/v1/tools", operation);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(ok(execute("made_of_operation", "{\"arguments\":{\"article\":\"cup\"}}"))
                        .at("/content/asked")
                        .textValue())
                .isEqualTo("GET /stock/cup");

        var mcp = """
                {"id": "made_of_mcp", "mcp": {"url": "http://localhost:1/mcp"}, "effect": "read", "description": "Greet.",
                 "parameters": {"type": "object", "properties": {"name": {"type": "string"}}}}""";
        assertThat(send("POST", "/v1/tools", mcp).statusCode()).isEqualTo(201);
        assertThat(ok(execute("made_of_mcp", "{}")).get("reason_code").textValue())
                .isEqualTo("unavailable");

        refused(
                send(
                        "POST",
                        "/v1/tools",
                        operation.replace("made_of_operation", "made_x").replace("\"shop\"", "\"shp\"")),
                400,
                "invalid_argument",
                "tools.yaml has no server shp (did you mean shop?)");
        refused(
                send(
                        "POST",
                        "/v1/tools",
                        operation.replace("made_of_operation", "made_x").replace("getStock", "getStok")),
                400,
                "invalid_argument",
                "the description has no operation getStok");
        assertThat(send("DELETE", "/v1/tools/made_of_operation", "").statusCode())
                .isEqualTo(204);
        assertThat(send("DELETE", "/v1/tools/made_of_mcp", "").statusCode()).isEqualTo(204);
    }

    @Test
    void a_tool_that_does_not_compile_is_refused_with_what_is_wrong() throws Exception {
        var misspelt = mock("made_wrong", "x").replace("effect", "efect");

        refused(send("POST", "/v1/tools", misspelt), 400, "invalid_argument", "effect is missing");
        refused(send("PUT", "/v1/tools/made_wrong", misspelt), 400, "invalid_argument", "effect is missing");
        refused(send("POST", "/v1/tools", "{}"), 400, "invalid_argument", "id must be letters");
        refused(send("POST", "/v1/tools", mock("../x", "x")), 400, "invalid_argument", "id must be letters");
        refused(send("PUT", "/v1/tools/other", mock("made_wrong", "x")), 400, "invalid_argument", "another tool");
        refused(send("POST", "/v1/tools", "[1]"), 400, "invalid_argument", "");
        refused(send("POST", "/v1/tools?agent=nobody", mock("x", "x")), 404, "not_found", "nobody");
    }

    /** Another instance that changes a tool whenever this one has looked at the version that answers and not yet released its own. */
    private DefinitionPublisher whileAnotherInstance(Runnable changes) {
        return new DefinitionPublisher(records, topics, settings) {
            @Override
            public CompletionStage<DefinitionRef> publish(CompiledDefinition definition, Actor actor) {
                changes.run();
                return super.publish(definition, actor);
            }
        };
    }

    private static InputStream bytes(String json) {
        return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void of_two_instances_that_change_tools_at_the_same_moment_one_is_told_to_look_again() throws Exception {
        var other = new ToolEditsResource(definitions, new DefinitionPublisher(records, topics, settings), settings);
        var quicker = new ToolEditsResource(
                definitions,
                whileAnotherInstance(() -> other.put("made_there", null, null, bytes(mock("made_there", "x")))),
                settings);

        assertThatThrownBy(() -> quicker.put("made_here", null, null, bytes(mock("made_here", "x"))))
                .isInstanceOfSatisfying(ApiException.class, refused -> {
                    assertThat(refused.code()).isEqualTo(Code.FAILED_PRECONDITION);
                    assertThat(refused.text()).contains("changed by somebody else at the same moment");
                });
        ok(get("/v1/tools/made_there"));
        refused(get("/v1/tools/made_here"), 404, "not_found", "has no tool of that name");

        assertThat(other.put("made_here", null, null, bytes(mock("made_here", "x")))
                        .getStatus())
                .isEqualTo(201);
        ok(get("/v1/tools/made_there"));
        var removing = new ToolEditsResource(
                definitions,
                whileAnotherInstance(() -> other.put("made_there", null, null, bytes(mock("made_there", "y")))),
                settings);
        assertThatThrownBy(() -> removing.remove("made_here", null, null)).isInstanceOf(ApiException.class);
        ok(get("/v1/tools/made_here"));
        other.remove("made_here", null, null);
        other.remove("made_there", null, null);
    }

    @Test
    void a_tool_of_the_folder_is_not_changed_by_api_and_nothing_is_changed_by_surprise() throws Exception {
        refused(send("PUT", "/v1/tools/get_order", mock("get_order", "x")), 409, "failed_precondition", "tools.yaml");
        refused(send("DELETE", "/v1/tools/get_order", ""), 409, "failed_precondition", "tools.yaml");
        refused(
                send("POST", "/v1/tools", mock("made_late", "x"), "X-Casebook-Version", "000000000000"),
                409,
                "failed_precondition",
                "look at the tools again");
    }
}
