package io.casebook.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommitPacerTest {
    private static final double A_QUARTER = 0.25;

    private long millis = 1_000;
    private final CommitCost cost = new CommitCost(() -> millis * 1_000_000);
    private final CommitPacer pacer = new CommitPacer(Duration.ofMillis(2), A_QUARTER, cost);

    private void commitThatTakes(long time) {
        cost.during(() -> millis += time);
        cost.ended();
    }

    @Test
    void Nothing_is_asked_for_while_nothing_leaves() {
        millis += 10;
        assertThat(pacer.due()).isFalse();
    }

    @Test
    void A_wish_is_granted_at_once_on_a_quiet_system_and_once() {
        commitThatTakes(1);
        millis += 50;
        pacer.want();
        assertThat(pacer.due()).isTrue();
        assertThat(pacer.due()).isFalse();
    }

    @Test
    void The_next_wish_waits_for_its_distance_and_is_not_forgotten() {
        pacer.want();
        millis += 1;
        assertThat(pacer.due()).isFalse();
        millis += 1;
        assertThat(pacer.due()).isTrue();
    }

    @Test
    void Commits_that_take_long_leave_the_thread_three_times_as_long_to_work() {
        commitThatTakes(30);
        pacer.want();
        millis += 89;
        assertThat(pacer.due()).isFalse();
        millis += 1;
        assertThat(pacer.due()).isTrue();
    }

    @Test
    void A_commit_costs_all_of_its_parts_and_the_next_one_only_its_own() {
        cost.during(() -> millis += 7);
        commitThatTakes(3);
        assertThat(cost.latestNanos()).isEqualTo(10_000_000);
        commitThatTakes(2);
        assertThat(cost.latestNanos()).isEqualTo(2_000_000);
    }

    @Test
    void All_tasks_of_a_thread_pay_for_its_commits() {
        var other = new CommitPacer(Duration.ofMillis(2), A_QUARTER, cost);
        commitThatTakes(10);
        other.want();
        millis += 29;
        assertThat(other.due()).isFalse();
    }

    @Test
    void A_commit_that_comes_along_by_itself_fulfils_the_wish() {
        pacer.want();
        commitThatTakes(1);
        millis += 50;
        assertThat(pacer.wanted()).isFalse();
        assertThat(pacer.due()).isFalse();
    }

    @Test
    void It_says_how_long_a_wish_has_to_wait() {
        commitThatTakes(30);
        pacer.want();
        millis += 50;
        assertThat(pacer.waitMillis()).isEqualTo(40);
        millis += 60;
        assertThat(pacer.waitMillis()).isZero();
    }
}
