package io.casebook.tools.later;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many who want to know what came before read it together. */
class CatchUpsTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final Duration LONG = Duration.ofSeconds(30);

    private final List<Instant> readings = new CopyOnWriteArrayList<>();
    private final CountDownLatch open = new CountDownLatch(1);
    private final CatchUps catchUps = new CatchUps((since, within) -> {
        readings.add(since);
        open.await();
    });

    @Test
    void those_who_come_while_one_reads_share_the_next_reading() throws InterruptedException {
        var served = new AtomicInteger();
        var threads = new ArrayList<Thread>();
        threads.add(reader(NOON, served));
        await().until(() -> readings.size() == 1);
        for (var minute = 1; minute <= 200; minute++) {
            threads.add(reader(NOON.minusSeconds(60L * minute), served));
        }
        await().until(() -> threads.stream()
                .allMatch(thread ->
                        thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING));
        open.countDown();
        for (var thread : threads) {
            thread.join();
        }

        assertThat(served).hasValue(201);
        assertThat(readings).containsExactly(NOON, NOON.minusSeconds(60L * 200));
    }

    @Test
    void whoever_has_no_time_left_goes_on_without() throws InterruptedException {
        var first = reader(NOON, new AtomicInteger());
        await().until(() -> readings.size() == 1);

        catchUps.read(NOON, Duration.ofMillis(1));
        open.countDown();
        first.join();

        assertThat(readings).hasSize(1);
    }

    private Thread reader(Instant since, AtomicInteger served) {
        return Thread.ofVirtual().start(() -> {
            try {
                catchUps.read(since, LONG);
                served.incrementAndGet();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
