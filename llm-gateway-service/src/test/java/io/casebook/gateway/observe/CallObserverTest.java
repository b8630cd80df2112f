package io.casebook.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.gateway.endpoint.Reply;
import io.casebook.vocabulary.Usage;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallObserverTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final CallObserver observer = new CallObserver("big", "openai", "a-model-of-this-test");

    @BeforeEach
    void watch() {
        Metrics.addRegistry(registry);
    }

    @AfterEach
    void forget() {
        Metrics.removeRegistry(registry);
    }

    @Test
    void an_answer_counts_its_time_and_its_tokens_by_type() {
        var reply = new Reply.Answered("Hi", List.of(), Reply.Stop.DONE, new Usage(1000, 400, 20, 0));

        assertThat(observer.observe(() -> reply)).isSameAs(reply);

        assertThat(registry.get("gen_ai.client.operation.duration")
                        .tags(
                                "gen_ai.operation.name", "chat",
                                "gen_ai.provider.name", "openai",
                                "gen_ai.request.model", "a-model-of-this-test",
                                "error.type", "")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("gen_ai.client.token.usage")
                        .tags("gen_ai.request.model", "a-model-of-this-test", "gen_ai.token.type", "input")
                        .summary()
                        .totalAmount())
                .isEqualTo(1000);
        assertThat(registry.get("gen_ai.client.token.usage")
                        .tags("gen_ai.request.model", "a-model-of-this-test", "gen_ai.token.type", "output")
                        .summary()
                        .totalAmount())
                .isEqualTo(20);
    }

    @Test
    void a_call_without_an_answer_counts_its_time_by_what_went_wrong() {
        var down = new CallObserver("down", "openai", "model-that-is-down");
        down.observe(() -> new Reply.Failed("rate_limited", "HTTP 429", true, null));

        assertThat(registry.get("gen_ai.client.operation.duration")
                        .tags("error.type", "rate_limited")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.find("gen_ai.client.token.usage")
                        .tags("gen_ai.request.model", "model-that-is-down")
                        .summary())
                .isNull();
    }
}
