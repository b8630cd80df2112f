package io.casebook.platform.kafka;

import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.jboss.logging.Logger;

/**
 * The runtime of a service that answers requests: it reads them, works on many at the same time, one virtual thread each, and
 * publishes their results.
 *
 * <p>A request counts as done when Kafka has its result (or its dead letter), and offsets are committed only up to the first
 * request that is not done. So no request is lost when a worker dies; some come again, with the same id, and a handler must be
 * able to live with that.
 *
 * @param <Q> the request
 * @param <R> the result
 */
public final class RequestWorker<Q extends SpecificRecord, R extends SpecificRecord> implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RequestWorker.class);
    private static final Duration CLOSE_WITHIN = WorkerLoop.DRAIN_WITHIN.plusSeconds(3);

    private final String name;
    private final WorkerLoop<Q, R> loop;
    private final Thread thread;

    RequestWorker(WorkerJob<Q, R> job) {
        name = job.name();
        loop = new WorkerLoop<>(job);
        thread = Thread.ofPlatform().name(name + "-poll").daemon().start(loop);
    }

    /** Begins the description of a worker; its name is part of its consumer group's id. */
    public static <Q extends SpecificRecord, R extends SpecificRecord> RequestWorkerBuilder<Q, R> named(String name) {
        return new RequestWorkerBuilder<>(name);
    }

    /** True once the worker belongs to its group and reads. */
    public boolean ready() {
        return loop.reading();
    }

    /** How many requests are being worked on. */
    public int inFlight() {
        return loop.inFlight();
    }

    /** Stops reading, gives what is being worked on 5 seconds, commits and leaves the group. */
    @Override
    public void close() {
        loop.stop();
        try {
            if (!thread.join(CLOSE_WITHIN)) {
                LOG.warnf("worker=%s did not stop within %d s", name, CLOSE_WITHIN.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
