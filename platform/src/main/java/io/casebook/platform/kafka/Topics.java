package io.casebook.platform.kafka;

import io.casebook.schemas.RecordCodec;
import io.casebook.vocabulary.deadletter.DeadLetter;
import io.casebook.vocabulary.definition.DefinitionRecord;
import io.casebook.vocabulary.escalation.EscalationRecord;
import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.inbound.InboundRecord;
import io.casebook.vocabulary.knowledge.ArticleRecord;
import io.casebook.vocabulary.knowledge.SearchRequest;
import io.casebook.vocabulary.knowledge.SearchResult;
import io.casebook.vocabulary.llm.CompletionRequest;
import io.casebook.vocabulary.llm.CompletionResult;
import io.casebook.vocabulary.llm.ModelTask;
import io.casebook.vocabulary.llm.ModelTaskResult;
import io.casebook.vocabulary.outbound.OutboundRecord;
import io.casebook.vocabulary.tool.LedgerEntry;
import io.casebook.vocabulary.tool.ToolCallRequest;
import io.casebook.vocabulary.tool.ToolCallResult;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/** Every topic of an installation. */
public final class Topics {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final @Nullable Duration FOR_EVER = null;

    /** An article or an agent's folder in one record: wider than Kafka's megabyte. */
    static final int LARGE_RECORD_BYTES = 4 * 1024 * 1024;

    /** A dead letter holds another record whole. */
    static final int LARGEST_RECORD_BYTES = LARGE_RECORD_BYTES + 1024 * 1024;

    private final Topic<InboundRecord> inbound;
    private final Topic<ConversationEvent> log;
    private final Topic<CompletionRequest> llmRequests;
    private final Topic<CompletionRequest> llmBackground;
    private final Topic<CompletionResult> llmResults;
    private final Topic<ModelTask> llmTasks;
    private final Topic<ModelTaskResult> llmTaskResults;
    private final Topic<ToolCallRequest> toolRequests;
    private final Topic<ToolCallResult> toolResults;
    private final Topic<LedgerEntry> toolLedger;
    private final Topic<ArticleRecord> articles;
    private final Topic<SearchRequest> knowledgeRequests;
    private final Topic<SearchResult> knowledgeResults;
    private final Topic<DefinitionRecord> definitions;
    private final Topic<OutboundRecord> outbound;
    private final Topic<EscalationRecord> escalations;
    private final Topic<DeadLetter> deadLetters;

    /**
     * @param prefix what every name begins with, {@code casebook.} by default; an evaluation run has its own
     * @param partitions how many partitions a topic has; the two topics whose offset is a position have one
     */
    public Topics(String prefix, int partitions) {
        var completion =
                new RecordCodec<>(CompletionRequest.SCHEMA$, CompletionRequest::of, CompletionRequest::readFrom);
        inbound = topic(
                prefix + "inbound",
                new RecordCodec<>(InboundRecord.SCHEMA$, InboundRecord::of, InboundRecord::readFrom),
                partitions,
                WEEK);
        log = topic(
                prefix + "log",
                new RecordCodec<>(ConversationEvent.SCHEMA$, ConversationEvent::of, ConversationEvent::readFrom),
                partitions,
                FOR_EVER);
        llmRequests = topic(prefix + "llm.requests", completion, partitions, DAY);
        llmBackground = topic(prefix + "llm.background", completion, partitions, DAY);
        llmResults = topic(
                prefix + "llm.results",
                new RecordCodec<>(CompletionResult.SCHEMA$, CompletionResult::of, CompletionResult::readFrom),
                partitions,
                DAY);
        llmTasks = topic(
                prefix + "llm.tasks",
                new RecordCodec<>(ModelTask.SCHEMA$, ModelTask::of, ModelTask::readFrom),
                partitions,
                DAY);
        llmTaskResults = topic(
                prefix + "llm.task-results",
                new RecordCodec<>(ModelTaskResult.SCHEMA$, ModelTaskResult::of, ModelTaskResult::readFrom),
                partitions,
                WEEK);
        toolRequests = topic(
                prefix + "tool.requests",
                new RecordCodec<>(ToolCallRequest.SCHEMA$, ToolCallRequest::of, ToolCallRequest::readFrom),
                partitions,
                DAY);
        toolResults = topic(
                prefix + "tool.results",
                new RecordCodec<>(ToolCallResult.SCHEMA$, ToolCallResult::of, ToolCallResult::readFrom),
                partitions,
                DAY);
        toolLedger = topic(
                prefix + "tool.ledger",
                new RecordCodec<>(LedgerEntry.SCHEMA$, LedgerEntry::of, LedgerEntry::readFrom),
                partitions,
                MONTH);
        articles = timed(
                prefix + "knowledge.articles",
                new RecordCodec<>(ArticleRecord.SCHEMA$, ArticleRecord::of, ArticleRecord::readFrom));
        knowledgeRequests = topic(
                prefix + "knowledge.requests",
                new RecordCodec<>(SearchRequest.SCHEMA$, SearchRequest::of, SearchRequest::readFrom),
                partitions,
                DAY);
        knowledgeResults = topic(
                prefix + "knowledge.results",
                new RecordCodec<>(SearchResult.SCHEMA$, SearchResult::of, SearchResult::readFrom),
                partitions,
                DAY);
        definitions = ordered(
                prefix + "definitions",
                new RecordCodec<>(DefinitionRecord.SCHEMA$, DefinitionRecord::of, DefinitionRecord::readFrom));
        outbound = topic(
                prefix + "outbound",
                new RecordCodec<>(OutboundRecord.SCHEMA$, OutboundRecord::of, OutboundRecord::readFrom),
                partitions,
                WEEK);
        escalations = topic(
                prefix + "escalations",
                new RecordCodec<>(EscalationRecord.SCHEMA$, EscalationRecord::of, EscalationRecord::readFrom),
                partitions,
                MONTH);
        deadLetters = sized(
                prefix + "dead-letters",
                new RecordCodec<>(DeadLetter.SCHEMA$, DeadLetter::of, DeadLetter::readFrom),
                partitions,
                MONTH,
                LARGEST_RECORD_BYTES);
    }

