package io.casebook.conversation;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.ModelRole;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.DefinitionRef;
import io.casebook.vocabulary.PersonalText;
import io.casebook.vocabulary.Speaker;
import io.casebook.vocabulary.TranscriptEntry;
import io.casebook.vocabulary.event.CompletionPurpose;
import io.casebook.vocabulary.event.CompletionRequested;
import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.event.KnowledgeRequested;
import io.casebook.vocabulary.event.ToolCallRequested;
import io.casebook.vocabulary.knowledge.SearchRequest;
import io.casebook.vocabulary.llm.CompletionRequest;
import io.casebook.vocabulary.llm.Passage;
import io.casebook.vocabulary.state.Answering;
import io.casebook.vocabulary.state.ConversationState;
import io.casebook.vocabulary.state.UnansweredMessage;
import io.casebook.vocabulary.tool.ToolCallRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What exactly is asked of the other services. The log's events name what goes into a request; the state has it. So a request can
 * be built again from the log at any time, and the log repeats nothing.
 */
public final class Requests {
    /** Time for work that no turn's deadline bounds. */
    private static final String BETWEEN_MESSAGES = "\n\n";

    private static final Duration WITHOUT_TURN = Duration.ofMinutes(5);

    private Requests() {}

    /**
     * The request to a model.
     *
     * @param state the state after the event
     * @param definition the definition in force
     * @param event holds a {@link CompletionRequested}
     * @param passages the passages of the turn's search; empty where there was none
     */
    public static CompletionRequest completion(
            ConversationState state,
            AgentDefinition definition,
            ConversationEvent event,
            CompletionRequested asked,
            List<Passage> passages) {
        var turn = States.answering(state);
        var specialist = SpecialistFold.at(turn, asked.specialistId());
        var request = basics(state, definition, event, asked, turn);
        if (specialist != null) {
            return request.withDeadlineAt(specialist.deadlineAt())
                    .withToolExchanges(specialist.exchanges())
                    .withSpecialist(specialist.specialist())
                    .withTask(specialist.task());
        }
        var knowledge = turn == null ? null : turn.knowledge();
        var procedure = state.procedure();
        var withPassages = asked.knowledgeRequestId() != null;
        var plan = turn == null ? null : turn.plan();
        var writes = asked.purpose() == CompletionPurpose.REASON || asked.purpose() == CompletionPurpose.REPAIR;
        return request.withPassages(withPassages ? passages : List.of())
                .withAnswerability(withPassages && knowledge != null ? Double.valueOf(knowledge.answerability()) : null)
                .withToolExchanges(turn == null ? List.of() : turn.exchanges())
                .withNotes(notes(state, asked.purpose()))
                .withPlan(plan == null || !writes ? null : plan.plan())
                .withProcedureId(procedure == null ? null : procedure.procedureId())
                .withStep(asked.step())
                .withRepairReason(Personal.plainOrNull(asked.repairReason()))
                .withDraft(draft(turn, asked));
    }

    /** What every model is told, whatever it is asked. */
    private static CompletionRequest basics(
            ConversationState state,
            AgentDefinition definition,
            ConversationEvent event,
            CompletionRequested asked,
            @Nullable Answering turn) {
        return new CompletionRequest(
                        asked.requestId(),
                        event.tenantId(),
                        event.conversationId(),
                        event.turn(),
                        event.epoch(),
                        definitionOf(event, definition),
                        asked.purpose(),
                        asked.role(),
                        event.occurredAt(),
                        deadline(turn, event),
                        state.channel(),
                        transcript(state, asked))
                .withModels(definition.models().of(role(asked.role())))
                .withLanguage(state.language())
                .withLocale(Localities.knownLocale(state, definition))
                .withTimeZone(timeZone(state, definition))
                .withSummary(asked.summaryRequestId() == null ? null : state.summary())
                .withResources(asked.purpose() == CompletionPurpose.CLASSIFY ? java.util.Map.of() : state.resources())
                .withTools(asked.tools());
    }

