package io.casebook.platform.kafka;

import io.opentelemetry.api.trace.SpanKind;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Publishes records, each acknowledged by all replicas before its stage completes. One producer serves the whole process; it is
 * made at the first record, so that a service can start before Kafka does.
 *
 * <p>While no broker can be reached, {@code send} holds its caller up to 5 seconds: call it where blocking is allowed.
 */
@ApplicationScoped
public class RecordPublisher {
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final KafkaClients clients;
    private final String clientId;
    private final Map<Topic<?>, RecordSerde<?>> serdes = new ConcurrentHashMap<>();
    private @Nullable Producer<String, byte[]> producer;
    private boolean closed;

    @Inject
    public RecordPublisher(KafkaClients clients) {
        this(clients, "casebook-publisher");
    }

    /** A publisher of one's own, with a name for Kafka's metrics and logs; whoever makes it closes it. */
    public RecordPublisher(KafkaClients clients, String clientId) {
        this.clients = clients;
        this.clientId = clientId;
    }

    /** Publishes a value; the stage fails when Kafka did not acknowledge it in time. */
    public <V extends SpecificRecord> CompletionStage<RecordMetadata> send(Topic<V> topic, String key, V value) {
        return send(topic, key, value, Map.of());
    }

    /** Publishes a value with headers; the stage fails when Kafka did not acknowledge it in time. */
    public <V extends SpecificRecord> CompletionStage<RecordMetadata> send(
            Topic<V> topic, String key, V value, Map<String, String> headers) {
        var sent = new CompletableFuture<RecordMetadata>();
        try {
            var record = new ProducerRecord<>(topic.name(), key, serde(topic).encode(value));
            headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
            var span = TraceHeaders.begin("send", topic.name(), SpanKind.PRODUCER);
            try (var _ = span.makeCurrent()) {
                TraceHeaders.inject(record.headers());
            }
            var _ = producer().send(record, (metadata, fault) -> {
                span.end();
                if (fault == null) {
                    sent.complete(metadata);
                } else {
                    sent.completeExceptionally(fault);
                }
            });
        } catch (RuntimeException e) {
            sent.completeExceptionally(e);
        }
        return sent;
    }

    /** Sends what is still on its way and closes. */
    @PreDestroy
    public synchronized void close() {
        closed = true;
        if (producer != null) {
            producer.close(CLOSE_WITHIN);
            producer = null;
        }
    }

    private synchronized Producer<String, byte[]> producer() {
        if (closed) {
            throw new IllegalStateException("the publisher is closed; the service is stopping");
        }
        var current = producer;
        if (current == null) {
            current = clients.producer(clientId);
            producer = current;
        }
        return current;
    }

    @SuppressWarnings("unchecked") // a topic's serde is made from that topic
    private <V extends SpecificRecord> RecordSerde<V> serde(Topic<V> topic) {
        return (RecordSerde<V>) serdes.computeIfAbsent(topic, clients::serde);
    }
}
