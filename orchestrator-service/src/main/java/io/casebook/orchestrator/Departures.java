package io.casebook.orchestrator;

import io.casebook.conversation.Command;
import io.casebook.conversation.Continuations;
import io.casebook.conversation.Definitions;
import io.casebook.conversation.Notices;
import io.casebook.conversation.Requests;
import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.platform.kafka.Topic;
import io.casebook.platform.kafka.Topics;
import io.casebook.platform.kafka.TraceHeaders;
import io.casebook.vocabulary.event.CompletionRequested;
import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.event.KnowledgeRequested;
import io.casebook.vocabulary.event.Lane;
import io.casebook.vocabulary.event.ToolCallRequested;
import io.casebook.vocabulary.event.ToolEffect;
import io.casebook.vocabulary.outbound.TypingNotice;
import io.casebook.vocabulary.state.ConversationState;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * What leaves a task. Actions and everything that people see leave with the transaction, and want it to be committed soon; model calls,
 * searches and reading tools leave beside it at once.
 */
final class Departures {
    private final ProcessorContext<String, byte[]> context;
    private final Topics topics;
    private final Outputs outputs;
    private final RequestSender requests;
    private final Definitions definitions;
    private final LatestPassages passages;
    private final CommitPacer commits;

    Departures(
            ProcessorContext<String, byte[]> context,
            Topics topics,
            Outputs outputs,
            RequestSender requests,
            Definitions definitions,
            LatestPassages passages,
            CommitPacer commits) {
        this.context = context;
        this.topics = topics;
        this.outputs = outputs;
        this.requests = requests;
        this.definitions = definitions;
        this.passages = passages;
        this.commits = commits;
    }

    /** Sends a record with the transaction. */
    <V extends SpecificRecord> void send(Topic<V> topic, String key, V value) {
        var headers = new RecordHeaders();
        TraceHeaders.inject(headers);
        context.forward(
                new Record<>(key, outputs.encode(topic, value), context.currentSystemTimeMs(), headers),
                Stores.sink(topic));
    }

    /**
     * Does what an event asks for.
     *
     * @param before the state without the event
     * @param after the state with it
     */
    void carryOut(Command command, ConversationState before, ConversationState after) {
        switch (command) {
            case Command.AskModel(var event) -> askModel(event, after);
            case Command.SearchKnowledge(var event) -> searchKnowledge(event, after);
            case Command.CallTool(var event) -> callTool(event, after);
            case Command.TellChannel(var event) -> tellChannel(event, before, after);
            case Command.TellOtherCase(var event) ->
                Continuations.forOtherCases(before, after, event)
                        .forEach(told -> sendSoon(topics.inbound(), told.conversationId(), told));
            case Command.TellDesk(var event) ->
                Notices.forDesk(before, after, event)
                        .forEach(notice -> sendSoon(topics.escalations(), event.conversationId(), notice));
        }
    }

    private void askModel(ConversationEvent event, ConversationState state) {
        if (event.payload() instanceof CompletionRequested asked) {
            var found = passages.of(state.conversationId(), asked.knowledgeRequestId());
            requests.send(
                    asked.lane() == Lane.BACKGROUND ? topics.llmBackground() : topics.llmRequests(),
                    event.conversationId(),
                    Requests.completion(state, definition(event, state), event, asked, found));
        }
    }

    private void searchKnowledge(ConversationEvent event, ConversationState state) {
        if (event.payload() instanceof KnowledgeRequested asked) {
            requests.send(topics.knowledgeRequests(), event.conversationId(), Requests.search(state, event, asked));
        }
    }

    private void callTool(ConversationEvent event, ConversationState state) {
        if (event.payload() instanceof ToolCallRequested asked) {
            var request = Requests.tool(state, definition(event, state), event, asked);
            if (asked.effect() == ToolEffect.WRITE) {
                sendSoon(topics.toolRequests(), event.conversationId(), request);
            } else {
                requests.send(topics.toolRequests(), event.conversationId(), request);
            }
        }
    }

    private void tellChannel(ConversationEvent event, ConversationState before, ConversationState after) {
        for (var notice : Notices.forChannel(before, after, event)) {
            if (notice.payload() instanceof TypingNotice) {
                requests.send(topics.outbound(), notice.conversationId(), notice);
            } else {
                sendSoon(topics.outbound(), notice.conversationId(), notice);
            }
        }
    }

    private <V extends SpecificRecord> void sendSoon(Topic<V> topic, String key, V value) {
        send(topic, key, value);
        commits.want();
    }

    private AgentDefinition definition(ConversationEvent event, ConversationState state) {
        var pinned = event.definition();
        var found = pinned == null ? null : definitions.version(pinned);
        if (found == null) {
            found = definitions.live(state.agentId(), state.conversationId());
        }
        return found == null ? AgentDefinition.defaults(state.agentId()) : found;
    }
}
