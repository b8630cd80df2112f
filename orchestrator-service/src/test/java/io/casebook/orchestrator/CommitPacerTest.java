package io.casebook.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommitPacerTest {
    private final CommitPacer.Latest latest = new CommitPacer.Latest();
    private final CommitPacer pacer = new CommitPacer(Duration.ofMillis(5), latest);

    @Test
    void Nothing_is_asked_for_while_nothing_leaves() {
        assertThat(pacer.due(1_000)).isFalse();
    }

    @Test
    void The_first_wish_is_granted_at_once_and_once() {
        pacer.want();
        assertThat(pacer.due(1_000)).isTrue();
        assertThat(pacer.due(1_100)).isFalse();
    }

    @Test
    void Tasks_of_one_thread_keep_the_distance_together() {
        var other = new CommitPacer(Duration.ofMillis(5), latest);
        pacer.want();
        other.want();
        assertThat(pacer.due(1_000)).isTrue();
        assertThat(other.due(1_002)).isFalse();
        assertThat(other.due(1_005)).isTrue();
    }

    @Test
    void The_next_wish_waits_for_its_distance_and_is_not_forgotten() {
        pacer.want();
        assertThat(pacer.due(1_000)).isTrue();
        pacer.want();
        assertThat(pacer.due(1_004)).isFalse();
        assertThat(pacer.due(1_005)).isTrue();
    }
}
