package io.casebook.orchestrator;

import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.RecordSerde;
import io.casebook.platform.kafka.Topic;
import io.casebook.platform.kafka.TraceHeaders;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Requests that leave beside their transaction. Within it, each of their partitions would cost a round trip to the transaction's
 * coordinator before the worker sees the request, and a marker with every commit; they need neither, since their readers do not wait
 * for commits.
 *
 * <p>{@link #settle} stands before every commit: a committed decision whose request was lost would leave its turn to the deadline.
 */
final class EarlyRequests implements RequestSender, AutoCloseable {
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private final KafkaClients clients;
    private final Producer<String, byte[]> producer;
    private final Map<Topic<?>, RecordSerde<?>> serdes = new ConcurrentHashMap<>();
    /** What went wrong with a thread's requests since its last commit; one thread's failure is not another's. */
    private final ThreadLocal<AtomicReference<@Nullable Exception>> failures =
            ThreadLocal.withInitial(AtomicReference::new);

    EarlyRequests(KafkaClients clients) {
        this.clients = clients;
        this.producer = clients.producer("orchestrator-requests");
    }

    @Override
    public <V extends SpecificRecord> void send(Topic<V> topic, String key, V value) {
        var failure = failures.get();
        var record = new ProducerRecord<>(topic.name(), key, serde(topic).encode(value));
        TraceHeaders.inject(record.headers());
        var _ = producer.send(record, (metadata, fault) -> {
            if (fault != null) {
                failure.compareAndSet(null, fault);
            }
        });
    }

    /**
     * Waits until Kafka has every request of this thread.
     *
     * @throws KafkaException if it does not have one of them; the transaction must then be aborted
     */
    void settle() {
        producer.flush();
        var fault = failures.get().getAndSet(null);
        if (fault != null) {
            throw new KafkaException("a request did not reach its topic, so its decision is taken again", fault);
        }
    }

    /** Nothing of what was sent counts any more: the transaction was aborted. */
    void forget() {
        failures.get().set(null);
    }

    @Override
    public void close() {
        producer.close(CLOSE_WITHIN);
    }

    @SuppressWarnings("unchecked") // a topic's serde is made from that topic
    private <V extends SpecificRecord> RecordSerde<V> serde(Topic<V> topic) {
        return (RecordSerde<V>) serdes.computeIfAbsent(topic, clients::serde);
    }
}
