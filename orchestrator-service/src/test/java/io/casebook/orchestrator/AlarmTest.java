package io.casebook.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlarmTest {
    private static final long NOW = 1_000_000;

    private final MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
    private final List<Long> rung = new ArrayList<>();
    private final Alarm alarm = new Alarm(context, rung::add);

    @BeforeEach
    void theClockStandsStill() {
        context.setCurrentSystemTimeMs(NOW);
    }

    private List<Duration> ticking() {
        return context.scheduledPunctuators().stream()
                .filter(each -> !each.cancelled())
                .map(each -> each.getInterval())
                .toList();
    }

    private void time(long millis) {
        context.setCurrentSystemTimeMs(millis);
        context.scheduledPunctuators().stream()
                .filter(each -> !each.cancelled())
                .toList()
                .forEach(each -> each.getPunctuator().punctuate(millis));
    }

    @Test
    void Nothing_ticks_while_nothing_is_waited_for() {
        alarm.ringAt(Long.MAX_VALUE);
        assertThat(ticking()).isEmpty();
    }

    @Test
    void It_rings_once_and_then_nothing_ticks() {
        alarm.ringAt(NOW + 30);
        assertThat(ticking()).containsExactly(Duration.ofMillis(30));
        time(NOW + 31);
        assertThat(rung).containsExactly(NOW + 31);
        assertThat(ticking()).isEmpty();
    }

    @Test
    void It_can_be_put_forward_and_is_never_put_off() {
        alarm.ringAt(NOW + 500);
        alarm.ringAt(NOW + 30);
        alarm.ringAt(NOW + 5_000);
        assertThat(ticking()).containsExactly(Duration.ofMillis(30));
    }

    @Test
    void What_is_due_already_rings_as_soon_as_it_can() {
        alarm.ringAt(NOW - 500);
        assertThat(ticking()).containsExactly(Duration.ofMillis(1));
    }

    @Test
    void It_looks_up_early_from_a_long_wait() {
        alarm.ringAt(NOW + Duration.ofDays(7).toMillis());
        assertThat(ticking()).containsExactly(Duration.ofSeconds(10));
    }

    @Test
    void It_can_be_set_again_while_it_rings() {
        var again = new ArrayList<Long>();
        var holder = new Alarm[1];
        holder[0] = new Alarm(context, now -> {
            again.add(now);
            holder[0].ringAt(now + 25);
        });
        holder[0].ringAt(NOW + 10);
        time(NOW + 10);
        time(NOW + 35);
        assertThat(again).containsExactly(NOW + 10, NOW + 35);
        assertThat(ticking()).containsExactly(Duration.ofMillis(25));
    }
}
