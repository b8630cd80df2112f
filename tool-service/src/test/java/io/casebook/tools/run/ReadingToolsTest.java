package io.casebook.tools.run;

import static io.casebook.tools.Sample.call;
import static io.casebook.tools.Sample.http;
import static io.casebook.tools.Sample.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.Tool;
import io.casebook.schemas.Personal;
import io.casebook.tools.Sample;
import io.casebook.tools.ToolDouble;
import io.casebook.tools.http.Sender;
import io.casebook.tools.template.Installation;
import io.casebook.vocabulary.tool.ToolFailure;
import io.casebook.vocabulary.tool.ToolSuccess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingToolsTest {
    private final ToolDouble tool = new ToolDouble();
    private final Sender sender = new Sender(Duration.ofSeconds(2), 1 << 20, Sample.NETWORK);
    private final Kinds kinds =
            Sample.kinds(sender, new Installation(Map.of("CASEBOOK_SECRET_KEY", "tok-123")::get, null));
    private final ToolCaller calls = new ToolCaller(CallSettings.DEFAULTS, InstantSource.system(), Sample.VAULT);

    @AfterEach
    void close() {
        tool.close();
        sender.close();
    }

    private Executed read(Tool called) throws InterruptedException {
        return calls.read(call(kinds, called, "{\"id\":\"1001\"}"));
    }

    private Executed read() throws InterruptedException {
        return read(reading(tool.url() + "/orders/{id}").build());
    }

    private static @Nullable String content(Executed executed) {
        return switch (executed.outcome()) {
            case ToolSuccess success -> Personal.plain(success.content());
            case ToolFailure failure -> Personal.plainOrNull(failure.content());
            default -> throw new AssertionError(executed.toString());
        };
    }

    private static void failed(Executed executed, String reason, @Nullable Integer status) {
        assertThat(executed.outcome()).isInstanceOf(ToolFailure.class);
        var failure = (ToolFailure) executed.outcome();
        assertThat(failure.reasonCode()).isEqualTo(reason);
        assertThat(failure.status()).isEqualTo(status);
    }

    @Nested
    class an_answer {
        @Test
        void in_json_is_the_result() throws InterruptedException {
            tool.answers(200, " { \"total\" : 44.10 } ");

            var executed = read();

            assertThat(content(executed)).isEqualTo("{\"total\":44.10}");
            assertThat(executed.attempts()).isEqualTo(1);
            assertThat(tool.last().target()).isEqualTo("/orders/1001");
            assertThat(tool.last().header("Accept")).isEqualTo("application/json");
        }

        @ParameterizedTest
        @CsvSource({
            "text/plain, on its way, '{\"text\":\"on its way\"}'",
            "text/plain; charset=utf-8, '{}', '{\"text\":\"{}\"}'",
            "application/problem+json, '{}', '{}'",
            "'', '[1]', '[1]'",
            "'', 'hello', '{\"text\":\"hello\"}'",
            "application/json, '', '{}'",
        })
        void in_text_or_without_a_type_is_wrapped(String type, String body, String result) throws InterruptedException {
            tool.answers(exchange -> ToolDouble.answer(exchange, 200, type, body));

            assertThat(content(read())).isEqualTo(result);
        }

        @ParameterizedTest
        @CsvSource({
            "text/html, <html>Log in</html>",
            "application/json, <html>Log in</html>",
            "application/json, '{\"a\":1'",
            "application/json, '{} trailing'",
            "application/octet-stream, '{}'",
        })
        void that_is_not_json_is_of_no_use(String type, String body) throws InterruptedException {
            tool.answers(exchange -> ToolDouble.answer(exchange, 200, type, body));

            failed(read(), "invalid_output", 200);
        }

        @Test
        void that_is_not_utf8_is_of_no_use() throws InterruptedException {
            tool.answers(exchange -> ToolDouble.answer(
                    exchange, 200, "application/json", "{\"a\":\"ü\"}".getBytes(StandardCharsets.ISO_8859_1)));

            failed(read(), "invalid_output", 200);
        }

        @Test
        void without_end_is_cut_off() throws InterruptedException {
            tool.answers(ToolDouble::endless);

            failed(read(), "invalid_output", 200);
        }

        @Test
        void too_long_to_keep_is_of_no_use() throws InterruptedException {
            tool.answers(200, "\"" + "x".repeat(70_000) + "\"");

            failed(read(), "invalid_output", 200);
        }

        @Test
        void that_breaks_its_promise_is_of_no_use() throws InterruptedException {
            tool.answers(200, "{\"id\":1}");
            var promising = reading(tool.url()).returns("{\"type\":\"object\",\"required\":[\"id\",\"status\"]}");

            failed(read(promising.build()), "invalid_output", 200);
            tool.answers(200, "{\"id\":1,\"status\":\"sent\",\"new\":true}");
            assertThat(read(promising.build()).outcome()).isInstanceOf(ToolSuccess.class);
        }

        @Test
        void is_redacted_before_anybody_sees_it() throws InterruptedException {
            tool.answers(200, "{\"card\":{\"number\":\"x\"},\"note\":\"4111111111111111\",\"echo\":\"tok-123\"}");
            var redacting = Tool.reading("t")
                    .parameters(Sample.ANYTHING)
                    .redact(List.of("/card/number"))
                    .execution(http("method", "GET", "url", tool.url(), "headers", Map.of("Key", "${secret:KEY}")))
                    .build();

            assertThat(content(read(redacting)))
                    .isEqualTo(
                            "{\"card\":{\"number\":\"‹hidden number›\"},\"note\":\"‹card ending 1111›\",\"echo\":\"[redacted]\"}");
        }
    }

    @Nested
    class a_refusal {
        @ParameterizedTest
        @CsvSource({
            "404, not_found",
            "410, not_found",
            "400, rejected",
            "401, rejected",
            "409, rejected",
            "422, rejected"
        })
        void is_told_and_not_tried_again(int status, String reason) throws InterruptedException {
            tool.answers(status, "{\"message\":\"no\"}");

            var executed = read();

            failed(executed, reason, status);
            assertThat(content(executed)).isEqualTo("{\"message\":\"no\"}");
            assertThat(tool.asked()).hasSize(1);
        }

        @Test
        void in_html_is_told_without_its_page() throws InterruptedException {
            tool.answers(exchange -> ToolDouble.answer(exchange, 404, "text/html", "<h1>Not found</h1>"));

            assertThat(content(read())).isNull();
        }

        @Test
        void is_redacted_too() throws InterruptedException {
            tool.answers(400, "{\"card\":\"4111111111111111\"}");

            assertThat(content(read())).isEqualTo("{\"card\":\"‹card ending 1111›\"}");
        }
    }

    @Nested
    class trouble {
        @ParameterizedTest
        @ValueSource(ints = {429, 500, 502, 503, 504})
        void is_tried_again_until_it_passes(int status) throws InterruptedException {
            tool.answers(exchange ->
                    ToolDouble.answer(exchange, tool.asked().size() < 3 ? status : 200, "application/json", "{}"));

            var executed = read();

            assertThat(executed.outcome()).isInstanceOf(ToolSuccess.class);
            assertThat(executed.attempts()).isEqualTo(3);
        }

        @ParameterizedTest
        @CsvSource({"500, unavailable", "503, unavailable", "429, rate_limited"})
        void that_does_not_pass_is_told(int status, String reason) throws InterruptedException {
            tool.answers(status, "{}");

            var executed = read();

            failed(executed, reason, status);
            assertThat(executed.attempts()).isEqualTo(3);
        }

        @Test
        void is_tried_again_no_sooner_than_the_tool_asks_for() throws InterruptedException {
            tool.answers(exchange -> {
                exchange.getResponseHeaders().set("Retry-After", "3600");
                ToolDouble.answer(exchange, 503, "application/json", "{}");
            });

            failed(read(), "unavailable", 503);
            assertThat(tool.asked()).as("an hour is beyond the deadline").hasSize(1);
        }

        @Test
        void of_one_call_that_was_told_to_wait_keeps_the_other_calls_of_the_tool_waiting() throws InterruptedException {
            tool.answers(exchange -> {
                exchange.getResponseHeaders().set("Retry-After", "60");
                ToolDouble.answer(exchange, 429, "application/json", "{}");
            });
            failed(read(), "rate_limited", 429);

            var other = read();

            failed(other, "rate_limited", null);
            assertThat(other.attempts()).isZero();
            assertThat(tool.asked()).as("a minute is beyond the deadline").hasSize(1);
        }

        @Test
        void that_asks_for_no_pause_is_given_one_all_the_same() throws InterruptedException {
            tool.answers(exchange -> {
                exchange.getResponseHeaders().set("Retry-After", "0");
                ToolDouble.answer(exchange, tool.asked().size() < 3 ? 429 : 200, "application/json", "{}");
            });

            assertThat(read().outcome()).isInstanceOf(ToolSuccess.class);
        }

        @Test
        void of_a_dropped_answer_is_tried_again() throws InterruptedException {
            tool.answers(exchange -> {
                if (tool.asked().size() == 1) {
                    ToolDouble.dropMidBody(exchange);
                } else {
                    ToolDouble.answer(exchange, 200, "application/json", "{}");
                }
            });

            assertThat(read().outcome()).isInstanceOf(ToolSuccess.class);
        }

        @Test
        void of_a_tool_that_is_not_there_is_told() throws InterruptedException {
            tool.close();

            failed(read(), "unavailable", null);
        }

        @Test
        void of_a_slow_answer_is_a_timeout() throws InterruptedException {
            var over = new CountDownLatch(1);
            tool.answers(exchange -> {
                var _ = over.await(30, TimeUnit.SECONDS);
            });
            var impatient = reading(tool.url()).timeout(Duration.ofMillis(50)).build();

            failed(read(impatient), "timeout", null);
            over.countDown();
        }

        @Test
        void of_a_slow_body_is_a_timeout_too() throws InterruptedException {
            var over = new CountDownLatch(1);
            tool.answers(exchange -> {
                exchange.sendResponseHeaders(200, 100);
                exchange.getResponseBody().write('{');
                exchange.getResponseBody().flush();
                var _ = over.await(30, TimeUnit.SECONDS);
            });
            var impatient = reading(tool.url()).timeout(Duration.ofMillis(50)).build();

            failed(read(impatient), "timeout", null);
            over.countDown();
        }

        @Test
        void stops_the_calls_for_a_while_when_there_is_too_much_of_it() throws InterruptedException {
            tool.answers(500, "{}");
            for (var i = 0; i < Gate.LATEST_CALLS; i++) {
                failed(read(), "unavailable", 500);
                if (tool.asked().size() >= Gate.FAILURES) {
                    break;
                }
            }
            var asked = tool.asked().size();

            failed(read(), "unavailable", null);

            assertThat(tool.asked()).hasSize(asked);
        }
    }

    @Nested
    class a_redirect {
        @Test
        void on_the_same_server_is_followed() throws InterruptedException {
            tool.answers(exchange -> {
                if (exchange.getRequestURI().getPath().equals("/new")) {
                    ToolDouble.answer(exchange, 200, "application/json", "{\"moved\":true}");
                } else {
                    exchange.getResponseHeaders().set("Location", "/new");
                    exchange.sendResponseHeaders(302, -1);
                }
            });

            assertThat(content(read())).isEqualTo("{\"moved\":true}");
        }

        @Test
        void to_another_server_is_not_followed() throws InterruptedException {
            try (var elsewhere = new ToolDouble()) {
                tool.answers(exchange -> {
                    exchange.getResponseHeaders().set("Location", elsewhere.url() + "/steal");
                    exchange.sendResponseHeaders(302, -1);
                });

                failed(read(), "redirected", 302);
                assertThat(elsewhere.asked()).isEmpty();
            }
        }

        @Test
        void in_a_circle_is_given_up() throws InterruptedException {
            tool.answers(exchange -> {
                exchange.getResponseHeaders().set("Location", "/again");
                exchange.sendResponseHeaders(302, -1);
            });

            failed(read(), "redirected", 302);
            assertThat(tool.asked()).hasSize(4);
        }
    }

    @Test
    void nothing_is_asked_after_the_deadline() throws InterruptedException {
        var late = call(reading(tool.url()).build(), "{}", Instant.now().minusMillis(1));

        failed(calls.read(late), "deadline_passed", null);
        assertThat(tool.asked()).isEmpty();
    }

    @Test
    void many_calls_wait_for_the_same_slow_tool_at_the_same_time() throws Exception {
        var all = new CountDownLatch(200);
        tool.answers(exchange -> {
            all.countDown();
            if (all.await(30, TimeUnit.SECONDS)) {
                ToolDouble.answer(exchange, 200, "application/json", "{}");
            }
        });
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 200)
                    .mapToObj(i -> callers.submit(() -> read()))
                    .toList();
            for (var answer : answers) {
                assertThat(answer.get().outcome()).isInstanceOf(ToolSuccess.class);
            }
        }
    }
}
