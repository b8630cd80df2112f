package io.casebook.tools.http;

import static io.casebook.tools.Sample.http;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casebook.conversation.definition.Tool;
import io.casebook.tools.Sample;
import io.casebook.tools.call.Denied;
import io.casebook.tools.call.Schema;
import io.casebook.tools.network.Network;
import io.casebook.tools.run.Attempt;
import io.casebook.tools.template.Installation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpToolTest {
    private static final String URL = "http://shop/x";

    private static Prepared filled(Map<String, ?> execution, String arguments) {
        return filled(execution, arguments, new Installation(name -> null, null));
    }

    private static Prepared filled(Map<String, ?> execution, String arguments, Installation installation) {
        var tool = Tool.writing("t")
                .parameters(Sample.ANYTHING)
                .execution(new HashMap<>(execution))
                .build();
        return compiled(tool).fill(Sample.arguments(arguments), installation, "call-1");
    }

    private static HttpTool compiled(Tool tool) {
        return HttpTool.of(tool, Schema.ofParameters(tool.name(), tool.parametersJson()));
    }

    @Nested
    class a_body {
        private String body(Object json, String arguments) {
            return String.valueOf(filled(http("method", "POST", "url", URL, "json", json), arguments)
                    .body());
        }

        @Test
        void keeps_the_type_of_a_value_that_stands_alone() {
            assertThat(body(Map.of("v", "{v}"), "{\"v\":44.10}")).isEqualTo("{\"v\":44.10}");
            assertThat(body(Map.of("v", "{v}"), "{\"v\":[true,{\"a\":\"1\"}]}"))
                    .isEqualTo("{\"v\":[true,{\"a\":\"1\"}]}");
        }

        @Test
        void turns_a_value_inside_a_text_into_text() {
            assertThat(body(Map.of("v", "order {v}!"), "{\"v\":44.10}")).isEqualTo("{\"v\":\"order 44.10!\"}");
        }

        @Test
        void cannot_be_broken_out_of() {
            assertThat(body(Map.of("v", "{v}", "w", "x {v}"), "{\"v\":\"\\\",\\\"admin\\\":true,\\\"\\\\\"}"))
                    .contains("\"v\":\"\\\",\\\"admin\\\":true,\\\"\\\\\"")
                    .contains("\"w\":\"x \\\",\\\"admin\\\":true,\\\"\\\\\"");
        }

        @Test
        void does_not_fill_in_what_a_value_says() {
            assertThat(body(Map.of("v", "{v}", "w", "x {v}"), "{\"v\":\"{w} ${secret:key}\"}"))
                    .contains("\"v\":\"{w} ${secret:key}\"")
                    .contains("\"w\":\"x {w} ${secret:key}\"");
        }

        @Test
        void leaves_out_what_has_no_value() {
            assertThat(body(Map.of("a", List.of("{x}", 1), "o", Map.of("x", "{x}")), "{}"))
                    .contains("\"a\":[1]")
                    .contains("\"o\":{}");
        }

        @Test
        void of_a_single_argument_may_be_missing_altogether() {
            assertThat(filled(http("method", "POST", "url", URL, "json", "{x}"), "{}")
                            .body())
                    .isNull();
        }
    }

    @Nested
    class a_header {
        private Prepared with(String value, String arguments) {
            return filled(
                    http("method", "POST", "url", URL, "headers", Map.of("X-Note", value)),
                    arguments,
                    new Installation(Map.of("CASEBOOK_SECRET_SHOP_KEY", "tok-123")::get, null));
        }

        @Test
        void is_filled_with_arguments_and_secrets() {
            var prepared = with("Bearer ${secret:shop-key} {x}", "{\"x\":\"y\"}");

            assertThat(prepared.headers()).containsEntry("X-Note", "Bearer tok-123 y");
            assertThat(prepared.secrets()).containsExactly("tok-123");
        }

        @Test
        void is_left_out_where_an_argument_has_no_value() {
            assertThat(with("{x}", "{}").headers()).doesNotContainKey("X-Note");
        }

        @ParameterizedTest
        @ValueSource(strings = {"a\\r\\nX-Admin: 1", "a\\nb", "a\\u0000", "ä"})
        void cannot_begin_another_one(String value) {
            assertThatThrownBy(() -> with("{x}", "{\"x\":\"" + value + "\"}"))
                    .isInstanceOf(Denied.class)
                    .hasMessageContaining("X-Note")
                    .hasMessageContaining("invalid_arguments");
        }

        @Test
        void replaces_the_one_that_would_be_sent_otherwise() {
            var prepared = filled(
                    http(
                            "method",
                            "POST",
                            "url",
                            URL,
                            "json",
                            1,
                            "headers",
                            Map.of("content-type", "application/vnd.x+json")),
                    "{}");

            assertThat(prepared.headers())
                    .containsEntry("content-type", "application/vnd.x+json")
                    .doesNotContainKey("Content-Type");
        }
    }

    @Nested
    class a_secret {
        @TempDir
        Path secrets;

        private Prepared with(Installation installation) {
            return filled(
                    http("method", "POST", "url", URL, "headers", Map.of("Authorization", "Bearer ${secret:shop}")),
                    "{}",
                    installation);
        }

        @Test
        void comes_from_the_environment_before_the_directory() throws IOException {
            Files.writeString(secrets.resolve("shop"), "from-file\n");

            assertThat(with(new Installation(name -> null, secrets)).headers())
                    .containsEntry("Authorization", "Bearer from-file");
            assertThat(with(new Installation(Map.of("CASEBOOK_SECRET_SHOP", "from-env")::get, secrets))
                            .headers())
                    .containsEntry("Authorization", "Bearer from-env");
        }

        @Test
        void that_is_missing_denies_the_call_and_says_where_to_put_it() {
            assertThatThrownBy(() -> with(new Installation(name -> null, secrets)))
                    .isInstanceOf(Denied.class)
                    .hasMessageContaining("secret_missing")
                    .hasMessageContaining("CASEBOOK_SECRET_SHOP")
                    .hasMessageContaining("casebook.tools.secrets-dir");
        }

        @Test
        void is_not_shown_when_the_request_is_printed() {
            assertThat(with(new Installation(Map.of("CASEBOOK_SECRET_SHOP", "tok-123")::get, null)))
                    .asString()
                    .isEqualTo("POST shop");
        }

        @Test
        void cannot_be_read_as_a_variable() {
            assertThatThrownBy(() -> filled(
                            http("method", "POST", "url", "${env:CASEBOOK_SECRET_SHOP}/x"),
                            "{}",
                            new Installation(name -> "http://x", null)))
                    .isInstanceOf(Denied.class)
                    .hasMessageContaining("CASEBOOK_SECRET_SHOP")
                    .hasMessageContaining("invalid_definition");
        }
    }

    @Test
    void a_variable_that_is_missing_denies_the_call() {
        assertThatThrownBy(() -> filled(http("method", "POST", "url", "${env:SHOP_URL}/x"), "{}"))
                .isInstanceOf(Denied.class)
                .hasMessageContaining("variable_missing")
                .hasMessageContaining("SHOP_URL");
    }

    @Nested
    class a_definition {
        private void refused(Tool tool, String because) {
            assertThatThrownBy(() -> compiled(tool))
                    .isInstanceOf(Denied.class)
                    .hasMessageContaining("invalid_definition")
                    .hasMessageContaining(because);
        }

        @Test
        void of_a_writing_tool_cannot_use_a_method_that_others_may_repeat() {
            refused(
                    Tool.writing("t")
                            .execution(http("method", "GET", "url", URL))
                            .build(),
                    "POST, PUT, PATCH or DELETE");
        }

        @Test
        void cannot_name_a_parameter_that_nothing_fills() {
            refused(
                    Tool.reading("t")
                            .execution(http("method", "GET", "url", URL + "/{oder_id}"))
                            .build(),
                    "nothing fills {oder_id}");
        }

        @Test
        void cannot_have_keys_that_mean_nothing() {
            refused(
                    Tool.reading("t")
                            .execution(http("method", "GET", "url", URL, "body", "x"))
                            .build(),
                    "http.body");
        }

        @Test
        void cannot_set_headers_that_are_the_clients_own() {
            refused(
                    Tool.reading("t")
                            .execution(http("method", "GET", "url", URL, "headers", Map.of("Host", "evil")))
                            .build(),
                    "Host");
        }
    }

    @Test
    void a_call_to_a_private_address_that_nobody_declared_is_denied_before_anything_is_sent() {
        var sender = new Sender(Duration.ofSeconds(2), 1_000, Network.ofPublicAddresses());
        var kinds = Sample.kinds(sender, Sample.BARE);
        for (var url : List.of("http://localhost:1/orders", "http://169.254.169.254/latest", "http://[::1]:1/")) {
            var call = Sample.call(kinds, Sample.reading(url).build(), "{}");
            assertThatThrownBy(() -> call.tool().carrier().prepare(call))
                    .isInstanceOfSatisfying(
                            Denied.class, denied -> assertThat(denied.reason()).isEqualTo(Denied.ADDRESS_REFUSED));
        }
    }

    @Test
    void an_address_is_looked_at_again_when_the_connection_is_made() throws InterruptedException {
        var sender = new Sender(Duration.ofSeconds(2), 1_000, Network.ofPublicAddresses());
        var prepared = new Prepared("GET", URI.create("http://localhost:1/"), Map.of(), null, Set.of());
        assertThat(sender.send(prepared, Duration.ofSeconds(2)))
                .isInstanceOfSatisfying(
                        Exchange.Failed.class,
                        failed -> assertThat(failed.attempt())
                                .isInstanceOfSatisfying(
                                        Attempt.NotSent.class,
                                        notSent -> assertThat(notSent.why()).contains("private address")));
    }

    @Test
    void the_key_of_a_call_stands_in_the_field_that_the_definition_names() {
        var tool = Sample.writing("http://localhost:1/refunds")
                .idempotencyField("request_id")
                .build();
        var http = HttpTool.of(tool, Schema.ofParameters("refund_order", Sample.ANYTHING));
        assertThat(http.fill(Sample.arguments("{\"amount\":5}"), Sample.BARE, "call-7")
                        .body())
                .isEqualTo("{\"amount\":5,\"request_id\":\"call-7\"}");
    }

    @Test
    void a_field_for_the_key_needs_a_body_that_is_an_object() {
        var tool = Tool.writing("refund_order")
                .idempotencyField("request_id")
                .execution(Sample.http("method", "POST", "url", "http://shop/refunds"))
                .build();
        assertThatThrownBy(() -> HttpTool.of(tool, Schema.ofParameters("refund_order", Sample.ANYTHING)))
                .isInstanceOf(Denied.class)
                .hasMessageContaining("idempotency_field");
    }
}
