package io.casebook.bench;

import io.casebook.platform.config.PlatformSettings;
import io.casebook.platform.definition.Compilation;
import io.casebook.platform.definition.DefinitionCompiler;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.vocabulary.DefinitionRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;

/**
 * The model gateway as a process of its own, with half a gibibyte of heap, on a real broker, in front of a model that takes its
 * time: how many calls it has in flight, what it adds to each, how well it uses a limit, and whether background work is felt.
 */
final class Gateway {
    private static final int HEAP_MEBIBYTES = 512;
    private static final int IN_FLIGHT = 500;
    private static final int CALL_MILLIS = 2_000;
    private static final int SHORT_CALL_MILLIS = 100;
    private static final int PER_SECOND = 50;
    private static final int LIMIT = 600;
    private static final int INTERACTIVE = 32;
    private static final int BACKGROUND = 200;
    private static final List<String> OPEN = List.of("open");
    private static final List<String> LIMITED = List.of("limited");
    private static final List<String> FAILING_OVER = List.of("open", "spare");
    private static final double MICROS = 1_000.0;
    private static final double P50 = 50;
    private static final double P95 = 95;
    private static final double P99 = 99;

    private final Services services;
    private final SlowModel model;
    private final SlowModel spare;
    private final GatewayLoad load;
    private final Figures figures;
    private final boolean quick;

    private Gateway(
            Services services, SlowModel model, SlowModel spare, GatewayLoad load, Figures figures, boolean quick) {
        this.services = services;
        this.model = model;
        this.spare = spare;
        this.load = load;
        this.figures = figures;
        this.quick = quick;
    }

    static void run(Product.Home home, Figures figures, boolean quick) throws Exception {
        try (var model = new SlowModel();
                var spare = new SlowModel();
                var services = Services.gateway(home, models(model, spare), HEAP_MEBIBYTES);
                var load = new GatewayLoad(services.kafka(), definition(home))) {
            var bench = new Gateway(services, model, spare, load, figures, quick);
            bench.warmUp();
            bench.overhead();
            bench.inFlight();
            bench.background();
            bench.faults();
            bench.limit(1);
            services.anotherGateway(HEAP_MEBIBYTES);
            bench.limit(2);
            if (load.failures() > 0) {
                throw new IllegalStateException(load.failures() + " requests came back without an answer");
            }
        }
    }

    private static Path models(SlowModel model, SlowModel spare) throws IOException {
        return Files.writeString(
                Files.createTempFile("casebook-bench", ".yaml"), """
                models:
                  open: {base_url: "%1$s", model: slow}
                  limited: {base_url: "%1$s", model: slow, limits: {requests_per_minute: %2$d}}
                  spare: {base_url: "%3$s", model: slow}
                """.formatted(model.url(), LIMIT, spare.url()));
    }

    private static DefinitionRef definition(Product.Home home) throws IOException {
        return switch (DefinitionCompiler.compile(home.folder().resolve("bench/agent"))) {
            case Compilation.Compiled compiled ->
                new DefinitionRef(
                        compiled.result().definition().agentId(),
                        compiled.result().definition().version());
            case Compilation.Refused refused ->
                throw new IllegalStateException(refused.problems().toString());
        };
    }

    private Duration seconds(int full, int short_) {
        return Duration.ofSeconds(quick ? short_ : full);
    }

    private static BooleanSupplier during(Duration duration) {
        var until = System.nanoTime() + duration.toNanos();
        return () -> System.nanoTime() < until;
    }

    private void warmUp() throws InterruptedException {
        Figures.say("warming up");
        model.takes(SHORT_CALL_MILLIS);
        load.keep(load.interactive(), OPEN, INTERACTIVE, during(seconds(30, 8)));
        load.drain();
    }

    /** From the request on its topic to the result on its topic, without the time that the model takes. */
    private void overhead() throws InterruptedException {
        Figures.say("what the gateway adds to a call");
        model.takes(SHORT_CALL_MILLIS);
        var duration = seconds(60, 10);
        var _ = load.inside();
        var times = load.pace(load.interactive(), OPEN, PER_SECOND, duration);
        load.drain();
        inside(load.inside());
        var settings = Map.of(
                "calls_per_s",
                PER_SECOND,
                "call_ms",
                SHORT_CALL_MILLIS,
                "seconds",
                duration.toSeconds(),
                "from",
                "request on its topic",
                "to",
                "result read from its topic");
        figures.print("overhead_p50_ms", beyond(times, P50), "ms", settings);
        figures.print("overhead_p99_ms", beyond(times, P99), "ms", settings);
        log(duration, times);
    }

    /** By what the results say of themselves, in whole milliseconds. */
    private void inside(Histogram times) {
        var settings = Map.of(
                "calls_per_s",
                PER_SECOND,
                "call_ms",
                SHORT_CALL_MILLIS,
                "from",
                "request at its worker",
                "to",
                "result",
                "resolution_ms",
                1);
        figures.print(
                "overhead_inside_p50_ms", (double) times.getValueAtPercentile(P50) - SHORT_CALL_MILLIS, "ms", settings);
        figures.print(
                "overhead_inside_p99_ms", (double) times.getValueAtPercentile(P99) - SHORT_CALL_MILLIS, "ms", settings);
    }

