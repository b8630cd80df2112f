package io.casebook.bench;

import io.casebook.platform.config.PlatformSettings;
import io.casebook.platform.kafka.DeadLetters;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.RecordPublisher;
import io.casebook.platform.kafka.Topic;
import io.casebook.platform.kafka.TopicFollower;
import io.casebook.platform.kafka.Topics;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.DefinitionRef;
import io.casebook.vocabulary.Speaker;
import io.casebook.vocabulary.TranscriptEntry;
import io.casebook.vocabulary.event.CompletionPurpose;
import io.casebook.vocabulary.llm.CompletionAnswer;
import io.casebook.vocabulary.llm.CompletionRequest;
import io.casebook.vocabulary.llm.CompletionResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Puts requests on the gateway's topics, as the orchestrator does, and takes the results. */
final class GatewayLoad implements AutoCloseable {
    private static final int PARTITIONS = 8;
    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(5);
    private static final int DIGITS = 3;
    private static final Duration DEADLINE = Duration.ofMinutes(4);

    private final Topics topics = new Topics("casebook.", PARTITIONS);
    private final RecordPublisher publisher;
    private final TopicFollower<CompletionResult> follower;
    private final DefinitionRef definition;
    private final Map<String, Sent> waiting = new ConcurrentHashMap<>();
    private final AtomicLong number = new AtomicLong();
    private final AtomicInteger failed = new AtomicInteger();
    private final Histogram inside = new ConcurrentHistogram(LONGEST_MICROS, DIGITS);

    /** A request that is on its way. */
    private record Sent(long nanos, Histogram times, Semaphore places) {}

    GatewayLoad(String kafka, DefinitionRef definition) throws InterruptedException {
        this.definition = definition;
        var clients = KafkaClients.of(PlatformSettings.local(kafka));
        publisher = new RecordPublisher(clients, "bench");
        follower = TopicFollower.of(topics.llmResults(), clients, new DeadLetters(publisher, topics))
                .from(TopicFollower.Start.END)
                .start(record -> take(record.value()));
        follower.caughtUp().toCompletableFuture().join();
    }

    Topic<CompletionRequest> interactive() {
        return topics.llmRequests();
    }

    Topic<CompletionRequest> background() {
        return topics.llmBackground();
    }

    /** How long results say that they took in the gateway, in milliseconds, since the last time this was asked. */
    Histogram inside() {
        var copy = inside.copy();
        inside.reset();
        return copy;
    }

    /** How many requests came back without an answer. */
    int failures() {
        return failed.get();
    }

    /** Keeps as many requests in flight as there are places, while the condition holds; their times in microseconds. */
    Histogram keep(Topic<CompletionRequest> lane, List<String> models, int inFlight, BooleanSupplier goesOn)
            throws InterruptedException {
        var times = new ConcurrentHistogram(LONGEST_MICROS, DIGITS);
        var places = new Semaphore(inFlight);
        while (goesOn.getAsBoolean()) {
            if (places.tryAcquire(100, TimeUnit.MILLISECONDS)) {
                send(lane, models, times, places);
            }
        }
        return times;
    }

    /** Sends so many requests a second, whether or not they are answered; their times in microseconds. */
    Histogram pace(Topic<CompletionRequest> lane, List<String> models, int perSecond, Duration duration)
            throws InterruptedException {
        var times = new ConcurrentHistogram(LONGEST_MICROS, DIGITS);
        var places = new Semaphore(0);
        var began = System.nanoTime();
        var all = perSecond * duration.toSeconds();
        for (var i = 0L; i < all; i++) {
            var wait = began + i * TimeUnit.SECONDS.toNanos(1) / perSecond - System.nanoTime();
            if (wait > 0) {
                TimeUnit.NANOSECONDS.sleep(wait);
            }
            send(lane, models, times, places);
        }
        places.tryAcquire((int) all, 1, TimeUnit.MINUTES);
        return times;
    }

    /** Waits until everything that was sent has come back. */
    void drain() throws InterruptedException {
        var until = System.nanoTime() + DEADLINE.toNanos();
        while (!waiting.isEmpty() && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        waiting.clear();
    }

    /** Nothing that is on its way is waited for any more. */
    void forget() {
        waiting.clear();
    }

    private void send(Topic<CompletionRequest> lane, List<String> models, Histogram times, Semaphore places) {
        var id = number.incrementAndGet();
        var now = Instant.now();
        var request = new CompletionRequest(
                        "bench-" + ProcessHandle.current().pid() + "-" + id,
                        "default",
                        "case-" + id,
                        1,
                        1,
                        definition,
                        CompletionPurpose.REASON,
                        "reason",
                        now,
                        now.plus(DEADLINE),
                        "web",
                        List.of(new TranscriptEntry(
                                1, Speaker.CUSTOMER, Personal.text("Where is my order " + (1000 + id) + "?"))))
                .withModels(models);
        waiting.put(request.requestId(), new Sent(System.nanoTime(), times, places));
        var _ = publisher.send(lane, request.conversationId(), request);
    }

    private void take(CompletionResult result) {
        var sent = waiting.remove(result.requestId());
        if (sent == null) {
            return;
        }
        sent.times()
                .recordValue(Math.min(LONGEST_MICROS, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - sent.nanos())));
        inside.recordValue(Math.min(LONGEST_MICROS, result.latencyMs()));
        if (!(result.outcome() instanceof CompletionAnswer)) {
            failed.incrementAndGet();
        }
        sent.places().release();
    }

    @Override
    public void close() {
        follower.close();
        publisher.close();
    }
}
