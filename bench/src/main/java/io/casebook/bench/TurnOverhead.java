package io.casebook.bench;

import io.casebook.vocabulary.outbound.HandOffNotice;
import io.casebook.vocabulary.outbound.OutboundRecord;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * What Casebook adds to a turn: three hops (model, tool, model) whose endpoints answer at once, from the post of the customer's
 * message to the committed reply on the outbound topic.
 */
final class TurnOverhead {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(2);

    private final Product product;
    private final Figures figures;
    private final boolean quick;
    private final Channel channel;
    private final WhereTimeGoes parts = new WhereTimeGoes();
    private final Map<String, CompletedTurn> waiting = new ConcurrentHashMap<>();

    private final Map<String, Integer> handOffs = new ConcurrentHashMap<>();

    private interface CompletedTurn {
        void completed();
    }

    private TurnOverhead(Product product, Figures figures, boolean quick) {
        this.product = product;
        this.figures = figures;
        this.quick = quick;
        this.channel = new Channel(product.url());
    }

    static void run(Product.Home home, Figures figures, boolean quick) throws Exception {
        try (var endpoints = new Endpoints("lookup_order");
                var product = Product.start(home, Product.withAgent(home, endpoints))) {
            var bench = new TurnOverhead(product, figures, quick);
            try (var _ = new Replies(product.kafka(), sent -> bench.replied(sent.conversationId()), bench::handedOff)) {
                bench.measure();
            }
            bench.logGrowth();
        }
    }

    private void replied(String conversationId) {
        var turn = waiting.remove(conversationId);
        if (turn != null) {
            turn.completed();
        }
    }

    private void handedOff(OutboundRecord sent) {
        if (sent.payload() instanceof HandOffNotice notice) {
            handOffs.merge(notice.reasonCode(), 1, Integer::sum);
        }
    }

    private void measure() throws IOException, InterruptedException {
        // A service that runs for weeks is measured, not the JIT compiler's first minute.
        Figures.say("warming up");
        load("warm", 256, quick ? 25 : 75);
        Figures.say("1 in flight");
        var one = load("one", 1, quick ? 10 : 30);
        latency(one, 1);
        parts.parts(product.kafka(), id("one", 0))
                .forEach((part, millis) -> figures.print(part + "_mean_ms_1", millis, "ms", settings(1)));
        for (var conversations : new int[] {64, 256}) {
            Figures.say(conversations + " conversations at once");
            var run = load("many" + conversations, conversations, quick ? 10 : 30);
            figures.print("turns_per_s_" + conversations, run.turnsPerSecond(), "turns/s", settings(conversations));
            latency(run, conversations);
        }
    }

    private void latency(Run run, int inFlight) {
        var settings = settings(inFlight);
        for (var percentile : new int[] {50, 95, 99}) {
            figures.print(
                    "turn_p%d_ms_%d".formatted(percentile, inFlight),
                    run.latency().getValueAtPercentile(percentile) / NANOS_PER_MILLI,
                    "ms",
                    settings);
        }
    }

    private Map<String, Object> settings(int inFlight) {
        var settings = new LinkedHashMap<String, Object>();
        settings.put("in_flight", inFlight);
        settings.put("hops", "model, tool, model over HTTP, zero latency");
        settings.put("guarantee", "exactly_once_v2");
        settings.put("measured", "HTTP post to committed reply on the outbound topic");
        settings.put("broker", "in the process, 1 node");
        settings.put("driver", "on the same machine");
        settings.put("quick", quick);
        return settings;
    }

    private record Run(Histogram latency, double turnsPerSecond) {}

    /** Every conversation posts its next message as soon as the last one is answered. */
    private Run load(String name, int conversations, int seconds) throws IOException, InterruptedException {
        var latency = new ConcurrentHistogram(LONGEST_NANOS, 3);
        var turns = new AtomicLong();
        var running = new CountDownLatch(conversations);
        for (var i = 0; i < conversations; i++) {
            channel.open(id(name, i));
        }
        var began = System.nanoTime();
        var end = began + TimeUnit.SECONDS.toNanos(seconds);
        for (var i = 0; i < conversations; i++) {
            next(id(name, i), 1, end, latency, turns, running);
        }
        if (!running.await(seconds + 120L, TimeUnit.SECONDS)) {
            throw new IllegalStateException("%d conversations of %s got no reply; hand-offs by reason: %s"
                    .formatted(running.getCount(), name, handOffs));
        }
        return new Run(latency, turns.get() * NANOS_PER_SECOND / (System.nanoTime() - began));
    }

    private String id(String name, int number) {
        return "bench-" + name + "-" + number + "-" + ProcessHandle.current().pid();
    }

    private void next(
            String conversationId, int message, long end, Histogram latency, AtomicLong turns, CountDownLatch running) {
        var began = System.nanoTime();
        var messageId = "m" + message;
        var alone = conversationId.equals(id("one", 0));
        if (alone) {
            parts.posts(messageId);
        }
        waiting.put(conversationId, () -> {
            var now = System.nanoTime();
            if (alone) {
                parts.hears(messageId);
            }
            latency.recordValue(Math.min(now - began, LONGEST_NANOS));
            turns.incrementAndGet();
            if (now < end) {
                next(conversationId, message + 1, end, latency, turns, running);
            } else {
                running.countDown();
            }
        });
        var _ = channel.say(conversationId, messageId, "Where is my order? " + message);
    }

    /** How much a turn adds to the log when the conversation is young and when it is old. */
    private void logGrowth() throws IOException, InterruptedException {
        var turns = quick ? 200 : 1000;
        Figures.say("one conversation of " + turns + " turns");
        var id = id("long", 0);
        channel.open(id);
        try (var _ = new Replies(product.kafka(), sent -> replied(sent.conversationId()), this::handedOff)) {
            for (var turn = 1; turn <= turns; turn++) {
                var replied = new CountDownLatch(1);
                waiting.put(id, replied::countDown);
                var _ = channel.say(id, "m" + turn, "Where is my order number " + (1000 + turn % 10) + "?");
                if (!replied.await(60, TimeUnit.SECONDS)) {
                    throw new IllegalStateException(
                            "turn %d got no reply; hand-offs by reason: %s".formatted(turn, handOffs));
                }
            }
        }
        if (!handOffs.isEmpty()) {
            throw new IllegalStateException("turns were handed off, the figures mean nothing: " + handOffs);
        }
        var log = LogScan.bytesPerTurn(product.kafka(), id);
        figures.print("log_bytes_per_turn_10", LogScan.average(log, 6, 15), "bytes", settings(1));
        figures.print("log_bytes_per_turn_" + turns, LogScan.average(log, turns - 9, turns), "bytes", settings(1));
        figures.print("state_bytes_turn_" + turns, channel.stateBytes(id), "bytes", settings(1));
    }
}
