package io.casebook.platform.kafka;

import io.casebook.platform.Faults;
import io.casebook.vocabulary.deadletter.DeadLetter;
import io.micrometer.core.instrument.Metrics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Sets aside what could not be read or processed, whole and with the reason, so that nothing is lost and the stream goes on. */
@ApplicationScoped
public class DeadLetters {
    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private final RecordPublisher publisher;
    private final Topics topics;

    @Inject
    public DeadLetters(RecordPublisher publisher, Topics topics) {
        this.publisher = publisher;
        this.topics = topics;
    }

    /**
     * Sets a record aside and waits until Kafka has it.
     *
     * @param service which service sets it aside
     * @param record the record as it was read, key and value as bytes or text
     * @param reasonCode {@code unreadable}, {@code unknown_schema}, {@code invalid} or {@code failed}
     * @param detail what was wrong, without personal text
     * @throws org.apache.kafka.common.KafkaException if Kafka did not take it: the caller must not pass the record over then
     */
    public void add(String service, ConsumerRecord<?, ?> record, String reasonCode, String detail) {
        try {
            var _ = send(service, record, reasonCode, detail)
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** The same without waiting; the stage fails when Kafka did not take it. */
    public CompletionStage<RecordMetadata> send(
            String service, ConsumerRecord<?, ?> record, String reasonCode, String detail) {
        Metrics.counter("casebook.dead.letters", "service", service, "reason", reasonCode)
                .increment();
        LOG.warnf(
                "dead letter: service=%s topic=%s partition=%d offset=%d reason=%s detail=%s",
                service, record.topic(), record.partition(), record.offset(), reasonCode, detail);
        var letter = new DeadLetter(
                record.topic(),
                record.partition(),
                record.offset(),
                service,
                reasonCode,
                detail,
                Instant.now(),
                bytes(record.key()),
                bytes(record.value()));
        var key = text(record.key());
        return publisher.send(topics.deadLetters(), key, letter).exceptionallyCompose(fault -> {
            if (Faults.unwrap(fault) instanceof RecordTooLargeException) {
                // The record stays where it was read; the letter says where that is.
                return publisher.send(topics.deadLetters(), key, letter.withRecordValue(null));
            }
            return CompletableFuture.failedStage(Faults.unwrap(fault));
        });
    }

    private static @Nullable ByteBuffer bytes(@Nullable Object part) {
        return switch (part) {
            case null -> null;
            case byte[] raw -> ByteBuffer.wrap(raw);
            case ByteBuffer buffer -> buffer;
            default -> ByteBuffer.wrap(part.toString().getBytes(StandardCharsets.UTF_8));
        };
    }

    private static String text(@Nullable Object key) {
        return switch (key) {
            case null -> "";
            case byte[] raw -> new String(raw, StandardCharsets.UTF_8);
            default -> key.toString();
        };
    }
}
