package io.casebook.orchestrator;

import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.RecordSerde;
import io.casebook.platform.kafka.Topic;
import io.casebook.platform.kafka.Topics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** From records to the bytes of each topic that the orchestrator writes within its transaction. */
final class Outputs {
    private final Topics topics;
    private final Map<String, RecordSerde<?>> serdes = new LinkedHashMap<>();

    Outputs(Topics topics, KafkaClients clients) {
        this.topics = topics;
        for (var topic : written(topics)) {
            serdes.put(topic.name(), clients.serde(topic));
        }
    }

    private static List<Topic<?>> written(Topics topics) {
        return List.of(
                topics.log(),
                topics.inbound(),
                topics.toolRequests(),
                topics.outbound(),
                topics.escalations(),
                topics.deadLetters());
    }

    /** The topics that the orchestrator writes within its transaction. */
    List<Topic<?>> topics() {
        return written(topics);
    }

    @SuppressWarnings("unchecked") // a topic's serde is made from that topic
    <V extends SpecificRecord> byte[] encode(Topic<V> topic, V value) {
        var serde = (RecordSerde<V>) serdes.get(topic.name());
        if (serde == null) {
            throw new IllegalArgumentException("the orchestrator does not write the topic " + topic.name());
        }
        return serde.encode(value);
    }
}
