package io.casebook.gateway.completion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits on a clock that the test moves, so that every figure is exact. */
class AllowanceTest {
    private static final double BURST = 0.04;
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;

    private final Hands time = new Hands();

    /** A clock that the test moves. */
    private static final class Hands implements TimeMeter {
        private long nanos = 1;

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    /** Spends from all of them whatever they give; returns when each call passed. */
    private List<Long> spendAll(long until, Allowance... instances) {
        var passed = new ArrayList<Long>();
        while (time.nanos < until) {
            var wait = Long.MAX_VALUE;
            for (var instance : instances) {
                for (var next = instance.spend(1, false); ; next = instance.spend(1, false)) {
                    if (next > 0) {
                        wait = Math.min(wait, next);
                        break;
                    }
                    passed.add(time.nanos);
                }
            }
            time.nanos += wait;
        }
        return passed;
    }

    private static long mostInAMinute(List<Long> passed) {
        var most = 0L;
        for (int from = 0, to = 0; to < passed.size(); to++) {
            while (passed.get(to) - passed.get(from) >= MINUTE) {
                from++;
            }
            most = Math.max(most, to - from + 1L);
        }
        return most;
    }

    private static long inLastMinute(List<Long> passed, long until) {
        return passed.stream().filter(at -> at >= until - MINUTE && at < until).count();
    }

    @ParameterizedTest
    @ValueSource(longs = {60, 100, 600, 5000})
    void a_limit_is_used_to_95_percent_and_no_minute_exceeds_it(long limit) {
        var passed = spendAll(5 * MINUTE, new Allowance(limit, BURST, time));

        assertThat(mostInAMinute(passed)).isLessThanOrEqualTo(limit);
        assertThat(inLastMinute(passed, 5 * MINUTE)).isGreaterThanOrEqualTo((long) (limit * 0.95));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void instances_share_a_limit_within_5_percent_and_no_minute_exceeds_it(int count) {
        var instances = new Allowance[count];
        for (var i = 0; i < count; i++) {
            instances[i] = new Allowance(600, BURST, time);
            instances[i].change(600, 1.0 / count);
        }
        var passed = spendAll(5 * MINUTE, instances);

        assertThat(mostInAMinute(passed)).isLessThanOrEqualTo(600);
        assertThat(inLastMinute(passed, 5 * MINUTE)).isGreaterThanOrEqualTo(570);
    }

    @Test
    void shares_that_move_at_a_rebalance_never_exceed_the_limit() {
        var random = new Random(7);
        var one = new Allowance(600, BURST, time);
        var other = new Allowance(600, BURST, time);
        one.change(600, 0.5);
        other.change(600, 0.5);
        var passed = new ArrayList<Long>();
        for (var at = 5 * SECOND; at < 6 * MINUTE; at += 5 * SECOND) {
            passed.addAll(spendAll(at, one, other));
            var share = random.nextInt(9) / 8.0;
            if (share < 0.5) {
                one.change(600, share);
                other.change(600, 1 - share);
            } else {
                other.change(600, 1 - share);
                one.change(600, share);
            }
        }
        passed.sort(null);

        assertThat(mostInAMinute(passed)).isLessThanOrEqualTo(600);
    }

    @Test
    void work_that_nobody_waits_for_leaves_a_part_of_what_is_there() {
        var allowance = new Allowance(600, BURST, time);
        var background = 0;
        while (allowance.spend(1, true) == 0) {
            background++;
        }
        var customers = 0;
        while (allowance.spend(1, false) == 0) {
            customers++;
        }

        assertThat(background).isEqualTo(16);
        assertThat(customers).isEqualTo(8);
    }

    @Test
    void a_call_larger_than_all_that_can_be_there_waits_until_it_is_full_and_is_paid_for_after() {
        var allowance = new Allowance(1000, 0.1, time);
        assertThat(allowance.spend(400, false)).isZero();
        var wait = allowance.spend(1, false);

        assertThat(wait).isGreaterThan(20 * SECOND - 2 * SECOND).isLessThan(21 * SECOND);
    }

    @Test
    void what_was_estimated_too_high_comes_back_and_what_was_too_low_is_paid() {
        var allowance = new Allowance(1000, 0.1, time);
        assertThat(allowance.spend(100, false)).isZero();
        allowance.settle(100, 20);
        assertThat(allowance.spend(80, false)).isZero();
        allowance.settle(80, 180);

        assertThat(allowance.nanosUntil(1, false)).isGreaterThan(6 * SECOND);
    }

    @Test
    void what_the_provider_says_is_left_is_believed() {
        var allowance = new Allowance(600, BURST, time);
        allowance.atMost(2);
        assertThat(allowance.spend(1, false)).isZero();
        assertThat(allowance.spend(1, false)).isZero();

        assertThat(allowance.spend(1, false)).isPositive();
    }
}