    /** What the log alone takes for a request and a result at the same pace, and what is left for the gateway. */
    private void log(Duration duration, Histogram times) throws InterruptedException {
        try (var hops = new KafkaHops(KafkaClients.of(PlatformSettings.local(services.kafka())))) {
            hops.pace(PER_SECOND, seconds(10, 4));
            var alone = hops.pace(PER_SECOND, duration);
            var settings = Map.of("calls_per_s", PER_SECOND, "seconds", duration.toSeconds());
            figures.print("log_p50_ms", alone.getValueAtPercentile(P50) / MICROS, "ms", settings);
            figures.print("log_p99_ms", alone.getValueAtPercentile(P99) / MICROS, "ms", settings);
            figures.print(
                    "overhead_beyond_log_p50_ms",
                    beyond(times, P50) - alone.getValueAtPercentile(P50) / MICROS,
                    "ms",
                    settings);
        }
    }

    private static double beyond(Histogram times, double percentile) {
        return times.getValueAtPercentile(percentile) / MICROS - SHORT_CALL_MILLIS;
    }

    private void inFlight() throws IOException, InterruptedException {
        Figures.say("%d calls of %d ms in flight".formatted(IN_FLIGHT, CALL_MILLIS));
        model.takes(CALL_MILLIS);
        var duration = seconds(30, 10);
        var heap = new long[] {-1};
        var measured = Thread.ofVirtual().start(() -> heap[0] = heapAfter(duration.dividedBy(2)));
        var times = load.keep(load.interactive(), OPEN, IN_FLIGHT, during(duration));
        measured.join();
        load.drain();
        var settings = Map.of(
                "call_ms",
                CALL_MILLIS,
                "seconds",
                duration.toSeconds(),
                "max_heap_mb",
                HEAP_MEBIBYTES,
                "calls",
                times.getTotalCount());
        figures.print("calls_in_flight", model.mostInFlight(), "calls", settings);
        figures.print("heap_mb", (double) heap[0], "MiB", settings);
    }

    /** While all the calls are in flight. */
    private long heapAfter(Duration wait) {
        try {
            TimeUnit.NANOSECONDS.sleep(wait.toNanos());
            return services.heapMebibytes("llm-gateway-service");
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private void background() throws InterruptedException {
        Figures.say("interactive calls without and with background work");
        model.takes(SHORT_CALL_MILLIS);
        var duration = seconds(30, 8);
        var alone = load.keep(load.interactive(), OPEN, INTERACTIVE, during(duration));
        load.drain();
        var goesOn = during(duration.plusSeconds(4));
        var background = Thread.ofVirtual().start(() -> flood(goesOn));
        TimeUnit.SECONDS.sleep(2);
        var besides = load.keep(load.interactive(), OPEN, INTERACTIVE, during(duration));
        background.join();
        load.drain();
        var settings = Map.of(
                "interactive_in_flight",
                INTERACTIVE,
                "background_waiting",
                BACKGROUND,
                "call_ms",
                SHORT_CALL_MILLIS,
                "seconds",
                duration.toSeconds(),
                "p95_alone_ms",
                alone.getValueAtPercentile(P95) / MICROS,
                "p95_besides_ms",
                besides.getValueAtPercentile(P95) / MICROS);
        figures.print(
                "interactive_slowdown_ratio",
                (double) besides.getValueAtPercentile(P95) / alone.getValueAtPercentile(P95),
                "ratio",
                settings);
    }

    private void flood(BooleanSupplier goesOn) {
        try {
            load.keep(load.background(), OPEN, BACKGROUND, goesOn);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The first of two models breaks under load: what reaches a customer as a failure, and how long the longest call waits. */
    private void faults() throws InterruptedException {
        model.takes(SHORT_CALL_MILLIS);
        spare.takes(SHORT_CALL_MILLIS);
        var duration = seconds(30, 10);
        for (var fault : List.of(SlowModel.Behaviour.DOWN, SlowModel.Behaviour.GARBAGE, SlowModel.Behaviour.SLOW)) {
            Figures.say("a model that is " + fault.name().toLowerCase(Locale.ROOT));
            load.pace(load.interactive(), FAILING_OVER, PER_SECOND, duration);
            load.drain();
            var before = load.failures();
            model.behaves(fault);
            var times = load.pace(load.interactive(), FAILING_OVER, PER_SECOND, duration);
            load.drain();
            model.behaves(SlowModel.Behaviour.SOUND);
            var settings = Map.of(
                    "fault",
                    fault.name().toLowerCase(Locale.ROOT),
                    "calls",
                    times.getTotalCount(),
                    "calls_per_s",
                    PER_SECOND,
                    "call_ms",
                    SHORT_CALL_MILLIS);
            figures.print("failed_over_failures", load.failures() - before, "calls", settings);
            figures.print("failed_over_slowest_ms", times.getMaxValue() / MICROS, "ms", settings);
            figures.print("failed_over_p50_ms", times.getValueAtPercentile(P50) / MICROS, "ms", settings);
        }
    }

    /** More is wanted than the limit allows, for longer than a minute. */
    private void limit(int instances) throws InterruptedException {
        Figures.say("a limit of %d requests a minute, for %d instance(s)".formatted(LIMIT, instances));
        model.takes(SHORT_CALL_MILLIS);
        model.countArrivals(true);
        var duration = seconds(180, 75);
        load.keep(load.interactive(), LIMITED, INTERACTIVE * 2, during(duration));
        model.countArrivals(false);
        var arrivals = model.arrivals();
        load.forget();
        var windows = MinuteWindows.of(arrivals);
        var settings = Map.of(
                "requests_per_minute",
                LIMIT,
                "instances",
                instances,
                "seconds",
                duration.toSeconds(),
                "window_s",
                60,
                "most_in_a_window",
                windows.getLast(),
                "fewest_in_a_window",
                windows.getFirst());
        figures.print("limit_use_ratio", (double) windows.getLast() / LIMIT, "ratio", settings);
        figures.print("limit_use_least_ratio", (double) windows.getFirst() / LIMIT, "ratio", settings);
    }
}
