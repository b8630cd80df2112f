package io.casebook.projections.table;

import io.casebook.schemas.Personal;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.AssigneeType;
import io.casebook.vocabulary.Usage;
import io.casebook.vocabulary.event.*;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an event changes in the rows of its conversation. */
public final class EventFold {
    private final Draft.Lookup drafts;

    /** @param drafts finds drafts that were written long ago */
    public EventFold(Draft.Lookup drafts) {
        this.drafts = drafts;
    }

    /** Applies one event; the events of a conversation must come in their order. */
    public void apply(ConversationTables tables, ConversationEvent event) {
        var row = tables.row();
        row.tenantId = event.tenantId();
        row.sequence = event.sequence();
        row.updatedAt = event.occurredAt();
        row.turns = Math.max(row.turns, event.turn());
        change(tables, row, event);
    }

    private void change(ConversationTables tables, ConversationRow row, ConversationEvent event) {
        switch (event.payload()) {
            case ConversationStarted started -> started(row, started);
            case CustomerMessageReceived message -> {
                row.customerMessages++;
                tables.add(Messages.customer(event, message));
            }
            case ChannelEventObserved observed -> {
                var message = Messages.bot(event, observed);
                if (message != null) {
                    tables.add(message);
                }
            }
            case ConversationAssigned assigned when row.ended() -> {
                // It says who has it when it goes on; it does not go on by that.
            }
            case ConversationAssigned assigned -> {
                row.status = assigned.assigneeType() == AssigneeType.AI_AGENT
                        ? ConversationRow.ACTIVE
                        : ConversationRow.OBSERVING;
                row.claimedBy = assigned.assigneeType() == AssigneeType.HUMAN ? assigned.assigneeId() : null;
            }
            case ConversationResumed _ -> {
                row.status = ConversationRow.ACTIVE;
                row.endedAt = null;
                row.endReason = null;
            }
            case ConversationFinished finished -> end(row, event, ConversationRow.FINISHED, finished.reasonCode());
            case ConversationCancelled cancelled -> end(row, event, ConversationRow.CANCELLED, cancelled.reasonCode());
            case ConversationRated rated -> {
                row.ratingType = rated.type();
                row.rating = rated.value();
            }
            case ConversationErased _ -> {
                row.erased = true;
                tables.erase(event.sequence());
            }
            case TurnStarted started -> tables.begin(turn(event, started));
            case TurnSuperseded superseded -> supersede(tables, event, superseded);
            case TurnEnded ended -> end(tables, event, ended);
            case LanguageDetected detected -> row.language = detected.language();
            case IntentClassified intent -> intent(tables, row, event, intent);
            case KnowledgeRequested _ -> inTurn(tables, event, turn -> turn.searches++);
            case CompletionRequested _ -> inTurn(tables, event, turn -> turn.modelCalls++);
            case CompletionReceived received -> count(tables, row, event, received.usage());
            case CompletionFailed failed -> {
                var usage = failed.usage();
                if (usage != null) {
                    count(tables, row, event, usage);
                }
            }
            case ToolCallRequested _ -> {
                row.toolCalls++;
                inTurn(tables, event, turn -> turn.toolCalls++);
            }
            case ReplyDrafted draft ->
                tables.keep(
                        draft.draftId(),
                        new Draft(Personal.plain(draft.text()), Messages.citations(draft.citations())));
            case ReplySent sent -> replySent(tables, row, event, sent);
            case HandedOff handedOff -> handedOff(tables, row, event, handedOff);
            case HandOffClaimed claimed -> {
                row.status = ConversationRow.OBSERVING;
                row.claimedBy = claimed.humanId();
            }
            case HumanReplied replied -> humanReplied(tables, row, event, replied);
            case HandedBack _ -> {
                row.status = ConversationRow.ACTIVE;
                row.claimedBy = null;
            }
            case ResourceAttached _,
                    PolicyTriggered _,
                    ClarificationChosen _,
                    ProcedureEntered _,
                    ProcedureStepTaken _,
                    SlotFilled _,
                    SlotsForgotten _,
                    ProcedurePaused _,
                    ProcedureResumed _,
                    ProcedureLeft _,
                    KnowledgeRetrieved _,
                    KnowledgeGapFound _,
                    PlanMade _,
                    SpecialistAsked _,
                    SpecialistAnswered _,
                    SpecialistGaveUp _,
                    RecoveryChosen _,
                    CompletionRejected _,
                    ToolCallDenied _,
                    ToolApprovalRequested _,
                    ToolApprovalGiven _,
                    ToolCallSucceeded _,
                    ToolCallFailed _,
                    ToolOutcomeUnknown _,
                    ReplyChecked _,
                    ReplyApprovalRequested _,
                    ReplyApproved _,
                    ReplyWithdrawn _,
                    FeedbackGiven _,
                    HistorySummarised _,
                    DeadlineSet _,
                    DeadlinePassed _,
                    CustomerMessageForwarded _,
                    CaseContinued _,
                    AiConsentChanged _,
                    Payload.Unknown _ -> {}
        }
    }

