package io.casebook.platform.kafka;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.atomic.AtomicInteger;

/** What an operator sees of a worker: how long requests take, how they end, how many are being worked on. */
final class WorkerMetrics implements AutoCloseable {
    private final String worker;
    private final Gauge inFlight;

    WorkerMetrics(String worker, AtomicInteger running) {
        this.worker = worker;
        this.inFlight = Gauge.builder("casebook.worker.in.flight", running, AtomicInteger::get)
                .tag("worker", worker)
                .register(Metrics.globalRegistry);
    }

    Timer.Sample began() {
        return Timer.start(Metrics.globalRegistry);
    }

    void ended(Timer.Sample sample, boolean complete) {
        var outcome = complete ? "done" : "given_up";
        sample.stop(Metrics.timer("casebook.worker.requests", "worker", worker, "outcome", outcome));
    }

    @Override
    public void close() {
        Metrics.globalRegistry.remove(inFlight);
    }
}
