package io.casebook.gateway.completion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** When a model is left alone, and when it is tried again. */
class HealthTest {
    private static final Duration QUICK = Duration.ofMillis(400);
    private static final Duration TENFOLD = QUICK.multipliedBy(10);

    private final Hands clock = new Hands();
    private final Health health = new Health("big", clock);

    /** A clock that the test moves. */
    private static final class Hands extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private void answers(int times, Duration taken) {
        for (var i = 0; i < times; i++) {
            health.answered("reason", taken);
        }
    }

    private void fails(int times) {
        for (var i = 0; i < times; i++) {
            health.failed();
        }
    }

    @Test
    void a_few_failures_among_many_answers_change_nothing() {
        answers(20, QUICK);
        fails(5);

        assertThat(health.admits()).isTrue();
    }

    @Test
    void a_model_that_keeps_failing_is_left_alone_and_then_probed() {
        assertThat(health.available()).isEqualTo(1);
        fails(5);
        assertThat(health.admits()).isFalse();
        assertThat(health.available()).isZero();

        clock.now = clock.now.plusSeconds(11);
        assertThat(health.admits()).isTrue();
        assertThat(health.admits()).isTrue();
        assertThat(health.admits()).isFalse();
        assertThat(health.available()).isEqualTo(0.5);
    }

    @Test
    void probes_that_are_answered_bring_the_model_back() {
        fails(5);
        clock.now = clock.now.plusSeconds(11);
        assertThat(health.admits()).isTrue();
        assertThat(health.admits()).isTrue();
        answers(2, QUICK);

        assertThat(health.admits()).isTrue();
        assertThat(health.admits()).isTrue();
        assertThat(health.admits()).isTrue();
    }

    @Test
    void probes_that_fail_leave_it_alone_again() {
        fails(5);
        clock.now = clock.now.plusSeconds(11);
        assertThat(health.admits()).isTrue();
        assertThat(health.admits()).isTrue();
        fails(2);

        assertThat(health.admits()).isFalse();
    }

    @Test
    void a_probe_that_was_not_sent_leaves_room_for_another() {
        fails(5);
        clock.now = clock.now.plusSeconds(11);
        assertThat(health.admits()).isTrue();
        assertThat(health.admits()).isTrue();
        health.spared();

        assertThat(health.admits()).isTrue();
    }

    @Test
    void a_model_that_becomes_ten_times_slower_than_it_was_is_left_alone() {
        answers(40, QUICK);
        answers(11, TENFOLD);

        assertThat(health.admits()).isFalse();
    }

    @Test
    void a_model_that_always_was_slow_is_not_too_slow() {
        answers(60, TENFOLD);

        assertThat(health.admits()).isTrue();
    }

    @Test
    void what_is_too_slow_is_three_times_the_usual_and_never_less_than_half_a_second() {
        assertThat(health.tooSlow("reason")).isNull();
        answers(40, QUICK);
        assertThat(health.tooSlow("reason")).isEqualTo(QUICK.multipliedBy(3));

        for (var i = 0; i < 40; i++) {
            health.answered("classify", Duration.ofMillis(3));
        }
        assertThat(health.tooSlow("classify")).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void a_model_that_stays_slow_becomes_the_usual_step_by_step() {
        var latencies = new Latencies();
        for (var i = 0; i < 256; i++) {
            latencies.record(QUICK);
        }
        for (var i = 0; i < 24; i++) {
            latencies.record(TENFOLD);
        }
        assertThat(latencies.usual()).isEqualTo(QUICK.multipliedBy(3).dividedBy(2));

        for (var i = 0; i < 400; i++) {
            latencies.record(TENFOLD);
        }
        assertThat(latencies.usual()).isEqualTo(TENFOLD);
    }
}
