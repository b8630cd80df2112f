package io.casebook.tools.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Whoever waits for a call that somebody else has in hand comes to an end, whatever becomes of that one. */
class FaultyCallsTest {
    private final CountDownLatch sending = new CountDownLatch(1);
    private final CountDownLatch breaks = new CountDownLatch(1);
    private final List<Object> ended = new CopyOnWriteArrayList<>();

    private volatile Instant now = Orders.ASKED;

    private final WriteCalls calls = new WriteCalls(
            new MemoryLedger(),
            (call, repeat) -> {
                sending.countDown();
                breaks.await();
                throw new StackOverflowError("deep");
            },
            order -> new Inquiry.Finding.Unclear("nobody tells"),
            () -> now);

    @Test
    void a_request_that_was_delivered_twice_does_not_wait_for_ever_for_one_that_broke() throws Exception {
        var first = Thread.ofVirtual().start(this::run);
        assertThat(sending.await(30, TimeUnit.SECONDS)).isTrue();
        var second = Thread.ofVirtual().start(this::run);
        Awaitility.await().until(() -> second.getState() == Thread.State.WAITING);

        now = Orders.DEADLINE.plusSeconds(60);
        breaks.countDown();

        assertThat(first.join(Duration.ofSeconds(30))).isTrue();
        assertThat(second.join(Duration.ofSeconds(30))).isTrue();
        assertThat(ended).hasSize(2).hasAtLeastOneElementOfType(StackOverflowError.class);
    }

    private void run() {
        try {
            ended.add(calls.run(Orders.order(false)));
        } catch (RuntimeException | InterruptedException | StackOverflowError e) {
            ended.add(e);
        }
    }
}
