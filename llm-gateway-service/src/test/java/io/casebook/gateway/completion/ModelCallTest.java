package io.casebook.gateway.completion;

import static io.casebook.gateway.ModelDouble.calls;
import static io.casebook.gateway.ModelDouble.drops;
import static io.casebook.gateway.ModelDouble.fails;
import static io.casebook.gateway.ModelDouble.raw;
import static io.casebook.gateway.ModelDouble.says;
import static io.casebook.gateway.completion.Gateway.answered;
import static io.casebook.gateway.completion.Gateway.fault;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.casebook.gateway.ModelDouble;
import io.casebook.gateway.Requests;
import io.casebook.gateway.prompt.PromptWriter;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.ProposedToolCall;
import io.casebook.vocabulary.Usage;
import io.casebook.vocabulary.Visibility;
import io.casebook.vocabulary.event.CompletionPurpose;
import io.casebook.vocabulary.llm.CompletionFault;
import io.casebook.vocabulary.llm.CompletionResult;
import io.casebook.vocabulary.llm.RejectedAttempt;
import io.casebook.vocabulary.llm.ToolExchange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One model, and everything that its endpoint may do. */
class ModelCallTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Gateway gateway = new Gateway();

    @AfterEach
    void close() {
        gateway.close();
    }

    private CompletionResult ask(ModelDouble endpoint) {
        return gateway.model("big", endpoint).answer(Requests.reason("Where is my order 1001?", "big"));
    }

    @Test
    void what_an_answer_of_no_use_consumed_is_part_of_the_price() {
        try (var endpoint = new ModelDouble(says(""), says("It is on its way."))) {
            var answer =
                    answered(gateway.model("big", endpoint).answer(Requests.reason("Where is my order 1001?", "big")));

            assertThat(answer.usage().inputTokens()).isEqualTo(2000);
            assertThat(answer.usage().outputTokens()).isEqualTo(40);
            assertThat(answer.priced()).isTrue();
        }
    }

    @Test
    void answers_of_no_use_have_their_price_also_when_none_follows_that_is() {
        try (var endpoint = new ModelDouble(says(""), says(""))) {
            var result = gateway.model("big", endpoint).answer(Requests.reason("Where is my order 1001?", "big"));

            assertThat(result.outcome()).isInstanceOfSatisfying(CompletionFault.class, fault -> {
                assertThat(fault.usage()).isNotNull();
                assertThat(fault.usage().inputTokens()).isEqualTo(2000);
                assertThat(fault.usage().usdMicros()).isPositive();
            });
        }
    }

    @Test
    void a_failure_without_an_answer_consumed_nothing() {
        try (var endpoint = new ModelDouble(ModelDouble.fails(401))) {
            var result = gateway.model("big", endpoint).answer(Requests.reason("Hi", "big"));

            assertThat(result.outcome())
                    .isInstanceOfSatisfying(
                            CompletionFault.class,
                            fault -> assertThat(fault.usage()).isNull());
        }
    }

    @Test
    void an_answer_comes_with_its_model_its_prompt_hash_its_template_and_its_price() {
        try (var endpoint = new ModelDouble(says("It is on its way."))) {
            var request = Requests.reason("Where is my order 1001?", "big");
            var result = gateway.model("big", endpoint).answer(request);

            var answer = answered(result);
            assertThat(Personal.plainOrNull(answer.text())).isEqualTo("It is on its way.");
            assertThat(answer.model()).isEqualTo("big");
            assertThat(answer.promptHash())
                    .isEqualTo(
                            new PromptWriter().write(request, Requests.agent()).hash());
            assertThat(answer.template()).startsWith("reason-");
            assertThat(answer.usage()).isEqualTo(new Usage(1000, 400, 20, 600 * 5 / 2 + 400 * 5 / 4 + 200));
            assertThat(answer.confidence()).isNull();
            assertThat(result.requestId()).isEqualTo(request.requestId());
            assertThat(result.conversationId()).isEqualTo("conv-1");
            assertThat(result.turn()).isEqualTo(3);
            assertThat(result.epoch()).isEqualTo(5);
            assertThat(result.rejected()).isEmpty();
            assertThat(endpoint.key(0)).isEqualTo("Bearer " + Gateway.KEY);
        }
    }

    @Test
    void an_answer_says_which_language_it_is_in() {
        try (var endpoint = new ModelDouble(says("Ihre Bestellung ist auf dem Weg und kommt morgen bei Ihnen an."))) {
            var answer = answered(ask(endpoint));
            assertThat(answer.language()).isEqualTo("de");
            assertThat(answer.languageConfidence()).isGreaterThan(0.8);
        }
    }

    private CompletionResult judge(ModelDouble endpoint) {
        return gateway.model("big", endpoint)
                .answer(Requests.reason("Where is my order 1001?", "big")
                        .withPurpose(CompletionPurpose.JUDGE)
                        .withRole("judge")
                        .withDraft(Personal.text("It is on its way.")));
    }

    @Test
    void a_judgement_is_a_verdict_and_what_is_wrong() {
        try (var endpoint = new ModelDouble(says("""
                {"passed": false, "confidence": 0.9, "reason": "No result says so."}"""))) {
            var answer = answered(judge(endpoint));
            assertThat(answer.passed()).isFalse();
            assertThat(Personal.plainOrNull(answer.text())).isEqualTo("No result says so.");
        }
    }

    @Test
    void a_judgement_without_an_objection_has_no_text() {
        try (var endpoint = new ModelDouble(says("{\"passed\": true, \"reason\": \"\"}"))) {
            var answer = answered(judge(endpoint));
            assertThat(answer.passed()).isTrue();
            assertThat(answer.text()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"It passes.", "{\"passed\": \"yes\"}", "{\"reason\": \"fine\"}", "[true]"})
    void a_judgement_that_is_none_lets_nothing_pass(String text) {
        try (var endpoint = new ModelDouble(says(text), says(text), says(text), says(text))) {
            var result = judge(endpoint);
            assertThat(result.outcome()).isInstanceOf(CompletionFault.class);
            assertThat(result.rejected())
                    .extracting(RejectedAttempt::reasonCode)
                    .containsOnly("invalid_json");
        }
    }

    @Test
    void what_is_sent_is_what_the_hash_is_of() throws Exception {
        try (var endpoint = new ModelDouble(says("Done."))) {
            var request = Requests.reason("Where is my order 1001?", "big")
                    .withTools(List.of("get_order", "refund_order", "list_orders", "search"))
                    .withPassages(List.of(Requests.passage("a", "A title", "Some \"text\" <b>.", Visibility.PUBLIC)))
                    .withResources(Map.of("customer", Personal.text("{\"name\":\"Kim\"}")))
                    .withToolExchanges(List.of(new ToolExchange(
                            "call-1",
                            "get_order",
                            Personal.text("{\"order_id\":\"1001\"}"),
                            "succeeded",
                            Personal.text("{\"status\":\"shipped\"}"))));
            gateway.model("big", endpoint).answer(request);

            var sent = MAPPER.readTree(endpoint.body(0));
            var prompt = MAPPER.readTree(
                    new PromptWriter().write(request, Requests.agent()).json());
            assertThat(sent.path("messages")).isEqualTo(prompt.path("messages"));
            assertThat(sent.path("tools")).isEqualTo(prompt.path("tools"));
            assertThat(sent.path("model").asText()).isEqualTo("some-model");
        }
    }

    @Test
    void a_tool_call_is_proposed_with_the_models_own_id() {
        try (var endpoint = new ModelDouble(calls("get_order", "{\"order_id\": \"1001\"}"))) {
            assertThat(answered(ask(endpoint)).toolCalls())
                    .containsExactly(
                            new ProposedToolCall("call_0", "get_order", Personal.text("{\"order_id\":\"1001\"}")));
        }
    }

    @Test
    void a_plan_is_no_tool_call_and_what_stands_beside_it_no_answer() {
        try (var endpoint = new ModelDouble(calls("make_plan", "{\"plan\":\" 1. look up \"}"))) {
            var answer = answered(ask(endpoint));
            assertThat(Personal.plainOrNull(answer.plan())).isEqualTo("1. look up");
            assertThat(answer.toolCalls()).isEmpty();
            assertThat(answer.text()).isNull();
        }
    }

    @Test
    void a_plan_may_come_with_its_first_call() {
        try (var endpoint =
                new ModelDouble(calls("make_plan", "{\"plan\":\"look up\"}", "get_order", "{\"order_id\":\"1001\"}"))) {
            var answer = answered(ask(endpoint));
            assertThat(Personal.plainOrNull(answer.plan())).isEqualTo("look up");
            assertThat(answer.toolCalls()).extracting(ProposedToolCall::tool).containsExactly("get_order");
        }
    }

    @Test
    void a_plan_must_be_a_text() {
        try (var endpoint = new ModelDouble(calls("make_plan", "{\"steps\":[]}"), says("Hello."))) {
            assertThat(ask(endpoint).rejected())
                    .extracting(RejectedAttempt::reasonCode)
                    .containsExactly("invalid_arguments");
        }
    }

    @Test
    void a_specialist_that_is_not_there_cannot_be_asked() {
        try (var endpoint = new ModelDouble(calls("ask_nobody", "{\"task\":\"x\"}"), says("Hello."))) {
            assertThat(ask(endpoint).rejected())
                    .extracting(RejectedAttempt::reasonCode)
                    .containsExactly("unknown_tool");
        }
    }

    @Test
    void tool_calls_in_one_answer_stay_together_and_in_order() {
        try (var endpoint = new ModelDouble(
                calls("get_order", "{\"order_id\":\"1001\"}", "get_order", "{\"order_id\":\"1002\"}"))) {
            assertThat(answered(ask(endpoint)).toolCalls())
                    .extracting(ProposedToolCall::callRef)
                    .containsExactly("call_0", "call_1");
        }
    }

    @Test
    void a_model_hands_off_by_the_platforms_own_tool() {
        try (var endpoint = new ModelDouble(calls("hand_off", "{\"reason\":\"wants a person\"}"))) {
            assertThat(answered(ask(endpoint)).toolCalls().getFirst().tool()).isEqualTo("hand_off");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "get_order   | {\"order_id\": \"10        | invalid_json",
                "get_order   | [1001]                      | invalid_json",
                "get_order   | {\"order_id\": 1001}        | invalid_arguments",
                "get_order   | {\"order_id\": \"x\"}       | invalid_arguments",
                "get_order   | {}                          | invalid_arguments",
                "delete_all  | {}                          | unknown_tool",
            })
    void a_malformed_tool_call_is_repaired_by_asking_once_more_with_the_reason(
            String tool, String arguments, String reason) {
        try (var endpoint = new ModelDouble(calls(tool, arguments), calls("get_order", "{\"order_id\":\"1001\"}"))) {
            var result = ask(endpoint);

            assertThat(answered(result).toolCalls()).hasSize(1);
            assertThat(result.rejected())
                    .extracting(RejectedAttempt::reasonCode)
                    .containsExactly(reason);
            assertThat(endpoint.asked()).isEqualTo(2);
            assertThat(endpoint.body(1)).contains("could not be used (" + reason + ")");
        }
    }

    @Test
    void the_hash_of_a_repaired_answer_is_that_of_the_prompt_that_asked_again() {
        try (var endpoint = new ModelDouble(says(" "), says("It is on its way."))) {
            var request = Requests.reason("Where is my order 1001?", "big");
            var result = gateway.model("big", endpoint).answer(request);

            var writer = new PromptWriter();
            var again = PromptWriter.again(
                    writer.write(request, Requests.agent()), result.rejected().getFirst());
            assertThat(answered(result).promptHash()).isEqualTo(again.hash());
        }
    }

    @Test
    void a_value_for_a_parameter_that_the_platform_fills_is_left_for_the_engine_to_deny() {
        try (var endpoint = new ModelDouble(
                calls("refund_order", "{\"order_id\":\"1001\",\"amount\":5,\"customer_id\":\"another\"}"))) {
            assertThat(Personal.plain(
                            answered(ask(endpoint)).toolCalls().getFirst().arguments()))
                    .contains("another");
        }
    }

    @Test
    void passages_are_cited_in_the_record_and_not_in_the_text() {
        try (var endpoint = new ModelDouble(says("You have 30 days [1]. Shipping is free [1, 2]【2】, see [7]."))) {
            var request = Requests.reason("How long?", "big")
                    .withPassages(List.of(
                            Requests.passage("returns", "Returns", "30 days.", Visibility.PUBLIC),
                            Requests.passage("shipping", "Shipping", "Free.", Visibility.USERS)));
            var answer = answered(gateway.model("big", endpoint).answer(request));

            assertThat(Personal.plainOrNull(answer.text())).isEqualTo("You have 30 days. Shipping is free, see [7].");
            assertThat(answer.citations())
                    .extracting(io.casebook.vocabulary.Citation::articleId)
                    .containsExactly("returns", "shipping");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400,invalid_request",
        "401,unauthenticated",
        "403,unauthenticated",
        "404,unknown_model",
        "422,invalid_request"
    })
    void a_failure_that_asking_again_cannot_mend_is_told_at_once(int status, String reason) {
        try (var endpoint = new ModelDouble(fails(status))) {
            var fault = fault(ask(endpoint));

            assertThat(fault.reasonCode()).isEqualTo(reason);
            assertThat(fault.detail())
                    .contains("big", "HTTP " + status, "some_code")
                    .doesNotContain("customer's text");
            assertThat(endpoint.asked()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 529})
    void an_endpoint_that_stumbles_is_asked_once_more(int status) {
        try (var endpoint = new ModelDouble(fails(status), says("Now it works."))) {
            assertThat(Personal.plainOrNull(answered(ask(endpoint)).text())).isEqualTo("Now it works.");
        }
        try (var endpoint = new ModelDouble(fails(status))) {
            var fault = fault(new Gateway().model("big", endpoint).answer(Requests.reason("Hi", "big")));

            assertThat(fault.reasonCode()).isEqualTo("unavailable");
            assertThat(endpoint.asked()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"retry-after,1", "retry-after-ms,300", "retry-after,0"})
    void a_limit_that_lapses_before_the_deadline_is_waited_for(String header, String value) {
        try (var endpoint = new ModelDouble(fails(429, "{}", Map.of(header, value)), says("Now."))) {
            var from = System.nanoTime();

            assertThat(Personal.plainOrNull(answered(ask(endpoint)).text())).isEqualTo("Now.");
            var wait = header.endsWith("-ms") ? Long.parseLong(value) : Long.parseLong(value) * 1000;
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThanOrEqualTo(Duration.ofMillis(wait));
        }
    }

    @Test
    void a_limit_that_outlasts_the_deadline_is_told_at_once() {
        try (var endpoint = new ModelDouble(fails(429, "{}", Map.of("Retry-After", "3600")), says("Too late."))) {
            assertThat(fault(ask(endpoint)).reasonCode()).isEqualTo("rate_limited");
            assertThat(endpoint.asked()).isEqualTo(1);
            // Whoever comes next is not sent into the same wall.
            assertThat(fault(gateway.answer(Requests.reason("Hello?", "big"))).reasonCode())
                    .isEqualTo("rate_limited");
            assertThat(endpoint.asked()).isEqualTo(1);
        }
    }

    @Test
    void a_limit_without_a_time_is_tried_once_more_and_a_used_up_budget_is_not() {
        try (var endpoint = new ModelDouble(fails(429), says("Now."))) {
            assertThat(Personal.plainOrNull(answered(ask(endpoint)).text())).isEqualTo("Now.");
        }
        try (var endpoint = new ModelDouble(fails(429, "{\"error\":{\"code\":\"insufficient_quota\"}}", Map.of()));
                var other = new Gateway()) {
            var fault = fault(other.model("big", endpoint).answer(Requests.reason("Hi", "big")));

            assertThat(fault.detail()).contains("insufficient_quota");
            assertThat(endpoint.asked()).isEqualTo(1);
        }
    }

    @Test
    void a_model_that_does_not_answer_is_given_up_at_the_deadline() {
        try (var endpoint = new ModelDouble(says("never"))) {
            endpoint.then(endpoint.hangs());
            gateway.model("big", endpoint).answer(Requests.reason("Hi", "big"));
            var result = gateway.answer(
                    Requests.reason("Hi", "big").withDeadlineAt(Instant.now().plusMillis(400)));

            assertThat(fault(result).reasonCode()).isEqualTo("timeout");
            assertThat(result.latencyMs()).isBetween(300L, 5000L);
        }
    }

    @Test
    void a_connection_that_breaks_is_tried_once_more() {
        try (var endpoint = new ModelDouble(drops(), says("Now it works."))) {
            assertThat(Personal.plainOrNull(answered(ask(endpoint)).text())).isEqualTo("Now it works.");
        }
    }

    @Test
    void an_endpoint_that_is_not_there_is_unavailable() {
        var endpoint = new ModelDouble(says("gone"));
        endpoint.close();

        assertThat(fault(ask(endpoint)).reasonCode()).isEqualTo("unavailable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json at all",
                "{}",
                "{\"choices\":[]}",
                "{\"choices\":[{\"message\":7}]}",
                "[]",
                "{\"choices\""
            })
    void garbage_is_rejected_asked_for_again_and_then_given_up(String body) {
        try (var endpoint = new ModelDouble(ModelDouble.json(200, body))) {
            var result = ask(endpoint);

            assertThat(fault(result).reasonCode()).isEqualTo("rejected");
            assertThat(result.rejected()).hasSize(2).allSatisfy(attempt -> {
                assertThat(attempt.model()).isEqualTo("big");
                assertThat(attempt.reasonCode()).isIn("unreadable", "empty");
            });
        }
    }

    @Test
    void a_web_page_is_no_answer() {
        try (var endpoint = new ModelDouble(raw(200, "text/html", "<html>Sign in</html>"))) {
            var result = ask(endpoint);

            assertThat(result.rejected().getFirst().detail()).contains("web page", "base_url");
        }
    }

    @Test
    void an_answer_without_a_json_content_type_is_read_all_the_same() {
        try (var endpoint = new ModelDouble(exchange -> {
            var captured = ModelDouble.says("Fine.");
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            captured.to(exchange);
        })) {
            assertThat(Personal.plainOrNull(answered(ask(endpoint)).text())).isEqualTo("Fine.");
        }
    }

    @Test
    void an_answer_of_ten_megabytes_is_not_read_to_its_end() {
        try (var endpoint = new ModelDouble(says("x".repeat(10_000_000)))) {
            var result = ask(endpoint);

            assertThat(fault(result).reasonCode()).isEqualTo("rejected");
            assertThat(result.rejected().getFirst().detail()).contains("larger than 1000000 bytes");
        }
    }

    @Test
    void an_answer_that_was_cut_off_is_asked_for_shorter() {
        try (var endpoint = new ModelDouble(says("It is on", "length"), says("On its way."))) {
            var result = ask(endpoint);

            assertThat(result.rejected())
                    .extracting(RejectedAttempt::reasonCode)
                    .containsExactly("cut_off");
            assertThat(Personal.plainOrNull(answered(result).text())).isEqualTo("On its way.");
        }
    }

    @Test
    void a_refusal_is_not_asked_again() {
        try (var endpoint = new ModelDouble(says("", "content_filter"))) {
            var result = ask(endpoint);

            assertThat(fault(result).reasonCode()).isEqualTo("rejected");
            assertThat(result.rejected())
                    .extracting(RejectedAttempt::reasonCode)
                    .containsExactly("refusal");
            assertThat(endpoint.asked()).isEqualTo(1);
        }
    }

    @Test
    void what_a_model_thinks_aloud_is_not_said() {
        try (var endpoint = new ModelDouble(says("<think>The customer is\nangry.</think>\n\nI am sorry."))) {
            assertThat(Personal.plainOrNull(answered(ask(endpoint)).text())).isEqualTo("I am sorry.");
        }
    }
}
