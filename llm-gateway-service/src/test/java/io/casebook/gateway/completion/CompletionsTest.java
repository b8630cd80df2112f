package io.casebook.gateway.completion;

import static io.casebook.gateway.ModelDouble.calls;
import static io.casebook.gateway.ModelDouble.fails;
import static io.casebook.gateway.ModelDouble.says;
import static io.casebook.gateway.completion.Gateway.answered;
import static io.casebook.gateway.completion.Gateway.fault;
import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.gateway.ModelDouble;
import io.casebook.gateway.Requests;
import io.casebook.gateway.models.Capability;
import io.casebook.gateway.models.ModelLimits;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Visibility;
import io.casebook.vocabulary.event.CompletionPurpose;
import io.casebook.vocabulary.event.Lane;
import io.casebook.vocabulary.llm.CompletionResult;
import io.casebook.vocabulary.llm.RejectedAttempt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Failover, deadlines, repetitions, and what is said when nothing works. */
class CompletionsTest {
    private final Gateway gateway = new Gateway();

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void the_next_model_answers_when_the_first_one_fails() {
        try (var first = new ModelDouble(fails(401));
                var second = new ModelDouble(says("From the second."))) {
            var result =
                    gateway.model("big", first).model("small", second).answer(Requests.reason("Hi", "big", "small"));

            assertThat(answered(result).model()).isEqualTo("small");
        }
    }

    @Test
    void the_next_model_answers_when_the_first_one_writes_nothing_usable_twice() {
        try (var first = new ModelDouble(calls("nonsense", "{}"));
                var second = new ModelDouble(says("From the second."))) {
            var result =
                    gateway.model("big", first).model("small", second).answer(Requests.reason("Hi", "big", "small"));

            assertThat(answered(result).model()).isEqualTo("small");
            assertThat(result.rejected())
                    .extracting(RejectedAttempt::model, RejectedAttempt::reasonCode)
                    .containsOnly(org.assertj.core.groups.Tuple.tuple("big", "unknown_tool"))
                    .hasSize(2);
        }
    }

    @Test
    void a_model_that_hangs_leaves_the_next_one_half_of_the_time() {
        try (var first = new ModelDouble(says("unused"));
                var second = new ModelDouble(says("In time."))) {
            first.then(first.hangs());
            gateway.model("big", first).model("small", second).answer(Requests.reason("warm", "big"));
            var result = gateway.answer(Requests.reason("Hi", "big", "small")
                    .withDeadlineAt(Instant.now().plusMillis(6000)));

            assertThat(answered(result).model()).isEqualTo("small");
        }
    }

    @Test
    void a_model_that_is_slow_for_the_first_time_is_overtaken_by_the_next_one() {
        try (var first = new ModelDouble(says("unused"));
                var second = new ModelDouble(says("Overtook."))) {
            first.then(first.hangs());
            gateway.hedged("big", first, Duration.ofMillis(50)).model("small", second);
            gateway.answer(Requests.reason("warm", "big"));
            var result = gateway.answer(Requests.reason("Hi", "big", "small"));

            assertThat(answered(result).model()).isEqualTo("small");
        }
    }

    @Test
    void an_overtaken_model_that_answers_first_all_the_same_is_taken_at_its_word() {
        try (var first = new ModelDouble(exchange -> {
                    gateway.await("small");
                    says("Late, but first.").to(exchange);
                });
                var second = new ModelDouble(says("unused"))) {
            second.then(exchange -> {
                gateway.came("small");
                second.hangs().to(exchange);
            });
            gateway.hedged("big", first, Duration.ofMillis(50)).model("small", second);
            gateway.answer(Requests.reason("warm", "small"));
            var result = gateway.answer(Requests.reason("Hi", "big", "small"));

            assertThat(answered(result).model()).isEqualTo("big");
        }
    }

