package io.casebook.gateway.endpoint;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import io.casebook.gateway.endpoint.ProviderDouble.Stop;
import io.casebook.gateway.endpoint.ProviderDouble.ToolUse;
import io.casebook.gateway.models.ModelSpec;
import io.casebook.gateway.models.ModelsFile;
import io.casebook.gateway.prompt.OfferedTool;
import io.casebook.gateway.prompt.Prompt;
import io.casebook.gateway.prompt.PromptMessage;
import io.casebook.vocabulary.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every provider's endpoint may do, and what the gateway makes of it: the same for all of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProviderContractTest {
    private static final String KEY = "sk-of-the-test";
    private static final int MOST_BYTES = 1_000_000;
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    private final Transport transport = new Transport(MOST_BYTES);

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before all tests
    private Path folder;

    @BeforeAll
    void start() {
        server.start();
    }

    @AfterAll
    void stop() {
        transport.close();
        server.stop();
    }

    @BeforeEach
    void reset() {
        server.resetAll();
    }

    private ChatEndpoint endpoint(ProviderDouble provider) {
        return endpoint(ModelSpec.at("m", provider.access(URI.create(server.baseUrl())), "some-model"));
    }

    private ChatEndpoint endpoint(ModelSpec spec) {
        return new ChatEndpoint(new Connection(spec, KEY, Map.of("X-Team", "support"), transport));
    }

    private void responds(ResponseDefinitionBuilder response) {
        server.stubFor(any(anyUrl()).willReturn(response));
    }

    private void answers(String body) {
        responds(aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "application/json")
                .withBody(body));
    }

    private LoggedRequest sent() {
        return server.findAll(anyRequestedFor(anyUrl())).getFirst();
    }

    private static Prompt prompt() {
        return new Prompt(
                List.of(
                        new PromptMessage.FromPlatform("You are the agent of a shop."),
                        new PromptMessage.FromCustomer("Where is my order?"),
                        new PromptMessage.ToolCall("call-9", "get_order", "{\"order_id\":\"1001\"}"),
                        new PromptMessage.ToolResult("call-9", "shipped")),
                List.of(tool("get_order"), tool("refund_order")),
                "test-1");
    }

    private static OfferedTool tool(String name) {
        try {
            var schema = (ObjectNode) MAPPER.readTree("""
                    {"type":"object","required":["order_id"],"properties":{
                      "order_id":{"type":"string","description":"Four digits."},
                      "kind":{"enum":["full","part"]},
                      "amount":{"type":["number","null"]},
                      "lines":{"type":"array","items":{"$ref":"#/$defs/line"}}},
                     "$defs":{"line":{"type":"object","properties":{"sku":{"type":"string"},"count":{"type":"integer"}}}}}
                    """);
            return new OfferedTool(name, "About an order.", schema);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reply ask(ProviderDouble provider) {
        return endpoint(provider).ask(prompt(), Call.within(LONG));
    }

    private Reply.Answered answered(Reply reply) {
        assertThat(reply).isInstanceOf(Reply.Answered.class);
        return (Reply.Answered) reply;
    }

    @ParameterizedTest
    @EnumSource
    void an_answer_comes_with_its_text_and_what_it_took(ProviderDouble provider) {
        answers(provider.answer("It is on its way.", List.of(), Stop.DONE));

        var answer = answered(ask(provider));
        assertThat(answer.text()).isEqualTo("It is on its way.");
        assertThat(answer.calls()).isEmpty();
        assertThat(answer.stop()).isEqualTo(Reply.Stop.DONE);
        assertThat(answer.usage()).isEqualTo(new Usage(1000, provider.counts() ? 400 : 0, 20, 0));
    }

    @ParameterizedTest
    @EnumSource
    void the_key_the_headers_the_messages_and_the_tools_arrive(ProviderDouble provider) {
        answers(provider.answer("Fine.", List.of(), Stop.DONE));
        assertThat(ask(provider)).isInstanceOf(Reply.Answered.class);

        assertThat(sent().getHeader(provider.keyHeader())).isEqualTo(provider.keyValue(KEY));
        assertThat(sent().getHeader("X-Team")).isEqualTo("support");
        assertThat(sent().getUrl()).doesNotContain(KEY);
        assertThat(sent().getBodyAsString())
                .contains("You are the agent of a shop.", "Where is my order?", "shipped", "1001")
                .contains("get_order", "refund_order", "Four digits.", "sku")
                .doesNotContain(KEY);
    }

    @ParameterizedTest
    @EnumSource
    void a_tool_call_comes_with_its_arguments(ProviderDouble provider) throws Exception {
        answers(provider.answer(
                null, List.of(new ToolUse("call_0", "get_order", "{\"order_id\":\"1001\"}")), Stop.CALLS));

        var calls = answered(ask(provider)).calls();
        assertThat(calls).hasSize(1);
        assertThat(calls.getFirst().tool()).isEqualTo("get_order");
        assertThat(MAPPER.readTree(calls.getFirst().arguments())).isEqualTo(MAPPER.readTree("{\"order_id\":\"1001\"}"));
    }

    @ParameterizedTest
    @EnumSource
    void parallel_tool_calls_stay_together_in_their_order(ProviderDouble provider) {
        answers(provider.answer(
                "I look both up.",
                List.of(
                        new ToolUse("call_0", "get_order", "{\"order_id\":\"1001\"}"),
                        new ToolUse("call_1", "get_order", "{\"order_id\":\"1002\"}"),
                        new ToolUse("call_2", "refund_order", "{\"order_id\":\"1003\"}")),
                Stop.CALLS));

        var calls = answered(ask(provider)).calls();
        assertThat(calls).extracting(Reply.Call::tool).containsExactly("get_order", "get_order", "refund_order");
        assertThat(calls.get(1).arguments()).contains("1002");
        if (provider.numbersCalls()) {
            assertThat(calls).extracting(Reply.Call::id).containsExactly("call_0", "call_1", "call_2");
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_answer_that_was_cut_off_says_so(ProviderDouble provider) {
        answers(provider.answer("It is on", List.of(), Stop.CUT));

        assertThat(answered(ask(provider)).stop()).isEqualTo(Reply.Stop.CUT_OFF);
    }

    @ParameterizedTest
    @EnumSource
    void a_refusal_is_a_refusal(ProviderDouble provider) {
        if (provider.refuses()) {
            answers(provider.answer(null, List.of(), Stop.REFUSED));

            assertThat(answered(ask(provider)).stop()).isEqualTo(Reply.Stop.REFUSED);
        }
    }

    @ParameterizedTest
    @CsvSource({"https://api.openai.com/v1, max_completion_tokens", "http://localhost:1/v1, max_tokens"})
    void openai_itself_is_told_the_bound_of_an_answer_by_its_newer_name(String url, String name) throws Exception {
        var yaml = "models: {m: {base_url: '%s', model: m, max_output: 77}}".formatted(url);
        var file = ModelsFile.parse(Files.writeString(folder.resolve("bounded.yaml"), yaml));
        var spec = Objects.requireNonNull(file.models().get("m"));
        var model = new OpenAi().model(new Connection(spec, KEY, Map.of(), transport));

        var parameters = (OpenAiChatRequestParameters) model.defaultRequestParameters();
        assertThat(name.equals("max_tokens") ? parameters.maxOutputTokens() : parameters.maxCompletionTokens())
                .isEqualTo(77);
        assertThat(name.equals("max_tokens") ? parameters.maxCompletionTokens() : parameters.maxOutputTokens())
                .isNull();
    }

    @Test
    void anthropic_is_told_which_part_of_a_prompt_to_remember() {
        answers(ProviderDouble.ANTHROPIC.answer("Fine.", List.of(), Stop.DONE));
        assertThat(ask(ProviderDouble.ANTHROPIC)).isInstanceOf(Reply.Answered.class);

        assertThat(sent().getBodyAsString()).contains("cache_control", "ephemeral");
    }

    @Test
    void bedrock_is_told_which_part_of_a_prompt_to_remember_where_the_models_file_says_so() throws Exception {
        answers(ProviderDouble.BEDROCK.answer("Fine.", List.of(), Stop.DONE));
        assertThat(ask(ProviderDouble.BEDROCK)).isInstanceOf(Reply.Answered.class);
        assertThat(sent().getBodyAsString()).doesNotContain("cachePoint");
        server.resetRequests();
        var file = ModelsFile.parse(Files.writeString(
                folder.resolve("models.yaml"),
                "models: {m: {provider: bedrock, model: m, region: eu-central-1, prompt_cache: on, base_url: '%s'}}"
                        .formatted(server.baseUrl())));
        var spec = Objects.requireNonNull(file.models().get("m"));
        assertThat(endpoint(spec).ask(prompt(), Call.within(LONG))).isInstanceOf(Reply.Answered.class);

        assertThat(sent().getBodyAsString()).contains("cachePoint");
    }

    @Test
    void bedrock_without_a_key_signs_with_the_credentials_that_awss_own_tools_use() {
        System.setProperty("aws.accessKeyId", "AKIDOFTHETEST");
        System.setProperty("aws.secretAccessKey", KEY);
        try {
            answers(ProviderDouble.BEDROCK.answer("Fine.", List.of(), Stop.DONE));
            var spec = ModelSpec.at("m", ProviderDouble.BEDROCK.access(URI.create(server.baseUrl())), "some-model");
            var signing = new ChatEndpoint(new Connection(spec, null, Map.of(), transport));

            assertThat(signing.ask(prompt(), Call.within(LONG))).isInstanceOf(Reply.Answered.class);
            assertThat(sent().getHeader("Authorization"))
                    .startsWith("AWS4-HMAC-SHA256 Credential=AKIDOFTHETEST/")
                    .contains("/eu-central-1/bedrock/aws4_request", "host;")
                    .doesNotContain(KEY);
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
        }
    }

    static Stream<Arguments> statuses() {
        var all = new ArrayList<Arguments>();
        for (var provider : ProviderDouble.values()) {
            all.add(Arguments.of(provider, 400, "invalid_request", false));
            all.add(Arguments.of(provider, 401, "unauthenticated", false));
            all.add(Arguments.of(provider, 403, "unauthenticated", false));
            all.add(Arguments.of(provider, 404, "unknown_model", false));
            all.add(Arguments.of(provider, 408, "timeout", true));
            all.add(Arguments.of(provider, 429, "rate_limited", true));
            all.add(Arguments.of(provider, 500, "unavailable", true));
            all.add(Arguments.of(provider, 503, "unavailable", true));
            all.add(Arguments.of(provider, 529, "unavailable", true));
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void a_status_means_the_same_for_every_provider_and_is_not_repeated_by_a_library(
            ProviderDouble provider, int status, String reason, boolean passing) {
        responds(aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withHeader("Retry-After", "7")
                .withBody("{\"error\":{\"message\":\"about the customer's text\",\"type\":\"some_code\"}}"));

        var failed = (Reply.Failed) ask(provider);
        assertThat(failed.reasonCode()).isEqualTo(reason);
        assertThat(failed.passing()).isEqualTo(passing);
        assertThat(failed.detail()).contains("HTTP " + status).doesNotContain("customer's text", KEY);
        if (status == 429) {
            assertThat(failed.retryAfter()).isEqualTo(Duration.ofSeconds(7));
        }
        assertThat(server.findAll(anyRequestedFor(anyUrl()))).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void a_slow_answer_is_an_answer(ProviderDouble provider) {
        responds(aResponse()
                .withHeader("Content-Type", "application/json")
                .withBody(provider.answer("Slowly.", List.of(), Stop.DONE))
                .withChunkedDribbleDelay(5, 200));

        assertThat(answered(ask(provider)).text()).isEqualTo("Slowly.");
    }

    @ParameterizedTest
    @EnumSource
    void an_endpoint_that_hangs_is_left_when_the_time_is_over(ProviderDouble provider) {
        responds(aResponse().withFixedDelay(20_000).withBody("{}"));

        var reply = endpoint(provider).ask(prompt(), Call.within(Duration.ofMillis(300)));
        assertThat(((Reply.Failed) reply).reasonCode()).isEqualTo("timeout");
    }

    static Stream<Arguments> faults() {
        return Stream.of(ProviderDouble.values())
                .flatMap(provider -> Stream.of(Fault.values()).map(fault -> Arguments.of(provider, fault)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_connection_that_breaks_is_a_failure_that_may_pass_and_garbage_is_unreadable(
            ProviderDouble provider, Fault fault) {
        responds(aResponse().withHeader("Content-Type", "application/json").withFault(fault));

        assertThat(ask(provider))
                .satisfiesAnyOf(
                        reply -> assertThat(reply).isInstanceOfSatisfying(Reply.Failed.class, failed -> {
                            assertThat(failed.reasonCode()).isEqualTo("unavailable");
                            assertThat(failed.passing()).isTrue();
                        }),
                        reply -> assertThat(reply).isInstanceOf(Reply.Unreadable.class));
    }

    static Stream<Arguments> garbage() {
        return Stream.of(ProviderDouble.values())
                .flatMap(provider -> Stream.of(
                                "",
                                "{",
                                "[]",
                                "null",
                                "{\"choices\":5,\"content\":5,\"output\":5,\"candidates\":5,\"message\":5}")
                        .map(body -> Arguments.of(provider, body)));
    }

    /** Some libraries make an empty answer of it; either way it is of no use, and is told as that. */
    @ParameterizedTest
    @MethodSource("garbage")
    void what_is_not_the_protocol_is_no_usable_answer(ProviderDouble provider, String body) {
        answers(body);

        assertThat(ask(provider))
                .satisfiesAnyOf(
                        reply -> assertThat(reply).isInstanceOf(Reply.Unreadable.class),
                        reply -> assertThat(reply).isInstanceOfSatisfying(Reply.Answered.class, answer -> {
                            assertThat(answer.text()).isNullOrEmpty();
                            assertThat(answer.calls()).isEmpty();
                        }));
    }

    @ParameterizedTest
    @EnumSource
    void a_web_page_is_unreadable(ProviderDouble provider) {
        responds(aResponse().withHeader("Content-Type", "text/html").withBody("<html>Log in</html>"));

        assertThat(((Reply.Unreadable) ask(provider)).detail()).contains("web page", "base_url");
    }

    @ParameterizedTest
    @EnumSource
    void ten_megabytes_are_not_read_to_their_end(ProviderDouble provider) {
        answers(provider.answer("x".repeat(10_000_000), List.of(), Stop.DONE));

        assertThat(((Reply.Unreadable) ask(provider)).detail()).contains("larger than " + MOST_BYTES);
    }

    @ParameterizedTest
    @EnumSource(names = {"AZURE", "ANTHROPIC", "GEMINI", "OLLAMA"})
    void an_answer_is_held_to_its_form_where_the_provider_can(ProviderDouble provider) {
        answers(provider.answer("{\"passed\":true}", List.of(), Stop.DONE));
        var plain = new Prompt(
                List.of(new PromptMessage.FromPlatform("Judge."), new PromptMessage.FromCustomer("A draft.")),
                List.of(),
                "test-1");

        var reply = endpoint(provider).ask(plain, new Call(LONG, AnswerForm.JUDGEMENT, signs -> {}));
        assertThat(answered(reply).text()).isEqualTo("{\"passed\":true}");
        assertThat(sent().getBodyAsString()).containsIgnoringCase("confidence").containsIgnoringCase("boolean");
    }

    @ParameterizedTest
    @EnumSource
    void what_a_provider_says_about_its_limits_is_heard(ProviderDouble provider) {
        responds(aResponse()
                .withHeader("Content-Type", "application/json")
                .withHeader("x-ratelimit-limit-requests", "500")
                .withHeader("x-ratelimit-remaining-requests", "0")
                .withHeader("x-ratelimit-reset-requests", "1m0.5s")
                .withHeader("anthropic-ratelimit-tokens-limit", "40000")
                .withHeader("anthropic-ratelimit-tokens-remaining", "39000")
                .withBody(provider.answer("Fine.", List.of(), Stop.DONE)));
        var heard = new ArrayList<LimitSigns>();

        assertThat(endpoint(provider).ask(prompt(), new Call(LONG, null, heard::add)))
                .isInstanceOf(Reply.Answered.class);
        assertThat(heard)
                .containsExactly(new LimitSigns(
                        new LimitSigns.Sign(500, 0, Duration.ofMillis(60_500)),
                        new LimitSigns.Sign(40_000, 39_000, null)));
    }
}
