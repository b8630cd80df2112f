package io.casebook.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.casebook.platform.config.PlatformSettings;
import io.casebook.platform.kafka.DeadLetters;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.RecordPublisher;
import io.casebook.platform.kafka.TopicSetup;
import io.casebook.platform.kafka.Topics;
import io.casebook.tools.ledger.KafkaLedger;
import io.casebook.vocabulary.tool.LedgerEntry;
import io.casebook.vocabulary.tool.LedgerState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Who may send a call, decided by the order of a real topic. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all tests
class LedgerOnKafkaTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int WORKERS = 3;
    private static final int CALLS = 400;

    private TestBroker broker;
    private KafkaClients clients;
    private Topics topics;
    private RecordPublisher publisher;

    @BeforeAll
    void start(@TempDir Path folder) {
        broker = new TestBroker(folder);
        var platform = PlatformSettings.local(broker.bootstrap()).withTopics("t.", 2);
        clients = KafkaClients.of(platform);
        topics = new Topics(platform.prefix(), platform.partitions());
        try (var admin = clients.admin()) {
            TopicSetup.create(admin, topics, (short) 1);
        }
        publisher = new RecordPublisher(clients);
    }

    @AfterAll
    void stop() {
        publisher.close();
        broker.close();
    }

    /** A worker's ledger, which has read all that stands in it. */
    private KafkaLedger ledger(RecordPublisher publisher) {
        var ledger = new KafkaLedger(
                topics.toolLedger(),
                clients,
                publisher,
                new DeadLetters(publisher, topics),
                Duration.ofSeconds(20),
                10_000,
                1 << 24,
                entry -> {});
        await().atMost(SOON).until(() -> ledger.caughtUp().toCompletableFuture().isDone());
        return ledger;
    }

    private static LedgerEntry started(String callId) {
        return new LedgerEntry(
                callId,
                "default",
                "conversation",
                "refund_order",
                "hash",
                callId,
                LedgerState.STARTED,
                Instant.now(),
                null,
                null);
    }

    @Test
    void of_workers_that_begin_the_same_calls_at_the_same_time_one_alone_has_each() throws Exception {
        var publishers = IntStream.range(0, WORKERS)
                .mapToObj(worker -> new RecordPublisher(clients, "worker-" + worker))
                .toList();
        var ledgers = publishers.stream().map(this::ledger).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var claims = new ArrayList<List<Future<Boolean>>>();
            for (var call = 0; call < CALLS; call++) {
                var id = "raced-" + call;
                var all = ledgers.stream()
                        .map(ledger -> (Callable<Boolean>) () -> ledger.claim(started(id)))
                        .map(threads::submit)
                        .toList();
                claims.add(all);
                if (call % 8 == 0) {
                    // Now and then the topic is still, and followers have read it all when the next calls begin.
                    for (var claim : all) {
                        claim.get();
                    }
                }
            }
            for (var claim : claims) {
                var mine = 0;
                for (var worker : claim) {
                    mine += worker.get() ? 1 : 0;
                }
                assertThat(mine).isEqualTo(1);
            }
        } finally {
            ledgers.forEach(KafkaLedger::close);
            publishers.forEach(RecordPublisher::close);
        }
    }

    @Test
    void whoever_comes_later_does_not_have_the_call_however_much_it_has_read() throws Exception {
        try (var first = ledger(publisher);
                var second = ledger(publisher)) {
            for (var call = 0; call < 50; call++) {
                var id = "repeated-" + call;
                assertThat(first.claim(started(id))).isTrue();
                assertThat(second.claim(started(id))).isFalse();
                assertThat(first.claim(started(id))).isFalse();
            }
        }
    }
}
