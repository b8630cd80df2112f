package io.casebook.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.casebook.platform.config.PlatformSettings;
import io.casebook.platform.definition.DefinitionCatalog;
import io.casebook.platform.definition.DefinitionFiles;
import io.casebook.platform.health.ServiceReadiness;
import io.casebook.platform.kafka.DeadLetters;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.RecordPublisher;
import io.casebook.platform.kafka.TopicFollower;
import io.casebook.platform.kafka.TopicSetup;
import io.casebook.platform.kafka.Topics;
import io.casebook.schemas.ContentHash;
import io.casebook.schemas.Personal;
import io.casebook.tools.mcp.Programs;
import io.casebook.tools.run.CallSettings;
import io.casebook.tools.run.Sandbox;
import io.casebook.tools.sandbox.Recordings;
import io.casebook.tools.sql.Drivers;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.DefinitionRef;
import io.casebook.vocabulary.event.ToolEffect;
import io.casebook.vocabulary.inbound.InboundRecord;
import io.casebook.vocabulary.inbound.ReturnAsyncToolResult;
import io.casebook.vocabulary.tool.LedgerEntry;
import io.casebook.vocabulary.tool.LedgerState;
import io.casebook.vocabulary.tool.ToolCallRequest;
import io.casebook.vocabulary.tool.ToolCallResult;
import io.casebook.vocabulary.tool.ToolDenial;
import io.casebook.vocabulary.tool.ToolOutcome;
import io.casebook.vocabulary.tool.ToolSuccess;
import io.casebook.vocabulary.tool.ToolUnknown;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The running service against a real broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all tests
class ToolServiceTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private final ToolDouble tool = new ToolDouble();
    private final List<ToolCallResult> results = new CopyOnWriteArrayList<>();
    private final List<LedgerEntry> ledger = new CopyOnWriteArrayList<>();
    private final DefinitionFiles files = ShopDefinition.files(tool.url());

    private TestBroker broker;
    private PlatformSettings platform;
    private KafkaClients clients;
    private Topics topics;
    private RecordPublisher publisher;
    private DeadLetters deadLetters;
    private DefinitionCatalog catalog;
    private ToolService service;
    private List<TopicFollower<?>> followers;

    @BeforeAll
    void start(@TempDir Path folder) {
        broker = new TestBroker(folder);
        platform = PlatformSettings.local(broker.bootstrap()).withTopics("t.", 2);
        clients = KafkaClients.of(platform);
        topics = new Topics(platform.prefix(), platform.partitions());
        try (var admin = clients.admin()) {
            TopicSetup.create(admin, topics, (short) 1);
        }
        publisher = new RecordPublisher(clients);
        deadLetters = new DeadLetters(publisher, topics);
        catalog = new DefinitionCatalog(clients, topics, deadLetters);
        catalog.start();
        service = service();
        service.start();
        followers = List.of(
                TopicFollower.of(topics.toolResults(), clients, deadLetters)
                        .start(record -> results.add(record.value())),
                TopicFollower.of(topics.toolLedger(), clients, deadLetters)
                        .start(record -> ledger.add(record.value())));
        ShopDefinition.publish(files, publisher, topics);
        await().atMost(SOON).until(service::ready);
    }

    @AfterAll
    void stop() {
        service.stop();
        followers.forEach(TopicFollower::close);
        catalog.close();
        publisher.close();
        broker.close();
        tool.close();
    }

    @BeforeEach
    void answerAgain() {
        tool.answers(200, "{\"id\":\"r-1\"}");
    }

    private ToolService service() {
        var settings = new ToolSettings(
                true,
                null,
                10,
                10,
                1_000,
                CallSettings.DEFAULTS,
                Sandbox.OFF,
                Recordings.none(),
                new ToolSettings.Ledger(1_000, 1 << 20, Duration.ofSeconds(10)));
        return new ToolService(
                settings,
                clients,
                publisher,
                deadLetters,
                topics,
                catalog,
                new ServiceReadiness(),
                Sample.VAULT,
                new Reach(Sample.NETWORK, Programs.ANY, Drivers.ANY),
                new SimpleMeterRegistry());
    }

    private ToolCallRequest request(String name, ToolEffect effect, String arguments) {
        return request(name, effect, arguments, Instant.now());
    }

    private ToolCallRequest request(String name, ToolEffect effect, String arguments, Instant at) {
        return new ToolCallRequest(
                UUID.randomUUID().toString(),
                "default",
                "conversation-1",
                "customer-1",
                1,
                1,
                new DefinitionRef("shop", files.version()),
                name,
                effect,
                Personal.text(arguments),
                ContentHash.of(arguments),
                at,
                at.plusSeconds(60));
    }

    private void ask(ToolCallRequest request) {
        publisher
                .send(topics.toolRequests(), request.conversationId(), request)
                .toCompletableFuture()
                .join();
    }

    private ToolOutcome outcome(ToolCallRequest request) {
        await().atMost(SOON).until(() -> !of(request).isEmpty());
        return of(request).getFirst().outcome();
    }

    private List<ToolCallResult> of(ToolCallRequest request) {
        return results.stream()
                .filter(result -> result.callId().equals(request.callId()))
                .toList();
    }

    private List<LedgerState> lines(ToolCallRequest request) {
        return ledger.stream()
                .filter(line -> line.callId().equals(request.callId()))
                .map(LedgerEntry::state)
                .toList();
    }

    private long sent(ToolCallRequest request) {
        return tool.asked().stream()
                .filter(asked -> request.callId().equals(asked.header("Idempotency-Key")))
                .count();
    }

    @Test
    void a_reading_call_is_answered_and_leaves_no_line_in_the_ledger() {
        tool.answers(200, "{\"status\":\"shipped\"}");
        var request = request("get_order", ToolEffect.READ, "{\"order_id\":\"1001\"}");

        ask(request);

        assertThat(outcome(request)).isEqualTo(new ToolSuccess(Personal.text("{\"status\":\"shipped\"}")));
        assertThat(tool.asked()).anyMatch(asked -> asked.target().equals("/orders/1001?customer=customer-1"));
        assertThat(lines(request)).isEmpty();
    }

    @Test
    void a_changing_call_is_written_down_before_and_after_it_is_made() {
        var request = request("refund_order", ToolEffect.WRITE, "{\"amount\":44.10}");

        ask(request);

        assertThat(outcome(request)).isInstanceOf(ToolSuccess.class);
        assertThat(sent(request)).isEqualTo(1);
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(lines(request)).containsExactly(LedgerState.STARTED, LedgerState.FINISHED));
    }

    @Test
    void a_call_whose_result_comes_back_later_is_answered_by_that_result() {
        var request = request("get_quote", ToolEffect.READ, "{}");

        ask(request);
        await().atMost(SOON)
                .until(() -> tool.asked().stream()
                        .anyMatch(asked -> request.callId().equals(asked.header("X-Casebook-Call-Id"))));
        comesBack(request, "{\"price\":12}");

        assertThat(outcome(request)).isEqualTo(new ToolSuccess(Personal.text("{\"price\":12}")));
    }

    @Test
    void a_changing_call_that_is_delivered_twice_is_made_once_and_told_twice() {
        var request = request("refund_order", ToolEffect.WRITE, "{\"amount\":1}");

        ask(request);
        ask(request);

        await().atMost(SOON).until(() -> of(request).size() == 2);
        assertThat(of(request).get(0)).isEqualTo(of(request).get(1));
        assertThat(sent(request)).isEqualTo(1);
    }

    @Test
    void a_call_that_needs_an_approval_and_has_none_is_denied() {
        var request = request("refund_order", ToolEffect.WRITE, "{\"amount\":100.01}");

        ask(request);

        assertThat(outcome(request))
                .isInstanceOfSatisfying(
                        ToolDenial.class,
                        denial -> assertThat(denial.reasonCode()).isEqualTo("approval_missing"));
        assertThat(sent(request)).isZero();
    }

    @Test
    void a_reading_call_does_not_wait_for_the_commit_and_a_changing_one_does() {
        var reading = request("get_order", ToolEffect.READ, "{\"order_id\":\"2002\"}");
        var aborted = request("refund_order", ToolEffect.WRITE, "{\"amount\":1}");
        var committed = request("refund_order", ToolEffect.WRITE, "{\"amount\":2}");
        try (var producer = transactional()) {
            producer.beginTransaction();
            send(producer, reading);
            send(producer, aborted);
            assertThat(outcome(reading)).isInstanceOf(ToolSuccess.class);
            producer.abortTransaction();

            producer.beginTransaction();
            send(producer, committed);
            producer.commitTransaction();
        }

        assertThat(outcome(committed)).isInstanceOf(ToolSuccess.class);
        assertThat(sent(aborted)).as("what was asked for in vain").isZero();
        assertThat(of(aborted)).isEmpty();
    }

    @Test
    void a_call_that_a_worker_left_behind_is_repeated_with_its_key() {
        var request = request(
                "refund_order",
                ToolEffect.WRITE,
                "{\"amount\":3}",
                Instant.now().minusSeconds(20));
        leaveBehind(request, "{\"amount\":3,\"customer_id\":\"customer-1\"}");

        ask(request);

        assertThat(outcome(request)).isInstanceOf(ToolSuccess.class);
        assertThat(sent(request)).isEqualTo(1);
    }

    @Test
    void a_call_that_a_worker_left_behind_is_unknown_where_the_tool_knows_no_keys() {
        var request =
                request("cancel_order", ToolEffect.WRITE, "{}", Instant.now().minusSeconds(20));
        leaveBehind(request, "{\"customer_id\":\"customer-1\"}");
        var before = tool.asked().stream()
                .filter(asked -> asked.target().equals("/cancellations"))
                .count();

        ask(request);

        assertThat(outcome(request))
                .isInstanceOfSatisfying(
                        ToolUnknown.class,
                        unknown -> assertThat(unknown.detail()).contains("A person must look it up"));
        assertThat(tool.asked().stream().filter(asked -> asked.target().equals("/cancellations")))
                .hasSize((int) before);
    }

    @Test
    void what_one_service_writes_another_one_does_not_answer_from_its_cache() {
        var second = service();
        second.start();
        try {
            await().atMost(SOON).until(second::ready);
            service.tried(request("get_balance", ToolEffect.READ, "{}"));
            var again = Objects.requireNonNull(service.tried(request("get_balance", ToolEffect.READ, "{}")));
            assertThat(again.result().attempts()).isZero();

            second.tried(request("add_funds", ToolEffect.WRITE, "{}"));

            await().atMost(SOON)
                    .until(() -> Objects.requireNonNull(service.tried(request("get_balance", ToolEffect.READ, "{}")))
                                    .result()
                                    .attempts()
                            == 1);
        } finally {
            second.stop();
        }
    }

    @Test
    void another_service_that_starts_later_knows_what_came_of_the_calls_before_it() {
        var request = request("refund_order", ToolEffect.WRITE, "{\"amount\":4}");
        ask(request);
        var first = outcome(request);
        var second = service();
        second.start();
        try {
            await().atMost(SOON).until(second::ready);

            var again = second.tried(request);

            assertThat(again).isNotNull();
            assertThat(again.result().outcome()).isEqualTo(first);
            assertThat(sent(request)).isEqualTo(1);
        } finally {
            second.stop();
        }
    }

    @Test
    void the_id_of_a_call_means_the_same_call_in_all_services() {
        var second = service();
        second.start();
        try {
            await().atMost(SOON).until(second::ready);
            var request = request("refund_order", ToolEffect.WRITE, "{\"amount\":3}");
            var first = Objects.requireNonNull(service.tried(request)).result();
            var again = Objects.requireNonNull(second.tried(request)).result();
            var other = Objects.requireNonNull(second.tried(request.withArguments(Personal.text("{\"amount\":33}"))))
                    .result();

            assertThat(again.outcome()).isEqualTo(first.outcome()).isInstanceOf(ToolSuccess.class);
            assertThat(sent(request)).isEqualTo(1);
            assertThat(other.outcome())
                    .isInstanceOfSatisfying(
                            ToolDenial.class,
                            denial -> assertThat(denial.reasonCode()).isEqualTo("call_id_reused"));
        } finally {
            second.stop();
        }
    }

    /** What a worker leaves that dies between writing STARTED and writing FINISHED. */
    @Test
    void a_customer_s_limit_holds_over_all_services_and_after_a_restart() {
        ask(request("send_voucher", ToolEffect.WRITE, "{\"amount\":20}"));
        var second = request("send_voucher", ToolEffect.WRITE, "{\"amount\":10}");
        ask(second);
        assertThat(outcome(second)).isInstanceOf(ToolSuccess.class);
        var later = service();
        later.start();
        await().atMost(SOON).until(later::ready);

        var beyond = request("send_voucher", ToolEffect.WRITE, "{\"amount\":0.01}");
        var result = Objects.requireNonNull(later.tried(beyond)).result();
        later.stop();

        assertThat(result.outcome()).isInstanceOfSatisfying(ToolDenial.class, denial -> {
            assertThat(denial.reasonCode()).isEqualTo("limit_reached");
            assertThat(denial.detail()).contains("amount may come to 30 per day");
        });
    }

    @Test
    void a_limit_of_a_tool_that_reads_counts_each_call_id_once() {
        var first = request("get_points", ToolEffect.READ, "{}");
        for (var delivery = 0; delivery < 3; delivery++) {
            assertThat(Objects.requireNonNull(service.tried(first)).result().outcome())
                    .isInstanceOf(ToolSuccess.class);
        }
        var second = request("get_points", ToolEffect.READ, "{}");
        assertThat(Objects.requireNonNull(service.tried(second)).result().outcome())
                .isInstanceOf(ToolSuccess.class);
        var third = request("get_points", ToolEffect.READ, "{}");
        assertThat(Objects.requireNonNull(service.tried(third)).result().outcome())
                .isInstanceOf(ToolDenial.class);
    }

    @Test
    void a_call_whose_answer_is_of_no_use_is_found_out_by_the_tool_that_checks() {
        tool.answers(exchange -> {
            var asks = exchange.getRequestMethod().equals("GET");
            ToolDouble.answer(exchange, 200, "application/json", asks ? "{\"closed\":true}" : "<html>");
        });
        var request = request("close_account", ToolEffect.WRITE, "{}");

        ask(request);

        assertThat(outcome(request))
                .isInstanceOfSatisfying(
                        ToolSuccess.class,
                        success -> assertThat(Personal.plain(success.content()))
                                .isEqualTo("{\"confirmed_by\":\"get_cancellation\",\"answer\":{\"closed\":true}}"));
        assertThat(tool.asked()).anyMatch(asked -> asked.target().equals("/cancellations/" + request.callId()));
    }

    private void comesBack(ToolCallRequest request, String json) {
        var record = new InboundRecord(
                UUID.randomUUID().toString(),
                "default",
                request.conversationId(),
                Instant.now(),
                new Actor(ActorType.SYSTEM, null),
                new ReturnAsyncToolResult(request.callId(), true, Personal.text(json)));
        publisher
                .send(topics.inbound(), request.conversationId(), record)
                .toCompletableFuture()
                .join();
    }

    @Test
    void a_result_that_came_back_while_its_worker_was_gone_settles_the_call_that_it_left_behind() {
        var request = request("order_repair", ToolEffect.WRITE, "{}");
        leaveBehind(request, "{\"customer_id\":\"customer-1\"}");
        comesBack(request, "{\"repair\":7}");

        ask(request);

        assertThat(outcome(request)).isEqualTo(new ToolSuccess(Personal.text("{\"repair\":7}")));
        assertThat(tool.asked()).noneMatch(asked -> asked.target().equals("/repairs"));
    }

    private void leaveBehind(ToolCallRequest request, String arguments) {
        var entry = new LedgerEntry(
                request.callId(),
                request.tenantId(),
                request.conversationId(),
                request.tool(),
                ContentHash.of(request.tool(), arguments),
                request.callId(),
                LedgerState.STARTED,
                request.requestedAt());
        publisher
                .send(topics.toolLedger(), request.callId(), entry)
                .toCompletableFuture()
                .join();
    }

    private KafkaProducer<String, byte[]> transactional() {
        var settings = new Properties();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap());
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "orchestrator");
        var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }

    private void send(KafkaProducer<String, byte[]> producer, ToolCallRequest request) {
        var value = topics.toolRequests().codec().encode(request);
        var _ = producer.send(new ProducerRecord<>(topics.toolRequests().name(), request.conversationId(), value));
        producer.flush();
    }
}
