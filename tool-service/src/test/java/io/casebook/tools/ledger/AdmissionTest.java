package io.casebook.tools.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.RateLimit;
import io.casebook.conversation.definition.Tool;
import io.casebook.schemas.Personal;
import io.casebook.tools.Sample;
import io.casebook.tools.call.Denied;
import io.casebook.tools.run.Call;
import io.casebook.tools.run.CompiledTool;
import io.casebook.tools.run.Sent;
import io.casebook.vocabulary.tool.ToolSuccess;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Calls that begin at the same moment and exceed a limit only together. */
class AdmissionTest {
    private static final int CALLS = 12;
    private static final int FIT = 5;

    private final MemoryLedger ledger = new MemoryLedger();

    private static Order order(Tool tool, int number) {
        var now = Instant.now();
        var call = new Call(
                "call-" + number,
                Sample.CALLER,
                CompiledTool.of(tool, Sample.KINDS),
                Sample.arguments("{\"amount\":1}"),
                now.plusSeconds(30));
        return new Order(call, "default", "conversation-1", "hash", now, null);
    }

    /** How many of them were admitted, each on a thread of its own and all at once. */
    private static long admitted(Attempted attempted) throws Exception {
        var together = new CyclicBarrier(CALLS);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, CALLS)
                    .mapToObj(number -> threads.submit(() -> {
                        together.await();
                        return attempted.admitted(number);
                    }))
                    .toList();
            var admitted = 0;
            for (var call : calls) {
                admitted += call.get() ? 1 : 0;
            }
            return admitted;
        }
    }

    @FunctionalInterface
    private interface Attempted {
        boolean admitted(int number) throws Exception;
    }

    @Test
    void as_many_changing_calls_run_as_fit_and_no_more() throws Exception {
        var tool = Sample.writing("http://shop/refunds")
                .limit(new RateLimit(FIT, Duration.ofDays(1)))
                .build();
        var sent = new AtomicInteger();
        var writes = new WriteCalls(
                ledger,
                (call, repeat) -> {
                    sent.incrementAndGet();
                    return new Sent.Settled(new ToolSuccess(Personal.text("{}")));
                },
                order -> new Inquiry.Finding.Unclear("nobody tells"),
                InstantSource.system());

        var admitted = admitted(number -> writes.run(order(tool, number)).outcome() instanceof ToolSuccess);

        assertThat(admitted).isEqualTo(FIT);
        assertThat(sent).hasValue(FIT);
    }

    @Test
    void as_many_reading_calls_run_as_fit_and_no_more() throws Exception {
        var tool = Sample.reading("http://shop/points")
                .limit(new RateLimit(FIT, Duration.ofDays(1)))
                .build();
        var reads = new LimitedReads(ledger, InstantSource.system());

        var admitted = admitted(number -> {
            try {
                reads.count(order(tool, number));
                return true;
            } catch (Denied e) {
                assertThat(e.reason()).isEqualTo(Denied.LIMIT_REACHED);
                return false;
            }
        });

        assertThat(admitted).isEqualTo(FIT);
    }
}
