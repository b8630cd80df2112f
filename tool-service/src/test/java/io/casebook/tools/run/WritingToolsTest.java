package io.casebook.tools.run;

import static io.casebook.tools.Sample.call;
import static io.casebook.tools.Sample.writing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casebook.conversation.definition.Tool;
import io.casebook.tools.Sample;
import io.casebook.tools.ToolDouble;
import io.casebook.tools.call.Denied;
import io.casebook.tools.http.Sender;
import io.casebook.vocabulary.tool.ToolFailure;
import io.casebook.vocabulary.tool.ToolSuccess;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>Log in</html>",
                "\n <!DOCTYPE html><p>Log in</p>",
                "<?xml version='1.0'?><html/>",
                "\ufeff<html/>"
            })
    void a_page_that_does_not_say_that_it_is_one_is_in_doubt(String page) throws InterruptedException {
        tool.answers(exchange -> ToolDouble.answer(exchange, 200, "", page));

        assertThat(write(false)).isInstanceOf(Sent.InDoubt.class);
    }

    @Test
    void a_page_that_says_that_it_is_plain_text_is_in_doubt() throws InterruptedException {
        tool.answers(exchange -> ToolDouble.answer(exchange, 200, "text/plain", "<HTML>Log in</html>"));

        assertThat(write(false)).isInstanceOf(Sent.InDoubt.class);
    }

    @Test
    void what_an_answer_lacks_is_told_without_the_values_in_its_names() throws InterruptedException {
        tool.answers(200, "{\"accounts\":{\"DE89370400440532013000\":\"x\"}}");

        var sent = write(
                writing(tool.url())
                        .returns("{\"properties\":{\"accounts\":{\"additionalProperties\":{\"type\":\"number\"}}}}")
                        .build(),
                false);

        assertThat(sent)
                .isInstanceOfSatisfying(
                        Sent.InDoubt.class,
                        doubt -> assertThat(doubt.why())
                                .contains("does not match `returns`", "‹IBAN ending 3000›")
                                .doesNotContain("DE8937"));
    }

    @Test
    void a_head_without_an_end_is_given_up_early() throws InterruptedException {
        tool.answers(exchange -> {
            exchange.getResponseHeaders().set("X-Long", "x".repeat(1 << 20));
            ToolDouble.answer(exchange, 200, "application/json", "{}");
        });

        assertThat(write(false))
                .isInstanceOfSatisfying(
                        Sent.InDoubt.class, doubt -> assertThat(doubt.why()).contains("MessageConstraintException"));
    }

    @Test
    void a_head_of_thousands_of_lines_is_given_up_early() throws InterruptedException {
        tool.answers(exchange -> {
            for (var i = 0; i < 5_000; i++) {
                exchange.getResponseHeaders().set("X-" + i, "x");
            }
            ToolDouble.answer(exchange, 200, "application/json", "{}");
        });

        assertThat(write(false)).isInstanceOf(Sent.InDoubt.class);
    }

    @ParameterizedTest
    @ValueSource(classes = {StackOverflowError.class, NoClassDefFoundError.class, IllegalStateException.class})
    void a_fault_of_ours_after_a_call_was_sent_leaves_it_in_doubt(Class<? extends Throwable> fault) throws Exception {
        var sample = call(kinds, writing(tool.url()).build(), "{\"amount\":1}");
        var thrown = fault.getDeclaredConstructor().newInstance();

        var sent = calls.write(carried(sample, new Faulty(thrown)), false);

        assertThat(sent)
                .isInstanceOfSatisfying(
                        Sent.InDoubt.class,
                        doubt -> assertThat(doubt.why()).contains("fault of Casebook's own", fault.getSimpleName()));
    }

    @Test
    void a_call_that_cannot_be_put_together_in_the_end_is_denied_all_the_same() {
        var sample = call(kinds, writing(tool.url()).build(), "{\"amount\":1}");

        assertThatThrownBy(() -> calls.write(
                        carried(sample, new Faulty(new Denied(Denied.ADDRESS_REFUSED, "not there"))), false))
                .isInstanceOf(Denied.class);
    }

    @Test
    void a_fault_while_an_answer_is_judged_leaves_the_call_in_doubt() throws InterruptedException {
        var sample = call(kinds, writing(tool.url()).build(), "{\"amount\":1}");
        var carried = carried(sample, new Answering(new Attempt.Done(new Unreadable(), 200)));

        assertThat(calls.write(carried, false)).isInstanceOf(Sent.InDoubt.class);
    }

    private static Call carried(Call call, Ready ready) {
        var tool = call.tool();
        return new Call(
                call.id(),
                call.caller(),
                new CompiledTool(
                        tool.tool(),
                        tool.parameters(),
                        tool.returns(),
                        tool.projection(),
                        tool.redaction(),
                        ignored -> ready),
                call.arguments(),
                call.deadline());
    }

    /** Breaks while it sends. */
    private record Faulty(Throwable fault) implements Ready {
        @Override
        public Attempt send(Duration within) {
            if (fault instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) fault;
        }

        @Override
        public Set<String> secrets() {
            return Set.of();
        }
    }

    /** Answers so. */
    private record Answering(Attempt attempt) implements Ready {
        @Override
        public Attempt send(Duration within) {
            return attempt;
        }

        @Override
        public Set<String> secrets() {
            return Set.of();
        }
    }

    /** An answer that cannot be looked through to its end. */
    private static final class Unreadable extends tools.jackson.databind.node.ObjectNode {
        Unreadable() {
            super(tools.jackson.databind.node.JsonNodeFactory.instance);
        }

        @Override
        public java.util.Collection<String> propertyNames() {
            throw new StackOverflowError();
        }
    }
}
