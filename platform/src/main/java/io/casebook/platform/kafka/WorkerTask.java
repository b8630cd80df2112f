package io.casebook.platform.kafka;

import io.casebook.platform.Faults;
import io.casebook.schemas.UnreadableRecordException;
import io.opentelemetry.api.trace.SpanKind;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.jboss.logging.Logger;

/** One request from its bytes to its result on the topic, on a thread of its own. */
final class WorkerTask<Q extends SpecificRecord, R extends SpecificRecord> implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(WorkerTask.class);

    private final WorkerJob<Q, R> job;
    private final Retry retry;
    private final RecordPublisher publisher;
    private final Map<String, RecordSerde<Q>> serdes = new HashMap<>();

    WorkerTask(WorkerJob<Q, R> job, Retry retry) {
        this.job = job;
        this.retry = retry;
        this.publisher = new RecordPublisher(job.clients(), job.name() + "-results");
        job.requests().forEach(topic -> serdes.put(topic.name(), job.clients().serde(topic)));
    }

    /** True when nothing of the request is left to do; false when the worker stopped before that. */
    boolean complete(ConsumerRecord<String, byte[]> record) {
        Q request;
        try {
            request = serdeOf(record).decode(record.value());
        } catch (UnreadableRecordException e) {
            return setAside(record, e.reasonCode(), String.valueOf(e.getMessage()));
        }
        try {
            return TraceHeaders.extract(record.headers())
                    .wrapSupplier(() -> !job.accepts().test(request) || process(record.topic(), request))
                    .get();
        } catch (Throwable e) {
            // At the end handlers are interrupted: what they throw then is no fault of the request, which will come
            // again.
            return !retry.isStopped() && failed(record, request, e);
        }
    }

    private boolean process(String topic, Q request) {
        var span = TraceHeaders.begin("process", topic, SpanKind.CONSUMER);
        try (var _ = span.makeCurrent()) {
            return answer(request);
        } finally {
            span.end();
        }
    }

    private boolean answer(Q request) {
        var result = job.handler().apply(request);
        var published =
                until(() -> publisher.send(job.results(), job.key().apply(result), result), WorkerTask::mayPassLater);
        if (published) {
            job.afterPublish().accept(request, result);
        }
        return published;
    }

    @Override
    public void close() {
        publisher.close();
    }

    private boolean failed(ConsumerRecord<String, byte[]> record, Q request, Throwable fault) {
        var what = Faults.describe(fault);
        LOG.errorf(
                "request failed: worker=%s request=%s topic=%s partition=%d offset=%d fault=%s",
                job.name(), Faults.requestId(request), record.topic(), record.partition(), record.offset(), what);
        return setAside(record, "failed", what);
    }

    /** Tries for ever: to pass a record over that nobody has kept would lose it. */
    private boolean setAside(ConsumerRecord<String, byte[]> record, String reasonCode, String detail) {
        return until(() -> job.deadLetters().send(job.name(), record, reasonCode, detail), fault -> true);
    }

    /** Publishes until Kafka has it; false when the worker stopped first. */
    private boolean until(Supplier<CompletionStage<?>> send, Predicate<Throwable> mayPassLater) {
        for (var failures = 0; ; failures++) {
            try {
                var _ = send.get().toCompletableFuture().join();
                return true;
            } catch (CompletionException e) {
                var fault = Faults.unwrap(e);
                if (!mayPassLater.test(fault)) {
                    throw e;
                }
                LOG.warnf("worker=%s publishes again: %s", job.name(), Faults.describe(fault));
                if (!retry.pause(failures)) {
                    return false;
                }
            }
        }
    }

    private static boolean mayPassLater(Throwable fault) {
        return fault instanceof KafkaException
                && !(fault instanceof RecordTooLargeException)
                && !(fault instanceof SerializationException);
    }

    private RecordSerde<Q> serdeOf(ConsumerRecord<String, byte[]> record) {
        var serde = serdes.get(record.topic());
        if (serde == null) {
            throw new IllegalStateException("worker %s has no topic %s".formatted(job.name(), record.topic()));
        }
        return serde;
    }
}