    /** What the outside says, by conversation. */
    public Topic<InboundRecord> inbound() {
        return inbound;
    }

    /** The truth: every event of every conversation, by conversation. */
    public Topic<ConversationEvent> log() {
        return log;
    }

    /** Model calls that a customer waits for, by conversation. */
    public Topic<CompletionRequest> llmRequests() {
        return llmRequests;
    }

    /** Model calls that nobody waits for, by conversation. */
    public Topic<CompletionRequest> llmBackground() {
        return llmBackground;
    }

    /** Outcomes of model calls, by conversation. */
    public Topic<CompletionResult> llmResults() {
        return llmResults;
    }

    /** Work for models that belongs to no turn of a conversation, by task. */
    public Topic<ModelTask> llmTasks() {
        return llmTasks;
    }

    /** Outcomes of such work, by task; kept for a week, so that a restart asks for none of it again. */
    public Topic<ModelTaskResult> llmTaskResults() {
        return llmTaskResults;
    }

    /** Tool calls, by conversation. */
    public Topic<ToolCallRequest> toolRequests() {
        return toolRequests;
    }

    /** Outcomes of tool calls, by conversation. */
    public Topic<ToolCallResult> toolResults() {
        return toolResults;
    }

    /** Started and finished executions of tools, by call. */
    public Topic<LedgerEntry> toolLedger() {
        return toolLedger;
    }

    /** Every version of every article in one order; the offset is the knowledge position. */
    public Topic<ArticleRecord> articles() {
        return articles;
    }

    /** Searches, by conversation. */
    public Topic<SearchRequest> knowledgeRequests() {
        return knowledgeRequests;
    }

    /** What searches found, by conversation. */
    public Topic<SearchResult> knowledgeResults() {
        return knowledgeResults;
    }

    /** Every published version of every agent's definition in one order, by agent. */
    public Topic<DefinitionRecord> definitions() {
        return definitions;
    }

    /** Messages and notices for channel adapters, by conversation. */
    public Topic<OutboundRecord> outbound() {
        return outbound;
    }

    /** Hand-offs opened, updated and closed, by conversation. */
    public Topic<EscalationRecord> escalations() {
        return escalations;
    }

    /** What could not be read or processed, by the original key. */
    public Topic<DeadLetter> deadLetters() {
        return deadLetters;
    }

    /** All of them. */
    public List<Topic<?>> all() {
        return List.of(
                inbound,
                log,
                llmRequests,
                llmBackground,
                llmResults,
                llmTasks,
                llmTaskResults,
                toolRequests,
                toolResults,
                toolLedger,
                articles,
                knowledgeRequests,
                knowledgeResults,
                definitions,
                outbound,
                escalations,
                deadLetters);
    }

    private static <V extends SpecificRecord> Topic<V> ordered(String name, RecordCodec<V> codec) {
        return sized(name, codec, 1, FOR_EVER, LARGE_RECORD_BYTES);
    }

    /** One whose records carry the broker's time: what was found at a moment must not depend on who published with which clock. */
    private static <V extends SpecificRecord> Topic<V> timed(String name, RecordCodec<V> codec) {
        var topic = ordered(name, codec);
        var settings = new HashMap<>(topic.settings());
        settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        return new Topic<>(name, codec, topic.partitions(), settings);
    }

    private static <V extends SpecificRecord> Topic<V> topic(
            String name, RecordCodec<V> codec, int partitions, @Nullable Duration kept) {
        return new Topic<>(name, codec, partitions, settings(kept));
    }

    private static <V extends SpecificRecord> Topic<V> sized(
            String name, RecordCodec<V> codec, int partitions, @Nullable Duration kept, int recordBytes) {
        var settings = settings(kept);
        settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(recordBytes));
        return new Topic<>(name, codec, partitions, settings);
    }

    private static Map<String, String> settings(@Nullable Duration kept) {
        var settings = new HashMap<String, String>();
        settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        settings.put(TopicConfig.RETENTION_MS_CONFIG, kept == null ? "-1" : Long.toString(kept.toMillis()));
        if (kept != null) {
            // Kafka deletes whole segments: with its week-long ones a topic kept for a day would hold eight.
            var segment = kept.dividedBy(4);
            settings.put(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(segment.toMillis()));
        }
        return settings;
    }
}
