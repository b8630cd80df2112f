package io.casebook.gateway.completion;

import static io.casebook.gateway.ModelDouble.fails;
import static io.casebook.gateway.ModelDouble.json;
import static io.casebook.gateway.ModelDouble.raw;
import static io.casebook.gateway.ModelDouble.says;
import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.gateway.ModelDouble;
import io.casebook.gateway.ModelDouble.Answer;
import io.casebook.gateway.Requests;
import io.casebook.vocabulary.llm.CompletionAnswer;
import io.casebook.vocabulary.llm.CompletionResult;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One of two providers breaks in the middle of load: no call may reach a customer as a failure, and the broken one is left alone. */
class FaultRunTest {
    private static final int IN_FLIGHT = 20;
    private static final int BEFORE = 60;
    private static final int AFTER = 200;

    private final AtomicReference<Answer> behaviour = new AtomicReference<>(says("From the first."));
    private final CountDownLatch over = new CountDownLatch(1);
    private final ModelDouble first =
            new ModelDouble(exchange -> behaviour.get().to(exchange));
    private final ModelDouble second = new ModelDouble(says("From the second."));
    private final Gateway gateway = new Gateway().model("big", first).model("small", second);

    @AfterEach
    void close() {
        over.countDown();
        gateway.close();
        first.close();
        second.close();
    }

    private List<CompletionResult> load(int calls) {
        try (var threads =
                Executors.newFixedThreadPool(IN_FLIGHT, Thread.ofVirtual().factory())) {
            return IntStream.range(0, calls)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> gateway.answer(Requests.reason("Hi", "big", "small")), threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }
    }

    private void everyCallIsAnsweredWhenTheFirstModel(Answer breaks) {
        assertThat(load(BEFORE)).allMatch(result -> model(result).equals("big"));
        behaviour.set(breaks);
        var asked = first.asked();
        var results = load(AFTER);

        assertThat(results).allMatch(result -> model(result).equals("small"));
        // Once it is known to be broken only a probe now and then is put to it.
        assertThat(first.asked() - asked).isLessThan(AFTER);
        System.out.printf(
                "calls put to the broken provider: %d of %d; slowest answer %d ms%n",
                first.asked() - asked,
                AFTER,
                results.stream().mapToLong(CompletionResult::latencyMs).max().orElse(0));
    }

    private static String model(CompletionResult result) {
        return result.outcome() instanceof CompletionAnswer answer ? answer.model() : String.valueOf(result.outcome());
    }

    @Test
    void no_call_fails_when_a_provider_goes_down() {
        everyCallIsAnsweredWhenTheFirstModel(exchange -> {
            throw new IOException("down on purpose");
        });
    }

    @Test
    void no_call_fails_when_a_provider_answers_with_errors() {
        everyCallIsAnsweredWhenTheFirstModel(fails(503));
    }

    @Test
    void no_call_fails_when_a_provider_returns_garbage() {
        everyCallIsAnsweredWhenTheFirstModel(raw(200, "text/plain", "\u0000\u0001garbage"));
    }

    @Test
    void no_call_fails_when_a_provider_returns_answers_of_another_protocol() {
        everyCallIsAnsweredWhenTheFirstModel(json(200, "{\"choices\":{}}"));
    }

    @Test
    void no_call_fails_when_a_provider_becomes_much_slower_than_it_was() {
        everyCallIsAnsweredWhenTheFirstModel(exchange -> {
            await();
            says("Too late.").to(exchange);
        });
    }

    private void await() throws IOException {
        try {
            var _ = over.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void no_call_fails_when_a_providers_limit_is_reached_and_it_says_for_how_long() {
        everyCallIsAnsweredWhenTheFirstModel(fails(429, "{}", java.util.Map.of("Retry-After", "60")));
    }
}
