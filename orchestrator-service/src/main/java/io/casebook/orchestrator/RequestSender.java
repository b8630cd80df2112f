package io.casebook.orchestrator;

import io.casebook.platform.kafka.Topic;
import org.apache.avro.specific.SpecificRecord;

/**
 * Where a request goes that may be worked on before the decision that asked for it is committed: a model call, a search, a tool that
 * only reads. Its id is derived from the decision, so the request of an aborted and repeated decision is the same request. The sign that
 * the agent is typing goes the same way: it is true whether or not the decision is taken twice.
 */
interface RequestSender {

    /** Sends a request on its way; it must be on its topic before the decision's transaction is committed. */
    <V extends SpecificRecord> void send(Topic<V> topic, String key, V value);
}
