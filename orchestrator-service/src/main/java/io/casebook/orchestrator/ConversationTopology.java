package io.casebook.orchestrator;

import io.casebook.conversation.Definitions;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.Topics;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;

/**
 * The whole dataflow on one page.
 *
 * <pre>
 *   inbound            ─┐                               ┌─ log                 (the truth)
 *   llm.results        ─┤                               ├─ tool.requests       (of tools that write)
 *   tool.results       ─┼─►  conversation  ─────────────┼─ outbound, escalations
 *   knowledge.results  ─┘    get, decide, forward, put  ├─ inbound             (of another case of the same customer)
 *                            conversations │ timers     └─ dead-letters
 *                            passages      │ entries
 *                                          └ ─ ─ beside the transaction, before its commit: llm.requests, llm.background,
 *                                                knowledge.requests, tool.requests (of tools that read)
 * </pre>
 *
 * <p>One processor, one Kafka transaction: what was read, what was decided, the new state and its timer are committed together or
 * not at all. See {@link RequestSender} for what need not wait for that.
 */
final class ConversationTopology {
    private static final String PROCESSOR = "conversation";

    private ConversationTopology() {}

    /**
     * The topology.
     *
     * @param partitions how many partitions the topics of conversations have, among which limits are shared out
     */
    static Topology of(
            Topics topics,
            KafkaClients clients,
            Definitions definitions,
            Pace pace,
            RequestSender requests,
            int partitions) {
        var inputs = new Inputs(topics, clients);
        var outputs = new Outputs(topics, clients);
        var topology = new Topology();
        for (var topic : inputs.topics()) {
            topology.addSource(
                    Stores.source(topic),
                    Serdes.String().deserializer(),
                    Serdes.ByteArray().deserializer(),
                    topic.name());
        }
        topology.addProcessor(
                PROCESSOR,
                () -> new ConversationProcessor(topics, inputs, outputs, definitions, pace, requests, partitions),
                inputs.topics().stream().map(Stores::source).toArray(String[]::new));
        topology.addStateStore(Stores.byName(Stores.CONVERSATIONS), PROCESSOR);
        topology.addStateStore(Stores.byName(Stores.PASSAGES), PROCESSOR);
        topology.addStateStore(Stores.byName(Stores.ENTRIES), PROCESSOR);
        topology.addStateStore(Stores.timers(), PROCESSOR);
        for (var topic : outputs.topics()) {
            topology.addSink(
                    Stores.sink(topic),
                    topic.name(),
                    Serdes.String().serializer(),
                    Serdes.ByteArray().serializer(),
                    PROCESSOR);
        }
        return topology;
    }
}