    private static void started(ConversationRow row, ConversationStarted started) {
        row.customerId = started.customerId();
        row.channel = started.channel();
        row.agentId = started.agentId();
        row.createdAt = started.createdAt();
        row.linkedConversationId = started.linkedConversationId();
        row.status = ConversationRow.OBSERVING;
    }

    private static void end(ConversationRow row, ConversationEvent event, String status, String reason) {
        row.status = status;
        row.endReason = reason;
        row.endedAt = event.occurredAt();
        row.claimedBy = null;
    }

    private static TurnRow turn(ConversationEvent event, TurnStarted started) {
        var turn = new TurnRow(event.conversationId(), event.turn());
        turn.cause = name(started.cause());
        turn.startedAt = event.occurredAt();
        turn.waitingSince = started.waitingSince();
        var definition = event.definition();
        turn.agentId = definition == null ? null : definition.agentId();
        turn.version = definition == null ? null : definition.version();
        return turn;
    }

    private static void supersede(ConversationTables tables, ConversationEvent event, TurnSuperseded superseded) {
        inTurn(tables, event, turn -> {
            turn.outcome = TurnRow.SUPERSEDED;
            turn.reasonCode = superseded.reasonCode();
            close(turn, event.occurredAt());
        });
    }

    private static void end(ConversationTables tables, ConversationEvent event, TurnEnded ended) {
        var usage = ended.usage();
        inTurn(tables, event, turn -> {
            turn.outcome = name(ended.outcome());
            turn.steps = ended.steps();
            turn.inputTokens = usage.inputTokens();
            turn.outputTokens = usage.outputTokens();
            turn.usdMicros = usage.usdMicros();
            close(turn, event.occurredAt());
        });
    }

    private static void close(TurnRow turn, Instant at) {
        turn.endedAt = at;
        turn.latencyMs = Duration.between(turn.startedAt, at).toMillis();
        var replied = turn.repliedAt;
        turn.waitingMs = Duration.between(turn.waitingSince, replied == null ? at : replied)
                .toMillis();
    }

    /** Also what a superseded turn consumed counts; a turn that ends states its own sum. */
    private static void count(ConversationTables tables, ConversationRow row, ConversationEvent event, Usage usage) {
        row.inputTokens += usage.inputTokens();
        row.outputTokens += usage.outputTokens();
        row.usdMicros += usage.usdMicros();
        inTurn(tables, event, turn -> {
            turn.inputTokens += usage.inputTokens();
            turn.outputTokens += usage.outputTokens();
            turn.usdMicros += usage.usdMicros();
        });
    }

    private static void intent(
            ConversationTables tables, ConversationRow row, ConversationEvent event, IntentClassified classified) {
        var intent = classified.intent();
        if (intent != null) {
            row.latestIntent = intent;
        }
        inTurn(tables, event, turn -> {
            turn.intent = intent;
            turn.confidence = classified.confidence();
        });
    }

    private void replySent(ConversationTables tables, ConversationRow row, ConversationEvent event, ReplySent sent) {
        var draft = draft(tables, event.conversationId(), sent.draftId());
        tables.add(Messages.reply(event, sent, draft));
        row.agentMessages++;
        if (!sent.isHolding()) {
            replied(tables, row, event);
        }
    }

    private static void handedOff(
            ConversationTables tables, ConversationRow row, ConversationEvent event, HandedOff handedOff) {
        row.status = ConversationRow.OBSERVING;
        row.handOffs++;
        row.latestHandOffReason = handedOff.reasonCode();
        row.latestHandOffTarget = handedOff.target();
        row.claimedBy = null;
        var message = Messages.handOff(event, handedOff);
        if (message != null) {
            tables.add(message);
            row.agentMessages++;
        }
    }

    private static void humanReplied(
            ConversationTables tables, ConversationRow row, ConversationEvent event, HumanReplied replied) {
        tables.add(Messages.human(event, replied));
        row.humanMessages++;
        if (!row.ended()) {
            row.status = ConversationRow.OBSERVING;
            row.claimedBy = replied.humanId();
        }
        if (row.firstRepliedAt == null) {
            row.firstRepliedAt = event.occurredAt();
        }
    }

    private static void replied(ConversationTables tables, ConversationRow row, ConversationEvent event) {
        if (row.firstRepliedAt == null) {
            row.firstRepliedAt = event.occurredAt();
        }
        inTurn(tables, event, turn -> {
            if (turn.repliedAt == null) {
                turn.repliedAt = event.occurredAt();
            }
        });
    }

    private @Nullable Draft draft(ConversationTables tables, String conversationId, @Nullable String draftId) {
        if (draftId == null) {
            return null;
        }
        var kept = tables.draft(draftId);
        return kept == null ? drafts.find(conversationId, draftId) : kept;
    }

    private static void inTurn(
            ConversationTables tables, ConversationEvent event, java.util.function.Consumer<TurnRow> change) {
        var turn = tables.changing(event.turn());
        if (turn != null) {
            change.accept(turn);
        }
    }

    static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** How an actor is called in tables and answers. */
    public static String nameOf(ActorType type) {
        return name(type);
    }
}
