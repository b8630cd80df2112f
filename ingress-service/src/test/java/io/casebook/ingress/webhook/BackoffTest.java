package io.casebook.ingress.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofMinutes(1));

    @Test
    void pauses_double_up_to_a_limit() {
        assertThat(backoff.limit(1)).isEqualTo(Duration.ofMillis(500));
        assertThat(backoff.limit(2)).isEqualTo(Duration.ofSeconds(1));
        assertThat(backoff.limit(8)).isEqualTo(Duration.ofMinutes(1));
        assertThat(backoff.limit(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void a_pause_ends_at_once_when_everything_stops() throws InterruptedException {
        backoff.stop();

        assertThat(backoff.pause(20)).isFalse();
    }
}
