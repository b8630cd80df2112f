package io.casebook.platform.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ServiceReadinessTest {
    private final ServiceReadiness readiness = new ServiceReadiness();

    @Test
    void is_ready_when_every_service_is() {
        var tools = new AtomicBoolean();
        readiness.register("gateway", () -> true, () -> "2 models");
        readiness.register("tools", tools::get, () -> "partitions");
        assertThat(readiness.allReady()).isFalse();
        assertThat(readiness.report())
                .containsEntry("gateway", "ready: 2 models")
                .containsEntry("tools", "waiting: partitions");

        tools.set(true);
        assertThat(readiness.allReady()).isTrue();
    }

    @Test
    void takes_a_service_that_cannot_answer_for_one_that_is_not_ready() {
        readiness.register(
                "broken",
                () -> {
                    throw new IllegalStateException("no answer");
                },
                () -> "");

        assertThat(readiness.allReady()).isFalse();
        assertThat(readiness.report().get("broken")).startsWith("waiting");
    }

    @Test
    void no_longer_asks_a_service_that_has_stopped() {
        readiness.register("gone", () -> false, () -> "");
        readiness.unregister("gone");

        assertThat(readiness.allReady()).isTrue();
    }
}
