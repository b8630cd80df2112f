package io.casebook.escalation.desk;

import io.casebook.platform.Faults;
import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.Code;
import io.casebook.platform.kafka.RecordPublisher;
import io.casebook.platform.kafka.Topics;
import io.casebook.vocabulary.inbound.InboundRecord;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** The inbound topic. */
public final class KafkaInbound implements Inbound {
    private static final Logger LOG = Logger.getLogger(KafkaInbound.class);

    private final RecordPublisher publisher;
    private final Topics topics;
    private final Duration timeout;

    /**
     * Publishes to the cluster.
     *
     * @param publisher sends
     * @param topics names the topic
     * @param timeout how long to wait for Kafka's acknowledgement
     */
    public KafkaInbound(RecordPublisher publisher, Topics topics, Duration timeout) {
        this.publisher = publisher;
        this.topics = topics;
        this.timeout = timeout;
    }

    @Override
    public void publish(InboundRecord record) {
        try {
            publisher
                    .send(topics.inbound(), record.conversationId(), record)
                    .toCompletableFuture()
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw refusal(record, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refusal(record, e);
        }
    }

    private static ApiException refusal(InboundRecord record, Exception fault) {
        LOG.warnf(
                "inbound record not acknowledged: conversation=%s record=%s fault=%s",
                record.conversationId(), record.recordId(), Faults.describe(fault));
        return new ApiException(
                Code.UNAVAILABLE, "Kafka did not acknowledge it in time; do it again, which is harmless");
    }
}
