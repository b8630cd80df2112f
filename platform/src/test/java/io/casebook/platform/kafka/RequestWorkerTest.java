package io.casebook.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.casebook.vocabulary.deadletter.DeadLetter;
import io.casebook.vocabulary.knowledge.SearchRequest;
import io.casebook.vocabulary.knowledge.SearchResult;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestWorkerTest {
    private static final Topics TOPICS = new Topics("test.", 2);
    private static final TopicPartition P0 =
            new TopicPartition(TOPICS.knowledgeRequests().name(), 0);
    private static final TopicPartition P1 =
            new TopicPartition(TOPICS.knowledgeRequests().name(), 1);

    private final FakeKafka kafka = new FakeKafka();
    private final Gates gates = new Gates();
    private final List<String> handled = new CopyOnWriteArrayList<>();
    private final List<String> afterPublish = new CopyOnWriteArrayList<>();
    private @Nullable RequestWorker<SearchRequest, SearchResult> worker;

    @AfterEach
    void stop() {
        gates.openAll();
        if (worker != null) {
            worker.close();
        }
    }

    @Test
    void answers_a_request_and_then_commits_it() {
        var reader = start(Searches::answer);

        put(reader, P0, 0, "r0");

        await().until(() -> reader.committed(P0) == 1);
        assertThat(results()).containsExactly("r0");
        assertThat(afterPublish).containsExactly("r0");
        assertThat(running().ready()).isTrue();
    }

    @Test
    void commits_only_up_to_the_first_request_that_is_not_done() {
        gates.close("r0");
        var reader = start(this::throughGate);

        put(reader, P0, 0, "r0");
        put(reader, P0, 1, "r1");
        put(reader, P1, 0, "r2");

        await().until(() -> results().size() == 2 && reader.committed(P1) == 1);
        assertThat(reader.committed(P0)).isLessThan(1);

        gates.open("r0");
        await().until(() -> reader.committed(P0) == 2);
        assertThat(results()).containsExactlyInAnyOrder("r0", "r1", "r2");
    }

    @Test
    void sets_an_unreadable_record_aside_and_goes_on() {
        var reader = start(Searches::answer);

        reader.addOnPoll(P0, 0, "c1", new byte[] {1, 2, 3});
        reader.addOnPoll(P0, 1, "c1", null);
        put(reader, P0, 2, "r2");

        await().until(() -> reader.committed(P0) == 3);
        assertThat(results()).containsExactly("r2");
        assertThat(deadLetters())
                .extracting(DeadLetter::topic, DeadLetter::offset, DeadLetter::reasonCode, DeadLetter::service)
                .containsExactlyInAnyOrder(
                        tuple(P0.topic(), 0L, "unreadable", "searches"),
                        tuple(P0.topic(), 1L, "unreadable", "searches"));
    }

    @Test
    void sets_aside_what_a_newer_program_wrote() {
        var reader = start(Searches::answer);

        reader.addOnPoll(P0, 0, "c1", new byte[] {0, 0, 0, 0, 7, 1, 2, 3});

        await().until(() -> reader.committed(P0) == 1);
        assertThat(deadLetters()).extracting(DeadLetter::reasonCode).containsExactly("unknown_schema");
    }

    @Test
    void sets_a_request_aside_whose_handler_fails_and_says_nothing_personal() {
        var reader = start(request -> {
            if (request.requestId().equals("bad")) {
                throw new IllegalStateException("cannot search for: " + request.query());
            }
            return Searches.answer(request);
        });

        put(reader, P0, 0, "bad");
        put(reader, P0, 1, "good");

        await().until(() -> reader.committed(P0) == 2);
        assertThat(results()).containsExactly("good");
        var letter = deadLetters().getFirst();
        assertThat(letter.reasonCode()).isEqualTo("failed");
        assertThat(letter.detail())
                .contains("IllegalStateException", "RequestWorkerTest")
                .doesNotContain("Ada");
    }

    @Test
    void survives_a_handler_that_breaks_its_thread() {
        var reader = start(request -> {
            throw new StackOverflowError();
        });

        put(reader, P0, 0, "r0");

        await().until(() -> reader.committed(P0) == 1);
        assertThat(deadLetters()).extracting(DeadLetter::reasonCode).containsExactly("failed");
    }

    @Test
    void commits_nothing_before_kafka_has_the_result() {
        kafka.withholdAcknowledgements();
        var reader = start(Searches::answer);

        put(reader, P0, 0, "r0");
        await().until(() -> results().size() == 1);
        assertThat(reader.committed(P0)).isLessThan(1);

        assertThat(resultsProducer().completeNext()).isTrue();
        await().until(() -> reader.committed(P0) == 1);
    }

    @Test
    void publishes_again_what_kafka_did_not_take_in_time() {
        kafka.withholdAcknowledgements();
        var reader = start(this::throughGate);

        put(reader, P0, 0, "r0");
        await().until(() -> resultsProducer().errorNext(new TimeoutException("slow")));

        await().until(() -> resultsProducer().completeNext());
        await().until(() -> reader.committed(P0) == 1);
        assertThat(results()).containsExactly("r0", "r0");
        assertThat(handled).containsExactly("r0");
    }

    @Test
    void sets_a_request_aside_whose_result_never_fits() {
        kafka.withholdAcknowledgements();
        var reader = start(Searches::answer);

        put(reader, P0, 0, "r0");
        await().until(() -> resultsProducer().errorNext(new RecordTooLargeException("too large")));

        await().until(() -> reader.committed(P0) == 1);
        assertThat(deadLetters()).extracting(DeadLetter::reasonCode).containsExactly("failed");
    }

    @Test
    void passes_over_what_is_another_workers() {
        var reader = startAs(
                builder -> builder.accepts(request -> !request.requestId().startsWith("other"))
                        .handler(Searches::answer));

        put(reader, P0, 0, "other-1");
        put(reader, P0, 1, "mine");

        await().until(() -> reader.committed(P0) == 2);
        assertThat(results()).containsExactly("mine");
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void never_works_on_more_requests_than_allowed() {
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        var reader = startAs(builder -> builder.inFlight(3).handler(request -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            var answer = throughGate(request);
            now.decrementAndGet();
            return answer;
        }));
        for (var i = 0; i < 20; i++) {
            gates.close("r" + i);
            put(reader, P0, i, "r" + i);
        }

        await().until(() -> now.get() == 3 && !reader.paused().isEmpty());
        gates.openAll();

        await().until(() -> reader.committed(P0) == 20);
        assertThat(most).hasValue(3);
        assertThat(results()).hasSize(20);
    }

    @Test
    void tells_which_partitions_it_reads_and_what_part_of_all_they_are() {
        var told = new CopyOnWriteArrayList<Assignment>();
        var reader = startAs(builder -> builder.onAssignment(told::add).handler(Searches::answer));
        await().until(() -> !told.isEmpty());
        var first = told.getLast();
        reader.assignOnPoll(P1);
        await().until(() -> told.getLast().all().equals(Set.of(P1)));

        assertThat(first).isEqualTo(new Assignment(Set.of(P0, P1), Set.of(P0, P1), 1));
        assertThat(told.getLast().share()).isEqualTo(0.5);
    }

    @Test
    void never_commits_a_partition_that_was_taken_away() {
        gates.close("r1");
        var reader = start(this::throughGate);
        put(reader, P0, 0, "r0");
        put(reader, P0, 1, "r1");
        await().until(() -> handled.contains("r1") && reader.committed(P0) == 1);

        reader.assignOnPoll(P1);
        put(reader, P1, 0, "r2");
        await().until(() -> reader.committed(P1) == 1);
        gates.open("r1");

        await().until(() -> results().contains("r1"));
        put(reader, P1, 1, "r3");
        await().until(() -> reader.committed(P1) == 2);
        assertThat(reader.committed(P0)).isEqualTo(1);
    }

    @Test
    void drops_waiting_requests_of_a_partition_that_was_taken_away() {
        gates.close("r0");
        var reader = startAs(builder -> builder.inFlight(1).handler(this::throughGate));
        put(reader, P0, 0, "r0");
        put(reader, P0, 1, "r1");
        await().until(() -> handled.contains("r0"));

        reader.assignOnPoll(P1);
        put(reader, P1, 0, "r2");
        await().until(() -> reader.assignment().equals(Set.of(P1)));
        gates.open("r0");

        await().until(() -> reader.committed(P1) == 1);
        assertThat(handled).doesNotContain("r1");
        assertThat(reader.committed(P0)).isLessThanOrEqualTo(1);
    }

    @Test
    void does_not_mistake_late_work_for_the_new_work_after_a_partition_came_back() {
        gates.close("r0");
        var reader = start(this::throughGate);
        put(reader, P0, 0, "r0");
        await().until(() -> handled.contains("r0"));

        reader.assignOnPoll(P1);
        reader.assignOnPoll(P0, P1);
        gates.close("r0-again");
        put(reader, P0, 0, "r0-again");
        await().until(() -> handled.contains("r0-again"));
        gates.open("r0");
        put(reader, P1, 0, "r2");

        await().until(() -> results().contains("r0") && reader.committed(P1) == 1);
        assertThat(reader.committed(P0)).isLessThan(1);
        gates.open("r0-again");
        await().until(() -> reader.committed(P0) == 1);
    }

    @Test
    void finishes_what_it_began_when_it_is_closed() {
        gates.close("r0");
        var reader = start(this::throughGate);
        put(reader, P0, 0, "r0");
        await().until(() -> handled.contains("r0"));

        var closing = Thread.ofVirtual().start(running()::close);
        gates.open("r0");

        await().until(() -> !closing.isAlive());
        assertThat(reader.committed(P0)).isEqualTo(1);
        assertThat(reader.closed()).isTrue();
        assertThat(results()).containsExactly("r0");
        assertThat(running().ready()).isFalse();
    }

    @Test
    void reads_again_with_a_new_consumer_after_a_failure() {
        var first = start(Searches::answer);
        first.setPollException(new KafkaException("the broker is gone"));

        await().until(() -> kafka.readersMade() == 2);
        var second = Objects.requireNonNull(kafka.reader());
        second.assignOnPoll(P0, P1);
        put(second, P0, 0, "r0");

        await().until(() -> second.committed(P0) == 1);
        assertThat(first.closed()).isTrue();
    }

    @Test
    void says_what_is_missing_in_its_description() {
        assertThatThrownBy(() -> RequestWorker.<SearchRequest, SearchResult>named("searches")
                        .start())
                .hasMessageContaining("searches")
                .hasMessageContaining("requests(..)");
    }

    private SearchResult throughGate(SearchRequest request) {
        handled.add(request.requestId());
        gates.pass(request.requestId());
        return Searches.answer(request);
    }

    private FakeKafka.Reader start(Function<SearchRequest, SearchResult> handler) {
        return startAs(builder -> builder.handler(handler));
    }

    private FakeKafka.Reader startAs(Description description) {
        var publisher = new RecordPublisher(kafka);
        var builder = RequestWorker.<SearchRequest, SearchResult>named("searches")
                .requests(TOPICS.knowledgeRequests())
                .results(TOPICS.knowledgeResults(), SearchResult::conversationId)
                .afterPublish((request, result) -> afterPublish.add(request.requestId()))
                .clients(kafka)
                .deadLetters(new DeadLetters(publisher, TOPICS));
        worker = description.complete(builder).start();
        await().until(() -> kafka.reader() != null);
        var reader = Objects.requireNonNull(kafka.reader());
        reader.hasTopic(P0.topic(), 2);
        reader.assignOnPoll(P0, P1);
        return reader;
    }

    private interface Description {
        RequestWorkerBuilder<SearchRequest, SearchResult> complete(
                RequestWorkerBuilder<SearchRequest, SearchResult> builder);
    }

    private RequestWorker<SearchRequest, SearchResult> running() {
        return Objects.requireNonNull(worker);
    }

    private static void put(FakeKafka.Reader reader, TopicPartition partition, long offset, String id) {
        var value = TOPICS.knowledgeRequests().codec().encode(Searches.request(id));
        reader.addOnPoll(partition, offset, "c1", value);
    }

    private List<String> results() {
        return kafka.published(TOPICS.knowledgeResults()).stream()
                .map(SearchResult::requestId)
                .toList();
    }

    private List<DeadLetter> deadLetters() {
        return kafka.published(TOPICS.deadLetters());
    }

    private MockProducer<String, byte[]> resultsProducer() {
        return Objects.requireNonNull(kafka.producerOf("searches-results"));
    }

    /** Lets a test decide when a handler goes on. */
    private static final class Gates {
        private final ConcurrentHashMap<String, CountDownLatch> closed = new ConcurrentHashMap<>();

        void close(String id) {
            closed.put(id, new CountDownLatch(1));
        }

        void open(String id) {
            Objects.requireNonNull(closed.get(id)).countDown();
        }

        void openAll() {
            closed.values().forEach(CountDownLatch::countDown);
        }

        void pass(String id) {
            var gate = closed.get(id);
            if (gate != null) {
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException("interrupted at the gate", e);
                }
            }
        }
    }
}