    @Test
    void a_slow_model_that_fails_in_the_end_hurries_no_third_one() {
        try (var first = new ModelDouble(exchange -> {
                    gateway.await("second");
                    fails(401).to(exchange);
                });
                var second = new ModelDouble(exchange -> {
                    gateway.came("second");
                    gateway.await("first failed");
                    says("In its own time.").to(exchange);
                });
                var third = new ModelDouble(says("Too eager."))) {
            gateway.hedged("big", first, Duration.ofMillis(20))
                    .model("other", second)
                    .model("small", third);
            Thread.ofVirtual().start(() -> {
                org.awaitility.Awaitility.await().until(() -> first.asked() == 1 && gateway.hasCome("second"));
                gateway.came("first failed");
            });
            var result = gateway.answer(Requests.reason("Hi", "big", "other", "small"));

            assertThat(answered(result).model()).isEqualTo("other");
            assertThat(third.asked()).isZero();
        }
    }

    @Test
    void the_built_in_model_overtakes_nobody() {
        try (var first = new ModelDouble(says("Slowly, but well."))) {
            gateway.hedged("big", first, Duration.ofNanos(1));
            var request = Requests.reason("How long can I return something?", "big", "builtin")
                    .withPassages(List.of(Requests.passage(
                            "returns", "Return policy", "You can return an order within 30 days.", Visibility.PUBLIC)))
                    .withAnswerability(0.9);

            assertThat(answered(gateway.answer(request)).model()).isEqualTo("big");
        }
    }

    @Test
    void a_request_with_tools_goes_past_a_model_that_cannot_call_any() {
        try (var first = new ModelDouble(says("No tools here."));
                var second = new ModelDouble(says("From the second."))) {
            gateway.without(Capability.TOOLS, "big", first).model("small", second);

            assertThat(answered(gateway.answer(Requests.reason("Hi", "big", "small")))
                            .model())
                    .isEqualTo("small");
            assertThat(answered(gateway.answer(Requests.reason("Hi", "big").withTools(List.of())))
                            .model())
                    .isEqualTo("big");
            assertThat(fault(gateway.answer(Requests.reason("Hi", "big"))).reasonCode())
                    .isEqualTo("no_tools");
        }
    }

    @Test
    void a_request_without_a_deadline_is_told_so_and_put_to_nobody() {
        try (var endpoint = new ModelDouble(says("unused"))) {
            var result = gateway.model("big", endpoint)
                    .answer(Requests.reason("Hi", "big").withDeadlineAt(Instant.EPOCH));

            assertThat(fault(result).reasonCode()).isEqualTo("invalid_request");
            assertThat(fault(result).detail()).contains("deadline");
            assertThat(endpoint.asked()).isZero();
        }
    }

    @Test
    void a_long_limit_of_the_first_model_sends_the_request_to_the_next() {
        try (var first = new ModelDouble(fails(429, "{}", Map.of("Retry-After", "20")));
                var second = new ModelDouble(says("At once."))) {
            var result =
                    gateway.model("big", first).model("small", second).answer(Requests.reason("Hi", "big", "small"));

            assertThat(answered(result).model()).isEqualTo("small");
        }
    }

    @Test
    void articles_still_answer_when_the_models_are_down_and_builtin_stands_last() {
        try (var first = new ModelDouble(fails(503))) {
            var request = Requests.reason("How long can I return something?", "big", "builtin")
                    .withPassages(List.of(Requests.passage(
                            "returns", "Return policy", "You can return an order within 30 days.", Visibility.PUBLIC)))
                    .withAnswerability(0.9);
            var answer = answered(gateway.model("big", first).answer(request));

            assertThat(answer.model()).isEqualTo("builtin");
            assertThat(Personal.plainOrNull(answer.text())).contains("30 days");
        }
    }

    @Test
    void when_builtin_cannot_step_in_the_reason_is_that_of_the_model_before_it() {
        try (var first = new ModelDouble(fails(503))) {
            var request = Requests.reason("Hi", "big", "builtin").withProcedureId("refund");

            assertThat(fault(gateway.model("big", first).answer(request)).reasonCode())
                    .isEqualTo("unavailable");
        }
    }

