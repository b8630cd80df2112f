package io.casebook.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.casebook.gateway.completion.BuiltinModel;
import io.casebook.gateway.completion.Completions;
import io.casebook.gateway.completion.Models;
import io.casebook.gateway.completion.RecentResults;
import io.casebook.gateway.cost.DailyBudget;
import io.casebook.gateway.endpoint.Transport;
import io.casebook.gateway.models.Budgets;
import io.casebook.gateway.models.ModelSpec;
import io.casebook.gateway.models.ModelsFile;
import io.casebook.platform.config.PlatformSettings;
import io.casebook.platform.definition.DefinitionCatalog;
import io.casebook.platform.definition.DefinitionIndex;
import io.casebook.platform.embedding.InProcessEmbeddings;
import io.casebook.platform.health.ServiceReadiness;
import io.casebook.platform.kafka.DeadLetters;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.RecordPublisher;
import io.casebook.platform.kafka.TopicFollower;
import io.casebook.platform.kafka.TopicSetup;
import io.casebook.platform.kafka.Topics;
import io.casebook.schemas.Schemas;
import io.casebook.vocabulary.llm.CompletionAnswer;
import io.casebook.vocabulary.llm.CompletionRequest;
import io.casebook.vocabulary.llm.CompletionResult;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The running service against a real broker and a double of a model. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all tests
class GatewayServiceTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final CountDownLatch released = new CountDownLatch(1);
    private final CountDownLatch allowed = new CountDownLatch(1);
    private final List<CompletionResult> results = new CopyOnWriteArrayList<>();
    private final Topics topics = new Topics("t.", 2);
    private final Transport transport = new Transport(1_000_000);
    private final InProcessEmbeddings embeddings = new InProcessEmbeddings();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RecordedSpans spans = new RecordedSpans();
    private ModelDouble slow;
    private ModelDouble fast;
    private ModelDouble patient;
    private TestBroker broker;
    private RecordPublisher publisher;
    private GatewayService service;
    private Models models;
    private KafkaClients clients;
    private TopicFollower<CompletionResult> follower;

    @BeforeAll
    void start(@TempDir Path folder) {
        slow = answersAfter(released);
        patient = answersAfter(allowed);
        fast = new ModelDouble(ModelDouble.says("Quickly."));
        broker = new TestBroker(folder);
        clients = KafkaClients.of(PlatformSettings.local(broker.bootstrap()).withTopics("t.", 2));
        try (var admin = clients.admin()) {
            TopicSetup.create(admin, topics, (short) 1);
        }
        publisher = new RecordPublisher(clients);
        service = service(new DeadLetters(publisher, topics));
        follower = TopicFollower.of(topics.llmResults(), clients, new DeadLetters(publisher, topics))
                .start(record -> results.add(record.value()));
        service.start(new StartupEvent());
        await().atMost(SOON).until(service::ready);
    }

    private static ModelDouble answersAfter(CountDownLatch latch) {
        return new ModelDouble(exchange -> {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            ModelDouble.says("Slowly.").to(exchange);
        });
    }

    private GatewayService service(DeadLetters deadLetters) {
        var settings = new GatewaySettings(
                true,
                600,
                2,
                4,
                Duration.ofSeconds(1),
                10_000,
                Duration.ofMinutes(1),
                100,
                Duration.ofMinutes(1),
                1_000_000,
                Duration.ofMillis(10),
                null);
        var file = new ModelsFile(Map.of(
                "slow",
                ModelSpec.at("slow", slow.url(), "m"),
                "fast",
                ModelSpec.at("fast", fast.url(), "m"),
                "patient",
                ModelSpec.at("patient", patient.url(), "m")));
        var builtin = new BuiltinModel(embeddings);
        models = new Models(builtin, file, name -> null, transport, settings.backoff());
        var recent = new RecentResults<>(
                settings.rememberedResults(), settings.rememberFor(), CompletionResult::requestId, result -> true);
        var completions = new Completions(
                models, reference -> Requests.compiled(Requests.agent()), settings.definitionWait(), recent);
        return new GatewayService(
                settings,
                completions,
                models,
                new PastResults<>(clients, topics.llmResults(), settings.rememberFor(), recent),
                builtin,
                file,
                new DailyBudget(Budgets.NONE, InstantSource.system()),
                new LimitShares(models, 2),
                embeddings,
                DefinitionCatalog.of(new DefinitionIndex()),
                topics,
                clients,
                deadLetters,
                new ServiceReadiness(),
                registry);
    }

    @AfterAll
    void stop() {
        spans.close();
        released.countDown();
        allowed.countDown();
        service.stop(new ShutdownEvent());
        follower.close();
        publisher.close();
        transport.close();
        slow.close();
        fast.close();
        patient.close();
        broker.close();
    }

    private CompletionResult resultOf(String requestId) {
        await().atMost(SOON)
                .until(() ->
                        results.stream().anyMatch(result -> result.requestId().equals(requestId)));
        return results.stream()
                .filter(result -> result.requestId().equals(requestId))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_request_on_the_topic_becomes_a_result_on_the_topic() {
        var request = Requests.reason("Hi", "fast");
        publisher
                .send(topics.llmRequests(), request.conversationId(), request)
                .toCompletableFuture()
                .join();

        assertThat(resultOf(request.requestId()).outcome()).isInstanceOf(CompletionAnswer.class);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(registry.get("casebook.llm.completions")
                                .tag("model", "fast")
                                .timer()
                                .count())
                        .isPositive());
        assertThat(registry.get("casebook.llm.tokens")
                        .tags("model", "fast", "kind", "input")
                        .counter()
                        .count())
                .isGreaterThanOrEqualTo(1000);
    }

    @Test
    void a_request_that_comes_again_after_a_restart_is_answered_from_the_topic_of_results() {
        var request = Requests.reason("Once only", "fast");
        send(request);
        var first = resultOf(request.requestId());
        service.stop(new ShutdownEvent());
        service = service(new DeadLetters(publisher, topics));
        service.start(new StartupEvent());
        await().atMost(SOON).until(service::ready);
        var before = fast.asked();
        send(request);

        await().atMost(SOON).until(() -> resultsOf(request.requestId()).size() == 2);
        assertThat(fast.asked()).isEqualTo(before);
        assertThat(resultsOf(request.requestId())).containsOnly(first);
    }

    @Test
    void two_instances_share_the_limits_and_one_that_is_left_has_them_all() {
        var ofFirst = models;
        assertThat(ofFirst.share()).isEqualTo(1);
        var second = service(new DeadLetters(publisher, topics));
        var ofSecond = models;
        second.start(new StartupEvent());
        await().atMost(SOON).until(() -> ofFirst.share() == 0.5 && ofSecond.share() == 0.5);
        second.stop(new ShutdownEvent());

        await().atMost(SOON).until(() -> ofFirst.share() == 1);
    }

    @Test
    void a_request_that_an_older_release_wrote_is_answered() throws IOException {
        var request = Requests.reason("Hi from an older release", "fast");
        var older = Schemas.released("0.1.0").get(CompletionRequest.SCHEMA$.getFullName());
        var bytes = writtenWith(Objects.requireNonNull(older), request);
        try (var producer = clients.producer("older-release")) {
            var _ = producer.send(new ProducerRecord<>(topics.llmRequests().name(), request.conversationId(), bytes));
        }

        assertThat(older).isNotEqualTo(CompletionRequest.SCHEMA$);
        assertThat(resultOf(request.requestId()).outcome()).isInstanceOf(CompletionAnswer.class);
    }

    /** What the fields hold that the older schema has, in the wire format of that release. */
    private static byte[] writtenWith(Schema older, CompletionRequest request) throws IOException {
        var current = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(current, null);
        new GenericDatumWriter<CompletionRequest>(CompletionRequest.SCHEMA$).write(request, encoder);
        encoder.flush();
        var narrowed = new GenericDatumReader<GenericRecord>(CompletionRequest.SCHEMA$, older)
                .read(null, DecoderFactory.get().binaryDecoder(current.toByteArray(), null));
        var out = new ByteArrayOutputStream();
        out.write(0);
        out.writeBytes(
                ByteBuffer.allocate(Integer.BYTES).putInt(Schemas.idOf(older)).array());
        var wire = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(older).write(narrowed, wire);
        wire.flush();
        return out.toByteArray();
    }

    private void send(CompletionRequest request) {
        publisher
                .send(topics.llmRequests(), request.conversationId(), request)
                .toCompletableFuture()
                .join();
    }

    private List<CompletionResult> resultsOf(String requestId) {
        return results.stream()
                .filter(result -> result.requestId().equals(requestId))
                .toList();
    }

    @Test
    void five_hundred_calls_are_in_flight_at_once_and_finish_in_any_order() {
        var held = IntStream.range(0, 500)
                .mapToObj(i -> Requests.reason("Held", "patient"))
                .toList();
        held.forEach(this::send);
        await().atMost(SOON).until(() -> patient.asked() >= 500);
        var quick = Requests.reason("Quick", "fast");
        send(quick);

        assertThat(resultOf(quick.requestId()).outcome()).isInstanceOf(CompletionAnswer.class);
        allowed.countDown();
        await().atMost(SOON)
                .until(() -> held.stream()
                        .allMatch(request -> resultsOf(request.requestId()).size() == 1));
    }

    @Test
    void the_call_of_the_model_belongs_to_the_trace_of_the_request() {
        var trace = "0af7651916cd43dd8448eb211c80319c";
        var request = Requests.reason("Hi", "fast");
        var parent = Span.wrap(
                SpanContext.create(trace, "b7ad6b7169203331", TraceFlags.getSampled(), TraceState.getDefault()));
        try (var _ = parent.makeCurrent()) {
            publisher
                    .send(topics.llmRequests(), request.conversationId(), request)
                    .toCompletableFuture()
                    .join();
        }

        resultOf(request.requestId());
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(spans.names(trace))
                        .contains("process t.llm.requests", "chat m", "send t.llm.results"));
        assertThat(spans.of(trace, "chat m").getParentSpanId())
                .isEqualTo(spans.of(trace, "process t.llm.requests").getSpanId());
        assertThat(spans.of(trace, "chat m").getAttributes().asMap().toString())
                .contains("gen_ai.provider.name=openai", "gen_ai.usage.input_tokens=1000")
                .doesNotContain("Quickly");
    }

    @Test
    void background_work_that_hangs_takes_no_place_of_a_waiting_customer() {
        for (var i = 0; i < 10; i++) {
            var request = Requests.reason("Background", "slow");
            publisher
                    .send(topics.llmBackground(), request.conversationId(), request)
                    .toCompletableFuture()
                    .join();
        }
        await().atMost(SOON).until(() -> slow.asked() == 2);
        var request = Requests.reason("Waiting", "fast");
        publisher
                .send(topics.llmRequests(), request.conversationId(), request)
                .toCompletableFuture()
                .join();

        assertThat(resultOf(request.requestId()).outcome()).isInstanceOf(CompletionAnswer.class);
        assertThat(slow.asked()).isEqualTo(2);
        released.countDown();
    }

    @Test
    void a_request_that_was_delivered_twice_is_put_to_the_model_once() {
        var request = Requests.reason("Hi again", "fast");
        var before = fast.asked();
        publisher
                .send(topics.llmRequests(), request.conversationId(), request)
                .toCompletableFuture()
                .join();
        publisher
                .send(topics.llmRequests(), request.conversationId(), request)
                .toCompletableFuture()
                .join();

        await().atMost(SOON)
                .until(() -> results.stream()
                                .filter(result -> result.requestId().equals(request.requestId()))
                                .count()
                        == 2);
        assertThat(fast.asked() - before).isEqualTo(1);
    }
}
