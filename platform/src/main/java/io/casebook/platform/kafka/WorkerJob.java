package io.casebook.platform.kafka;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;

/** What a worker does, complete: see {@link RequestWorkerBuilder} for each part. */
record WorkerJob<Q extends SpecificRecord, R extends SpecificRecord>(
        String name,
        List<Topic<Q>> requests,
        Isolation isolation,
        Topic<R> results,
        Function<R, String> key,
        Predicate<Q> accepts,
        Function<Q, R> handler,
        BiConsumer<Q, R> afterPublish,
        Consumer<Assignment> onAssignment,
        int inFlight,
        KafkaClients clients,
        DeadLetters deadLetters) {

    WorkerJob {
        requests = List.copyOf(requests);
    }

    List<String> topicNames() {
        return requests.stream().map(Topic::name).toList();
    }

    /** Begins with the installation's prefix, so that two installations on one cluster never share a group. */
    String groupId() {
        return requests.getFirst().name() + "." + name;
    }
}