    @Test
    void a_model_that_nobody_configured_is_named() {
        var fault = fault(gateway.answer(Requests.reason("Hi", "gigantic")));

        assertThat(fault.reasonCode()).isEqualTo("unknown_model");
        assertThat(fault.detail()).contains("gigantic", "models file");
    }

    @Test
    void a_model_without_its_key_says_which_variable_is_missing_and_the_next_one_answers() {
        try (var endpoint = new ModelDouble(says("Fine."))) {
            gateway.keyless("big", endpoint).model("small", endpoint);

            var fault = fault(gateway.answer(Requests.reason("Hi", "big")));
            assertThat(fault.reasonCode()).isEqualTo("unusable_model");
            assertThat(fault.detail()).contains("NOT_SET");
            assertThat(answered(gateway.answer(Requests.reason("Hi", "big", "small")))
                            .model())
                    .isEqualTo("small");
        }
    }

    @Test
    void a_role_without_models_is_a_fault() {
        assertThat(fault(gateway.answer(Requests.reason("Hi"))).reasonCode()).isEqualTo("no_model");
    }

    @Test
    void a_request_past_its_deadline_is_answered_at_once_and_put_to_nobody() {
        try (var endpoint = new ModelDouble(says("late"))) {
            var result = gateway.model("big", endpoint)
                    .answer(Requests.reason("Hi", "big")
                            .withDeadlineAt(Instant.now().minusMillis(1)));

            assertThat(fault(result).reasonCode()).isEqualTo("deadline_exceeded");
            assertThat(endpoint.asked()).isZero();
        }
    }

    @Test
    void a_request_that_comes_again_gets_the_same_result_and_is_not_put_to_the_model_again() {
        try (var endpoint = new ModelDouble(says("Once."))) {
            var request = Requests.reason("Hi", "big");
            var first = gateway.model("big", endpoint).answer(request);

            assertThat(gateway.answer(request)).isEqualTo(first);
            assertThat(endpoint.asked()).isEqualTo(1);
        }
    }

    @Test
    void a_request_that_comes_again_while_it_is_worked_on_waits_for_the_same_result() throws Exception {
        try (var endpoint = new ModelDouble(exchange -> says("Once.").to(exchange));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            gateway.model("big", endpoint).completions();
            var request = Requests.reason("Hi", "big");
            var results = IntStream.range(0, 20)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> gateway.answer(request), threads))
                    .toList();

