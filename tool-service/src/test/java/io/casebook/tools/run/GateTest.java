package io.casebook.tools.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.tools.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private final Circuit circuit = new Circuit(PAUSE);
    private final Instant now = Sample.NOW;

    private void fails(int times) {
        IntStream.range(0, times).forEach(i -> circuit.record(false, now));
    }

    @Nested
    class a_circuit {
        @Test
        void stays_closed_while_most_calls_work() {
            fails(Circuit.FAILURES - 1);
            IntStream.range(0, Circuit.WINDOW).forEach(i -> circuit.record(true, now));
            fails(Circuit.FAILURES - 1);

            assertThat(circuit.allows(now)).isTrue();
        }

        @Test
        void opens_when_too_many_of_the_latest_calls_failed() {
            fails(Circuit.FAILURES);

            assertThat(circuit.allows(now.plus(PAUSE).minusMillis(1))).isFalse();
        }

        @Test
        void lets_one_call_look_after_the_pause() {
            fails(Circuit.FAILURES);

            assertThat(circuit.allows(now.plus(PAUSE))).isTrue();
            assertThat(circuit.allows(now.plus(PAUSE))).isFalse();
        }

        @Test
        void closes_when_that_call_works() {
            fails(Circuit.FAILURES);
            circuit.record(true, now.plus(PAUSE));

            assertThat(circuit.allows(now.plus(PAUSE))).isTrue();
        }
    }

    @Test
    void a_gate_has_as_many_places_as_it_is_given() throws InterruptedException {
        var gate = new Gate(1, circuit);

        assertThat(gate.enter()).isTrue();
        assertThat(gate.enter()).isFalse();
        gate.leave();
        assertThat(gate.enter()).isTrue();
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
