package io.casebook.orchestrator;

import io.casebook.conversation.Input;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.RecordSerde;
import io.casebook.platform.kafka.Topic;
import io.casebook.platform.kafka.Topics;
import io.casebook.schemas.UnreadableRecordException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** From the bytes of each topic that the orchestrator reads to the heart's inputs. */
final class Inputs {
    private final List<Topic<?>> topics;
    private final Map<String, Reader> readers;

    /**
     * An input and whose it is.
     *
     * @param tenantId whose installation
     * @param conversationId the conversation
     * @param input what the heart is told
     */
    record Addressed(String tenantId, String conversationId, Input input) {}

    private interface Reader {
        Addressed read(byte @Nullable [] bytes);
    }

    Inputs(Topics topics, KafkaClients clients) {
        this.topics = List.of(topics.inbound(), topics.llmResults(), topics.toolResults(), topics.knowledgeResults());
        this.readers = Map.of(
                topics.inbound().name(),
                reader(
                        clients.serde(topics.inbound()),
                        outside -> new Addressed(
                                outside.tenantId(), outside.conversationId(), new Input.FromOutside(outside))),
                topics.llmResults().name(),
                reader(
                        clients.serde(topics.llmResults()),
                        answered -> new Addressed(
                                answered.tenantId(), answered.conversationId(), new Input.ModelAnswered(answered))),
                topics.toolResults().name(),
                reader(
                        clients.serde(topics.toolResults()),
                        answered -> new Addressed(
                                answered.tenantId(), answered.conversationId(), new Input.ToolAnswered(answered))),
                topics.knowledgeResults().name(),
                reader(
                        clients.serde(topics.knowledgeResults()),
                        answered -> new Addressed(
                                answered.tenantId(), answered.conversationId(), new Input.SearchAnswered(answered))));
    }

    private static <V extends SpecificRecord> Reader reader(RecordSerde<V> serde, Function<V, Addressed> addressed) {
        return bytes -> addressed.apply(serde.decode(bytes));
    }

    /** The topics that the orchestrator reads. */
    List<Topic<?>> topics() {
        return topics;
    }

    /**
     * The input in a record's bytes.
     *
     * @throws UnreadableRecordException if they are none
     */
    Addressed read(String topic, byte @Nullable [] bytes) {
        var reader = readers.get(topic);
        if (reader == null) {
            throw new IllegalArgumentException("the orchestrator does not read the topic " + topic);
        }
        return reader.read(bytes);
    }
}
