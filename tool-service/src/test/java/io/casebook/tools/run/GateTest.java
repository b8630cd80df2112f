package io.casebook.tools.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casebook.tools.Sample;
import io.casebook.tools.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Attempt WORKS = new Attempt.Done(Json.object(), 200);
    private static final Attempt FAILS = new Attempt.Overloaded(503, null, true, null);
    private final Instant now = Sample.NOW;
    private Instant time = now;
    private final Gate gate =
            new Gate("shop/get_order", 1, PAUSE, ((InstantSource) () -> time).withZone(ZoneOffset.UTC));

    private void ended(int times, Attempt attempt) {
        for (var i = 0; i < times; i++) {
            assertThat(gate.allows()).isTrue();
            gate.ended(attempt);
        }
    }

    @Nested
    class a_tool {
        @Test
        void is_called_while_most_of_its_calls_work() {
            ended(Gate.FAILURES - 1, FAILS);
            ended(Gate.LATEST_CALLS - Gate.FAILURES + 1, WORKS);
            ended(Gate.FAILURES - 1, FAILS);

            assertThat(gate.allows()).isTrue();
        }

        @Test
        void is_left_alone_when_half_of_its_latest_calls_failed() {
            ended(Gate.LATEST_CALLS, WORKS);
            ended(Gate.FAILURES, FAILS);
            time = now.plus(PAUSE).minusMillis(1);

            assertThat(gate.allows()).isFalse();
        }

        @Test
        void is_left_alone_when_its_first_calls_failed() {
            ended(Gate.FAILURES, FAILS);

            assertThat(gate.allows()).isFalse();
        }

        @Test
        void is_looked_at_by_one_call_after_the_pause() {
            ended(Gate.FAILURES, FAILS);
            time = now.plus(PAUSE).plusMillis(1);

            assertThat(gate.allows()).isTrue();
            assertThat(gate.allows()).isFalse();
        }

        @Test
        void is_left_alone_again_when_that_call_fails_and_looked_at_again_when_it_came_to_no_end() {
            ended(Gate.FAILURES, FAILS);
            time = now.plus(PAUSE).plusMillis(1);
            ended(1, FAILS);
            assertThat(gate.allows()).isFalse();

            time = now.plus(PAUSE.multipliedBy(2)).plusMillis(2);
            assertThat(gate.allows()).isTrue();
            gate.ended(null);
            assertThat(gate.allows()).isTrue();
        }

        @Test
        void is_called_again_when_that_call_works_and_judged_anew() {
            ended(Gate.FAILURES, FAILS);
            time = now.plus(PAUSE).plusMillis(1);
            ended(1, WORKS);
            ended(Gate.FAILURES - 1, FAILS);

            assertThat(gate.allows()).isTrue();
        }
    }

    @Test
    void a_gate_has_as_many_places_as_it_is_given() throws InterruptedException {
        assertThat(gate.enter()).isTrue();
        assertThat(gate.enter()).isFalse();
        gate.leave();
        assertThat(gate.enter()).isTrue();
    }

    @Test
    void whoever_is_stopped_while_waiting_for_a_place_stops() throws InterruptedException {
        assertThat(gate.enter()).isTrue();
        Thread.currentThread().interrupt();

        assertThatThrownBy(gate::enter).isInstanceOf(InterruptedException.class);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "7, 1, 0.5, 7000",
                "0, 1, 0.5, 0",
                "99999999999, 1, 0.5, 2147483647000",
                "'Sun, 1 Mar 2026 12:00:10 GMT', 1, 0.5, 10000",
                "'Sun, 1 Mar 2026 11:00:00 GMT', 1, 0.5, 0",
                "soon, 1, 0.0, 25",
                "none, 1, 0.0, 25",
                "none, 1, 1.0, 50",
                "none, 3, 1.0, 200",
                "none, 99, 1.0, 1000",
            })
    void a_next_try_waits_as_the_tool_asks_or_twice_as_long_each_time(
            @Nullable String header, int attempt, double chance, long millis) {
        assertThat(RetryAfter.of(header, attempt, chance, now)).isEqualTo(Duration.ofMillis(millis));
    }
}
