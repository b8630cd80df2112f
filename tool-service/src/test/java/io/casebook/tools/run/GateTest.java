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

    @Nested
    class a_tool_that_asks_to_be_left_alone {
        private Attempt asking(String header) {
            return new Attempt.Refused(Reasons.RATE_LIMITED, 429, null, true, true, header);
        }

        @Test
        void is_left_alone_for_as_long_as_it_asks_by_all_of_its_calls() {
            assertThat(gate.pause(now)).isZero();
            gate.ended(asking("7"));
            gate.ended(asking("2"));

            assertThat(gate.pause(now)).isEqualTo(Duration.ofSeconds(7));
            assertThat(gate.pause(now.plusSeconds(5))).isEqualTo(Duration.ofSeconds(2));
            assertThat(gate.pause(now.plusSeconds(7))).isZero();
        }

        @Test
        void is_asked_again_after_ten_minutes_whatever_it_says() {
            gate.ended(asking("999999"));

            assertThat(gate.pause(now)).isEqualTo(Gate.LONGEST_PAUSE);
        }

        @Test
        void says_when_also_where_it_can_do_nothing_now_and_nothing_that_cannot_be_read() {
            gate.ended(asking("soon"));
            assertThat(gate.pause(now)).isZero();
            gate.ended(new Attempt.Overloaded(503, null, true, "3"));
            assertThat(gate.pause(now)).isEqualTo(Duration.ofSeconds(3));
        }
    }

    @Test
    void calls_that_find_this_process_busy_say_nothing_about_the_tool() {
        ended(Gate.LATEST_CALLS * 2, new Attempt.BusyHere("all connections are in use"));

        assertThat(gate.allows()).isTrue();
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
                "7, 1, 0.0, 7000",
                "7, 1, 0.5, 7350",
                "60, 1, 1.0, 62000",
                "0, 1, 0.0, 25",
                "0, 3, 1.0, 200",
                "99999999999, 1, 0.5, 2147483648000",
                "'Sun, 1 Mar 2026 12:00:10 GMT', 1, 0.5, 10500",
                "'Sun, 1 Mar 2026 11:00:00 GMT', 1, 1.0, 50",
                "soon, 1, 0.0, 25",
                "none, 1, 0.0, 25",
                "none, 1, 1.0, 50",
                "none, 3, 1.0, 200",
                "none, 99, 1.0, 1000",
            })
    void a_next_try_waits_twice_as_long_each_time_and_as_long_as_the_tool_asks(
            @Nullable String header, int attempt, double chance, long millis) {
        assertThat(RetryAfter.of(header, attempt, chance, now)).isEqualTo(Duration.ofMillis(millis));
    }
}
