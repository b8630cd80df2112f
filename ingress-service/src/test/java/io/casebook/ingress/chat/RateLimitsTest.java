package io.casebook.ingress.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    private final AtomicLong nanos = new AtomicLong();
    private final RateLimits limits = new RateLimits(2, new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return nanos.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    });

    @Test
    void everybody_has_a_limit_of_their_own() {
        assertThat(limits.take("anna")).isZero();
        assertThat(limits.take("anna")).isZero();

        assertThat(limits.take("anna")).isEqualTo(Duration.ofSeconds(30));
        assertThat(limits.take("ben")).isZero();
    }

    @Test
    void who_waits_may_go_on() {
        limits.take("anna");
        limits.take("anna");

        nanos.addAndGet(Duration.ofSeconds(30).toNanos());

        assertThat(limits.take("anna")).isZero();
        assertThat(limits.take("anna")).isPositive();
    }
}
