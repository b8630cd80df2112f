package io.casebook.gateway.completion;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.gateway.endpoint.LimitSigns;
import io.casebook.gateway.endpoint.LimitSigns.Sign;
import io.casebook.gateway.models.ModelLimits;
import io.casebook.vocabulary.event.Lane;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What may pass, and in which order. */
class TurnstileTest {
    private static final Duration NOT_LONG = Duration.ofMillis(20);

    private final Turnstile open = new Turnstile(ModelLimits.NONE, TimeMeter.SYSTEM_NANOTIME);

    private static boolean passes(Turnstile turnstile, Duration within) throws InterruptedException {
        return turnstile.pass(Lane.INTERACTIVE, "a", 100, Deadline.in(within));
    }

    @Test
    void without_limits_everybody_passes() throws InterruptedException {
        for (var i = 0; i < 1000; i++) {
            assertThat(passes(open, NOT_LONG)).isTrue();
        }
    }

    @Test
    void whoever_cannot_pass_before_the_deadline_is_told_at_once() throws InterruptedException {
        var turnstile = new Turnstile(new ModelLimits(1, 0), TimeMeter.SYSTEM_NANOTIME);
        assertThat(passes(turnstile, NOT_LONG)).isTrue();

        assertThat(passes(turnstile, Duration.ofSeconds(20))).isFalse();
    }

    @Test
    void a_model_that_wants_to_be_left_alone_is_left_alone() throws InterruptedException {
        open.close(Duration.ofSeconds(20));
        open.close(Duration.ofSeconds(1));

        assertThat(passes(open, Duration.ofSeconds(5))).isFalse();
    }

    @Test
    void a_limit_that_the_provider_tells_is_kept() throws InterruptedException {
        open.learn(new LimitSigns(new Sign(1, -1, null), null));
        assertThat(passes(open, NOT_LONG)).isTrue();

        assertThat(passes(open, NOT_LONG)).isFalse();
    }

    @Test
    void of_the_files_limit_and_the_providers_the_smaller_counts() throws InterruptedException {
        var turnstile = new Turnstile(new ModelLimits(1, 0), TimeMeter.SYSTEM_NANOTIME);
        turnstile.learn(new LimitSigns(new Sign(10_000, 9_999, null), null));
        assertThat(passes(turnstile, NOT_LONG)).isTrue();

        assertThat(passes(turnstile, NOT_LONG)).isFalse();
    }

    @Test
    void a_limit_that_is_used_up_is_left_alone_until_it_is_fresh_again() throws InterruptedException {
        open.learn(new LimitSigns(null, new Sign(1_000_000, 0, Duration.ofSeconds(20))));

        assertThat(passes(open, Duration.ofSeconds(5))).isFalse();
    }

    @Test
    void an_instance_without_a_share_lets_nobody_pass() throws InterruptedException {
        var turnstile = new Turnstile(new ModelLimits(600, 0), TimeMeter.SYSTEM_NANOTIME);
        turnstile.share(0);
        passes(turnstile, NOT_LONG);

        assertThat(passes(turnstile, NOT_LONG)).isFalse();
    }

    @Test
    void whoever_waits_goes_on_when_the_share_grows() throws Exception {
        var turnstile = new Turnstile(new ModelLimits(60_000, 0), TimeMeter.SYSTEM_NANOTIME);
        turnstile.share(0.0001);
        var passed = new CopyOnWriteArrayList<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 3; i++) {
                var _ = threads.submit(() -> queue(turnstile, "a", Lane.INTERACTIVE, passed));
            }
            org.awaitility.Awaitility.await().until(() -> turnstile.waiting() == 2);
            turnstile.share(1);
        }

        assertThat(passed).hasSize(3);
    }

    @Test
    void a_tenant_with_many_requests_does_not_keep_another_ones_only_request_waiting() throws Exception {
        var turnstile = new Turnstile(new ModelLimits(1200, 0), TimeMeter.SYSTEM_NANOTIME);
        turnstile.share(0.0001);
        assertThat(queue(turnstile, "first", Lane.INTERACTIVE, new CopyOnWriteArrayList<>()))
                .isTrue();
        var passed = new CopyOnWriteArrayList<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 10; i++) {
                var _ = threads.submit(() -> queue(turnstile, "busy", Lane.INTERACTIVE, passed));
            }
            for (var i = 0; i < 3; i++) {
                var _ = threads.submit(() -> queue(turnstile, "busy", Lane.BACKGROUND, passed));
            }
            org.awaitility.Awaitility.await().until(() -> turnstile.waiting() == 13);
            var _ = threads.submit(() -> queue(turnstile, "calm", Lane.INTERACTIVE, passed));
            org.awaitility.Awaitility.await().until(() -> turnstile.waiting() == 14);
            turnstile.share(1);
        }

        assertThat(passed).hasSize(14);
        assertThat(passed.indexOf("calm INTERACTIVE")).isLessThan(passed.lastIndexOf("busy INTERACTIVE"));
        assertThat(passed.subList(11, 14)).isEqualTo(List.of("busy BACKGROUND", "busy BACKGROUND", "busy BACKGROUND"));
    }

    private static boolean queue(Turnstile turnstile, String tenant, Lane lane, List<String> passed)
            throws InterruptedException {
        var through = turnstile.pass(lane, tenant, 100, Deadline.in(Duration.ofDays(1)));
        if (through) {
            passed.add(tenant + " " + lane);
        }
        return through;
    }
}
