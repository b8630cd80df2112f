package io.casebook.tools.run;

import static io.casebook.tools.Sample.call;
import static io.casebook.tools.Sample.writing;
import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.Tool;
import io.casebook.tools.Sample;
import io.casebook.tools.ToolDouble;
import io.casebook.tools.http.Sender;
import io.casebook.vocabulary.tool.ToolFailure;
import io.casebook.vocabulary.tool.ToolSuccess;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WritingToolsTest {
    private final ToolDouble tool = new ToolDouble();
    private final Sender sender = new Sender(Duration.ofSeconds(2), 1 << 20, Sample.NETWORK);
    private final Kinds kinds = Sample.kinds(sender, Sample.BARE);
    private final ToolCaller calls = new ToolCaller(CallSettings.DEFAULTS, InstantSource.system(), Sample.VAULT);

    @AfterEach
    void close() {
        tool.close();
        sender.close();
    }

    private Sent write(boolean repeat) throws InterruptedException {
        return write(
                writing(tool.url() + "/refunds")
                        .idempotencyHeader("Idempotency-Key")
                        .build(),
                repeat);
    }

    private Sent write(Tool called, boolean repeat) throws InterruptedException {
        return calls.write(call(kinds, called, "{\"amount\":44.10}"), repeat);
    }

    private static ToolFailure failure(Sent sent) {
        assertThat(sent).isInstanceOf(Sent.Settled.class);
        return (ToolFailure) ((Sent.Settled) sent).outcome();
    }

    @Test
    void a_call_carries_its_id_as_the_key() throws InterruptedException {
        assertThat(write(false)).isInstanceOf(Sent.Settled.class);

        assertThat(tool.last().method()).isEqualTo("POST");
        assertThat(tool.last().body()).isEqualTo("{\"amount\":44.10}");
        assertThat(tool.last().header("Idempotency-Key")).isEqualTo("call-1");
        assertThat(tool.last().header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void a_call_without_a_declared_header_carries_no_key() throws InterruptedException {
        var sent = (Sent.Settled) write(writing(tool.url()).build(), false);

        assertThat(sent.outcome()).isInstanceOf(ToolSuccess.class);
        assertThat(tool.last().header("Idempotency-Key")).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 409, 422, 429})
    void a_refusal_of_the_first_try_settles_it(int status) throws InterruptedException {
        tool.answers(status, "{}");

        assertThat(failure(write(false)).status()).isEqualTo(status);
        assertThat(tool.asked()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 409, 425, 429})
    void such_a_refusal_of_a_repetition_settles_nothing(int status) throws InterruptedException {
        tool.answers(status, "{}");

        assertThat(write(true)).isInstanceOf(Sent.InDoubt.class);
    }

    @Test
    void another_refusal_of_a_repetition_is_the_answer_to_the_first_try() throws InterruptedException {
        tool.answers(422, "{}");

        assertThat(failure(write(true)).reasonCode()).isEqualTo("rejected");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 301, 302, 303})
    void what_may_have_been_done_is_in_doubt_and_not_tried_again(int status) throws InterruptedException {
        tool.answers(status, "{}");

        assertThat(write(false)).isInstanceOf(Sent.InDoubt.class);
        assertThat(tool.asked()).hasSize(1);
    }

    @Test
    void a_request_to_send_it_elsewhere_is_not_followed() throws InterruptedException {
        tool.answers(exchange -> {
            exchange.getResponseHeaders().set("Location", "/there");
            exchange.sendResponseHeaders(307, -1);
        });

        assertThat(failure(write(false)).reasonCode()).isEqualTo("redirected");
        assertThat(tool.asked()).hasSize(1);
    }

    @Test
    void a_dropped_answer_is_in_doubt() throws InterruptedException {
        tool.answers(ToolDouble::dropMidBody);

        assertThat(write(false)).isInstanceOf(Sent.InDoubt.class);
        assertThat(tool.asked()).hasSize(1);
    }

    @Test
    void a_connection_that_is_closed_without_an_answer_is_in_doubt_and_the_client_does_not_try_again()
            throws InterruptedException {
        write(false);
        tool.answers(exchange -> exchange.close());

        assertThat(write(false)).isInstanceOf(Sent.InDoubt.class);
        assertThat(tool.asked()).hasSize(2);
    }

    @Test
    void an_answer_that_comes_too_late_is_in_doubt() throws InterruptedException {
        var over = new CountDownLatch(1);
        tool.answers(exchange -> {
            var _ = over.await(30, TimeUnit.SECONDS);
        });

        assertThat(write(writing(tool.url()).timeout(Duration.ofMillis(50)).build(), false))
                .isInstanceOf(Sent.InDoubt.class);
        over.countDown();
    }

    @Test
    void a_page_in_place_of_an_answer_is_in_doubt() throws InterruptedException {
        tool.answers(exchange -> ToolDouble.answer(exchange, 200, "text/html", "<html>Log in</html>"));

        assertThat(write(false)).isInstanceOf(Sent.InDoubt.class);
    }

    @Test
    void a_tool_that_asked_to_be_left_alone_gets_nothing_from_the_calls_after() throws InterruptedException {
        tool.answers(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "60");
            ToolDouble.answer(exchange, 429, "application/json", "{}");
        });
        assertThat(failure(write(false)).reasonCode()).isEqualTo("rate_limited");

        assertThat(write(false))
                .isInstanceOfSatisfying(
                        Sent.Nothing.class, nothing -> assertThat(nothing.why()).contains("asked to be left alone"));
        assertThat(write(true)).isInstanceOf(Sent.Nothing.class);
        assertThat(tool.asked()).hasSize(1);
    }

    @Test
    void a_tool_that_is_not_there_got_nothing() throws InterruptedException {
        tool.close();

        assertThat(write(false)).isInstanceOf(Sent.Nothing.class);
    }

    @Test
    void a_deadline_that_has_passed_sends_nothing() throws InterruptedException {
        var late = call(
                writing(tool.url()).build(),
                "{}",
                Objects.requireNonNull(InstantSource.system().instant()).minusMillis(1));

        assertThat(calls.write(late, false)).isInstanceOf(Sent.Nothing.class);
        assertThat(tool.asked()).isEmpty();
    }
}