            assertThat(results.stream().map(CompletableFuture::join).distinct()).hasSize(1);
            assertThat(endpoint.asked()).isEqualTo(1);
        }
    }

    @Test
    void a_request_that_is_interrupted_has_no_result_and_is_worked_on_when_it_comes_again() throws Exception {
        try (var endpoint = new ModelDouble(says("unused"))) {
            endpoint.then(endpoint.hangs());
            endpoint.then(says("Now."));
            gateway.model("big", endpoint).answer(Requests.reason("warm", "big"));
            var request = Requests.reason("Hi", "big");
            var thrown = new CompletableFuture<Throwable>();
            var worker = Thread.ofVirtual().start(() -> {
                try {
                    var unexpected = gateway.answer(request);
                    thrown.complete(new AssertionError(unexpected.requestId()));
                } catch (StoppingException e) {
                    thrown.complete(e);
                }
            });
            org.awaitility.Awaitility.await().until(() -> endpoint.asked() == 2);
            worker.interrupt();

            assertThat(thrown.get()).isInstanceOf(StoppingException.class);
            assertThat(Personal.plainOrNull(answered(gateway.answer(request)).text()))
                    .isEqualTo("Now.");
        }
    }

    @Test
    void a_version_that_is_not_published_is_waited_for_and_then_named() {
        var fault = fault(gateway.without(null).answer(Requests.reason("Hi", "builtin")));

        assertThat(fault.reasonCode()).isEqualTo("unknown_definition");
        assertThat(fault.detail()).contains("0123456789ab");
    }

    @ParameterizedTest
    @EnumSource(
            value = CompletionPurpose.class,
            names = {"REPAIR", "SUMMARISE", "JUDGE"})
    void the_builtin_model_says_which_setting_gives_the_role_a_model_that_writes(CompletionPurpose purpose) {
        var request = Requests.reason("Hi", "builtin").withPurpose(purpose).withRole("judge");
        var fault = fault(gateway.answer(request));

        assertThat(fault.reasonCode()).isEqualTo("not_generative");
        assertThat(fault.detail()).contains("agent.yaml", "models:", "judge");
    }

    @Test
    void the_builtin_model_does_not_work_by_prose() {
        var request = Requests.reason("Hi", "builtin").withProcedureId("refund").withStep("2");

        assertThat(fault(gateway.answer(request)).reasonCode()).isEqualTo("not_generative");
    }

    @Test
    void a_prompt_that_does_not_fit_goes_to_the_next_model() {
        try (var tiny = new ModelDouble(says("tiny"));
                var big = new ModelDouble(says("big"))) {
            gateway.model("tiny", tiny, ModelLimits.NONE, 500).model("big", big);

            assertThat(answered(gateway.answer(Requests.reason("long ".repeat(2000), "tiny", "big")))
                            .model())
                    .isEqualTo("big");
            assertThat(tiny.asked()).isZero();
        }
    }

    @Test
    void where_no_model_has_room_for_the_whole_prompt_the_first_one_gets_a_shorter_one() {
        try (var tiny = new ModelDouble(says("From the first."));
                var other = new ModelDouble(says("unused"))) {
            gateway.model("tiny", tiny, ModelLimits.NONE, 2500).model("other", other, ModelLimits.NONE, 2500);
            var request = Requests.reason("And now?", "tiny", "other", "builtin")
                    .withPassages(IntStream.range(0, 40)
                            .mapToObj(i -> Requests.passage(
                                    "article-" + i, "Title", "Long passage. ".repeat(60), Visibility.PUBLIC))
                            .toList());

            assertThat(answered(gateway.answer(request)).model()).isEqualTo("tiny");
            assertThat(tiny.asked()).isEqualTo(1);
            assertThat(other.asked()).isZero();
        }
    }

    @Test
    void a_prompt_that_cannot_be_made_short_enough_is_a_clear_failure() {
        try (var tiny = new ModelDouble(says("unused"))) {
            gateway.model("tiny", tiny, ModelLimits.NONE, 500);
            var fault = fault(gateway.answer(Requests.reason("long ".repeat(2000), "tiny")));

            assertThat(fault.reasonCode()).isEqualTo("context_exceeded");
            assertThat(fault.detail()).contains("tiny", "500 tokens");
            assertThat(tiny.asked()).isZero();
        }
    }

    @Test
    void a_models_limit_is_never_exceeded_and_what_does_not_fit_is_told() {
        try (var endpoint = new ModelDouble(says("Fine."))) {
            gateway.model("big", endpoint, new ModelLimits(20, 0), 0);
            var results = IntStream.range(0, 6)
                    .mapToObj(i -> gateway.answer(Requests.reason("Hi", "big")
                            .withDeadlineAt(Instant.now().plusMillis(200))))
                    .toList();

            assertThat(endpoint.asked()).isLessThanOrEqualTo(2);
            assertThat(fault(results.getLast()).reasonCode()).isEqualTo("rate_limited");
        }
    }

    @Test
    void background_work_leaves_a_share_of_the_limit_to_waiting_customers() {
        try (var endpoint = new ModelDouble(says("Fine."))) {
            gateway.model("big", endpoint, new ModelLimits(100, 0), 0);
            CompletionResult last = null;
            for (var i = 0; i < 20; i++) {
                last = gateway.answer(
                        Requests.reason("Hi", "big")
                                .withDeadlineAt(Instant.now().plusMillis(50)),
                        Lane.BACKGROUND);
            }

            assertThat(fault(java.util.Objects.requireNonNull(last)).reasonCode())
                    .isEqualTo("rate_limited");
            assertThat(answered(gateway.answer(Requests.reason("Hi", "big")
                                    .withDeadlineAt(Instant.now().plusMillis(2000))))
                            .model())
                    .isEqualTo("big");
        }
    }
}
