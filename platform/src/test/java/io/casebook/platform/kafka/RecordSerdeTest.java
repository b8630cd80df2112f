package io.casebook.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casebook.schemas.RecordCodec;
import io.casebook.schemas.UnreadableRecordException;
import io.casebook.vocabulary.knowledge.SearchRequest;
import java.util.Arrays;
import java.util.Map;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

class RecordSerdeTest {
    private static final Topic<SearchRequest> TOPIC = new Topics("test.", 1).knowledgeRequests();
    private static final SearchRequest REQUEST = Searches.request("r1");
    private static final SerdeSettings FOREIGN = new SerdeSettings(
            ForeignSerializer.class.getName(),
            ForeignDeserializer.class.getName(),
            Map.of("schema.registry.url", "http://registry:8081"));

    @Test
    void writes_and_reads_with_our_own_codec() {
        var serde = new RecordSerde<>(TOPIC);

        var bytes = serde.encode(REQUEST);

        assertThat(bytes[0]).isZero();
        assertThat(serde.decode(bytes)).isEqualTo(REQUEST);
        assertThat(serde.deserializer().deserialize(TOPIC.name(), bytes)).isEqualTo(REQUEST);
    }

    @Test
    void writes_and_reads_with_the_classes_that_the_configuration_names() {
        var serde = new RecordSerde<>(TOPIC, FOREIGN);

        var bytes = serde.encode(REQUEST);

        assertThat(bytes[0]).isEqualTo((byte) 42);
        assertThat(serde.decode(bytes)).isEqualTo(REQUEST);
    }

    @Test
    void calls_unreadable_what_the_configured_class_cannot_read() {
        var serde = new RecordSerde<>(TOPIC, FOREIGN);

        assertThatThrownBy(() -> serde.decode(new byte[] {1}))
                .isInstanceOfSatisfying(
                        UnreadableRecordException.class,
                        e -> assertThat(e.reasonCode()).isEqualTo("unreadable"));
    }

    @Test
    void calls_unreadable_what_has_no_value() {
        assertThatThrownBy(() -> new RecordSerde<>(TOPIC).decode(null)).isInstanceOf(UnreadableRecordException.class);
    }

    @Test
    void names_the_class_that_is_missing() {
        var settings = new SerdeSettings("io.example.MissingSerializer", null, Map.of());

        assertThatThrownBy(() -> new RecordSerde<>(TOPIC, settings))
                .isInstanceOf(KafkaException.class)
                .hasMessageContaining("io.example.MissingSerializer");
    }

    /** Stands for the serializer of a cluster's own registry: other bytes, any Avro record. */
    public static final class ForeignSerializer implements Serializer<Object> {
        private String registry = "";

        @Override
        public void configure(Map<String, ?> configs, boolean isKey) {
            registry = String.valueOf(configs.get("schema.registry.url"));
        }

        @Override
        public byte[] serialize(String topic, Object data) {
            assertThat(registry).isEqualTo("http://registry:8081");
            var own = new RecordCodec<>(SearchRequest.SCHEMA$, SearchRequest::of)
                    .encode(SearchRequest.of((IndexedRecord) data));
            own[0] = 42;
            return own;
        }
    }

    /** Stands for the deserializer of a cluster's own registry. */
    public static final class ForeignDeserializer implements Deserializer<Object> {
        @Override
        public Object deserialize(String topic, byte[] data) {
            if (data[0] != 42) {
                throw new SerializationException("no record of this registry");
            }
            var own = Arrays.copyOf(data, data.length);
            own[0] = 0;
            return new RecordCodec<>(SearchRequest.SCHEMA$, SearchRequest::of).decode(own);
        }
    }
}
