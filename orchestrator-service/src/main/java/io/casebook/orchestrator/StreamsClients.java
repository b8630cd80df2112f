package io.casebook.orchestrator;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Kafka's own clients for the topology, with a producer that knows what its commits take and that commits nothing before the early
 * requests have left.
 */
final class StreamsClients implements KafkaClientSupplier {
    private final EarlyRequests requests;

    StreamsClients(EarlyRequests requests) {
        this.requests = requests;
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new CountingProducer(config, requests);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return consumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return consumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return consumer(config);
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Streams calls these on the thread whose commit it is. */
    private static final class CountingProducer extends KafkaProducer<byte[], byte[]> {
        private final EarlyRequests requests;

        CountingProducer(Map<String, Object> config, EarlyRequests requests) {
            super(config, new ByteArraySerializer(), new ByteArraySerializer());
            this.requests = requests;
        }

        @Override
        public void flush() {
            CommitCost.ofThisThread().during(() -> {
                super.flush();
                requests.settle();
            });
        }

        @Override
        public void sendOffsetsToTransaction(
                Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
            CommitCost.ofThisThread().during(() -> super.sendOffsetsToTransaction(offsets, group));
        }

        @Override
        public void commitTransaction() {
            var cost = CommitCost.ofThisThread();
            try {
                cost.during(super::commitTransaction);
            } finally {
                cost.ended();
            }
        }

        @Override
        public void abortTransaction() {
            try {
                super.abortTransaction();
            } finally {
                requests.forget();
                CommitCost.ofThisThread().ended();
            }
        }
    }
}
