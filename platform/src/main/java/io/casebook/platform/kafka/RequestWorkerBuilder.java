package io.casebook.platform.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what a {@link RequestWorker} does.
 *
 * @param <Q> the request
 * @param <R> the result
 */
public final class RequestWorkerBuilder<Q extends SpecificRecord, R extends SpecificRecord> {
    private static final int DEFAULT_IN_FLIGHT = 500;

    private final String name;
    private final List<Topic<Q>> requests = new ArrayList<>();
    private Isolation isolation = Isolation.READ_COMMITTED;
    private Predicate<Q> accepts = request -> true;
    private BiConsumer<Q, R> afterPublish = (request, result) -> {};
    private Consumer<Assignment> onAssignment = assignment -> {};
    private int inFlight = DEFAULT_IN_FLIGHT;
    private @Nullable Topic<R> results;
    private @Nullable Function<R, String> key;
    private @Nullable Function<Q, R> handler;
    private @Nullable KafkaClients clients;
    private @Nullable DeadLetters deadLetters;

    RequestWorkerBuilder(String name) {
        this.name = name;
    }

    /** Reads the requests of this topic too. */
    public RequestWorkerBuilder<Q, R> requests(Topic<Q> topic) {
        requests.add(topic);
        return this;
    }

    /** Whether requests are read before their transaction is committed; by default they are not. */
    public RequestWorkerBuilder<Q, R> isolation(Isolation chosen) {
        isolation = chosen;
        return this;
    }

    /** Where results go, and which key each has. */
    public RequestWorkerBuilder<Q, R> results(Topic<R> topic, Function<R, String> keyOf) {
        results = topic;
        key = keyOf;
        return this;
    }

    /** Only these requests are handled; the others are another worker's and are passed over. By default all are. */
    public RequestWorkerBuilder<Q, R> accepts(Predicate<Q> mine) {
        accepts = mine;
        return this;
    }

    /**
     * Does the work, on a virtual thread, blocking as long as it likes. It turns every failure that can be expected into a
     * result: what it throws makes the request a dead letter, and nobody gets an answer.
     */
    public RequestWorkerBuilder<Q, R> handler(Function<Q, R> work) {
        handler = work;
        return this;
    }

    /** How many requests are worked on at the same time at most; 500 by default. */
    public RequestWorkerBuilder<Q, R> inFlight(int most) {
        if (most < 1) {
            throw new IllegalArgumentException(
                    "worker %s needs room for at least 1 request, not %d".formatted(name, most));
        }
        inFlight = most;
        return this;
    }

    /** What happens once Kafka has the result, before the request counts as done. */
    public RequestWorkerBuilder<Q, R> afterPublish(BiConsumer<Q, R> then) {
        afterPublish = then;
        return this;
    }

    /** Hears which partitions the worker reads whenever that changes, before it reads them; on the thread that reads, so it must not wait. */
    public RequestWorkerBuilder<Q, R> onAssignment(Consumer<Assignment> listener) {
        onAssignment = listener;
        return this;
    }

    /** Which cluster. */
    public RequestWorkerBuilder<Q, R> clients(KafkaClients ofCluster) {
        clients = ofCluster;
        return this;
    }

    /** Where requests go that cannot be read or handled. */
    public RequestWorkerBuilder<Q, R> deadLetters(DeadLetters to) {
        deadLetters = to;
        return this;
    }

    /** Starts the worker; it keeps trying until Kafka is there. */
    public RequestWorker<Q, R> start() {
        if (requests.isEmpty()) {
            throw new IllegalStateException("worker %s has no topic of requests; call requests(..)".formatted(name));
        }
        var job = new WorkerJob<>(
                name,
                requests,
                isolation,
                required(results, "results(..)"),
                required(key, "results(..)"),
                accepts,
                required(handler, "handler(..)"),
                afterPublish,
                onAssignment,
                inFlight,
                required(clients, "clients(..)"),
                required(deadLetters, "deadLetters(..)"));
        return new RequestWorker<>(job);
    }

    private <T> T required(@Nullable T part, String call) {
        if (part == null) {
            throw new IllegalStateException("worker %s is incomplete; call %s before start()".formatted(name, call));
        }
        return part;
    }
}