    private static List<PersonalText> notes(ConversationState state, CompletionPurpose purpose) {
        return switch (purpose) {
            case REASON, REPAIR, JUDGE -> state.notes();
            case CLASSIFY, SUMMARISE -> List.of();
        };
    }

    /** Null where nothing is known of a time zone. */
    private static @Nullable String timeZone(ConversationState state, AgentDefinition definition) {
        var zone = Localities.of(state, definition).zone();
        return zone.equals(ZoneOffset.UTC) ? null : zone.getId();
    }

    private static List<TranscriptEntry> transcript(ConversationState state, CompletionRequested asked) {
        var to = asked.transcriptTo();
        return state.transcript().stream()
                .filter(entry -> entry.sequence() >= asked.transcriptFrom() && (to == null || entry.sequence() <= to))
                .toList();
    }

    /** The request for a search; the event holds a {@link KnowledgeRequested}. */
    public static SearchRequest search(ConversationState state, ConversationEvent event, KnowledgeRequested asked) {
        return new SearchRequest(
                        asked.requestId(),
                        event.tenantId(),
                        event.conversationId(),
                        event.turn(),
                        event.epoch(),
                        state.agentId(),
                        asked.query(),
                        asked.passages(),
                        asked.visibilities(),
                        event.occurredAt(),
                        deadline(States.answering(state), event))
                .withLanguage(state.language())
                .withContext(said(state, asked.contextFrom()))
                .withAudiences(asked.audiences())
                .withTopics(asked.topics())
                .withMaxTokens(asked.maxTokens());
    }

    /** What the customer said from a message on until this turn, with a blank line between. */
    private static @Nullable PersonalText said(ConversationState state, @Nullable Long sequence) {
        if (sequence == null) {
            return null;
        }
        var ofThisTurn =
                state.unanswered().stream().map(UnansweredMessage::sequence).collect(Collectors.toSet());
        var said = state.transcript().stream()
                .filter(entry -> entry.speaker() == Speaker.CUSTOMER)
                .filter(entry -> entry.sequence() >= sequence && !ofThisTurn.contains(entry.sequence()))
                .map(entry -> Personal.plain(entry.body()))
                .collect(Collectors.joining(BETWEEN_MESSAGES));
        return said.isEmpty() ? null : Personal.text(said);
    }

    /** The request for a tool call; the event holds a {@link ToolCallRequested}. */
    public static ToolCallRequest tool(
            ConversationState state, AgentDefinition definition, ConversationEvent event, ToolCallRequested asked) {
        return new ToolCallRequest(
                asked.callId(),
                event.tenantId(),
                event.conversationId(),
                state.customerId(),
                event.turn(),
                event.epoch(),
                definitionOf(event, definition),
                asked.tool(),
                asked.effect(),
                asked.arguments(),
                asked.argumentsHash(),
                state.resources(),
                asked.approvedBy(),
                event.occurredAt(),
                asked.deadlineAt(),
                SealedFold.of(state, Personal.plainOrNull(asked.arguments())),
                null);
    }

    /** The draft that a judge reads, or that the model is to mend. */
    private static @Nullable PersonalText draft(@Nullable Answering turn, CompletionRequested asked) {
        var draft = turn == null ? null : turn.draft();
        return draft != null && draft.draftId().equals(asked.draftId()) ? draft.text() : null;
    }

    private static DefinitionRef definitionOf(ConversationEvent event, AgentDefinition definition) {
        var pinned = event.definition();
        return pinned == null ? new DefinitionRef(definition.agentId(), definition.version()) : pinned;
    }

    private static ModelRole role(String key) {
        return ModelRole.valueOf(key.toUpperCase(Locale.ROOT));
    }

    private static Instant deadline(@Nullable Answering turn, ConversationEvent event) {
        return turn == null ? event.occurredAt().plus(WITHOUT_TURN) : turn.deadlineAt();
    }
}
