package io.casebook.conversation;

import io.casebook.schemas.Personal;
import io.casebook.vocabulary.AssigneeType;
import io.casebook.vocabulary.Attachment;
import io.casebook.vocabulary.DeadlineKind;
import io.casebook.vocabulary.PersonalText;
import io.casebook.vocabulary.Speaker;
import io.casebook.vocabulary.TranscriptEntry;
import io.casebook.vocabulary.event.ChannelEventObserved;
import io.casebook.vocabulary.event.ConversationAssigned;
import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.event.ConversationFinished;
import io.casebook.vocabulary.event.ConversationStarted;
import io.casebook.vocabulary.event.CustomerMessageForwarded;
import io.casebook.vocabulary.event.CustomerMessageReceived;
import io.casebook.vocabulary.event.HandedOff;
import io.casebook.vocabulary.event.HistorySummarised;
import io.casebook.vocabulary.event.HumanReplied;
import io.casebook.vocabulary.event.ResourceAttached;
import io.casebook.vocabulary.state.ConversationState;
import io.casebook.vocabulary.state.Finished;
import io.casebook.vocabulary.state.LatestHandOff;
import io.casebook.vocabulary.state.Observing;
import io.casebook.vocabulary.state.Phase;
import io.casebook.vocabulary.state.UnansweredMessage;
import io.casebook.vocabulary.state.Waiting;
import io.casebook.vocabulary.state.WithHuman;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known after people came, spoke, took over or left. */
final class LifecycleFold {
    /** What the channel calls a colleague's note. */
    private static final String INTERNAL_NOTE = "internal-note";
    /** Stands for the content of a bot's message, which nobody repeats with other words. */
    private static final String OF_A_BOT = "bot";

    /** Reason of a hand-off that no agent asked for: a human stepped in. */
    static final String TAKEN_OVER = "human_took_over";

    private LifecycleFold() {}

    static ConversationState started(ConversationState state, ConversationStarted started) {
        return state.withCustomerId(started.customerId())
                .withChannel(started.channel())
                .withAgentId(started.agentId())
                .withCreatedAt(started.createdAt())
                .withLinkedConversationId(started.linkedConversationId())
                .withOriginConversationId(started.originConversationId())
                .withDeliveredBefore(started.deliveredBefore())
                .withLocale(started.locale())
                .withTimeZone(started.timeZone())
                .withAiAllowed(started.aiAllowed())
                .withPhase(new Observing(AssigneeType.NOBODY));
    }

    static ConversationState message(
            ConversationState state, ConversationEvent event, CustomerMessageReceived message) {
        var unanswered = new UnansweredMessage(message.messageId(), event.sequence(), event.occurredAt());
        var entry = entry(event.sequence(), Speaker.CUSTOMER, message.body()).withAttachments(attachments(message));
        var next = SeenMessages.plus(said(state, entry), message.messageId(), message.contentHash())
                // The first one tells since when the customer waits.
                .withUnanswered(Bounds.plusKeepingFirst(state.unanswered(), unanswered, Bounds.UNANSWERED_MESSAGES));
        return Evolver.withoutDeadline(next, DeadlineKind.NUDGE, DeadlineKind.ABANDON, DeadlineKind.FINISH);
    }

    private static List<Attachment> attachments(CustomerMessageReceived message) {
        return message.attachments().stream()
                .limit(Bounds.ATTACHMENTS)
                .map(attachment -> {
                    var url = attachment.url();
                    return attachment
                            .withFileName(Bounds.cut(attachment.fileName(), Bounds.FILE_NAME_CHARACTERS))
                            .withUrl(url == null ? null : Bounds.cut(url, Bounds.URL_CHARACTERS));
                })
                .toList();
    }

    static ConversationState forwarded(ConversationState state, CustomerMessageForwarded forwarded) {
        return SeenMessages.plus(state, forwarded.messageId(), forwarded.contentHash())
                .withContinuedIn(forwarded.continuedIn());
    }

    static ConversationState observed(ConversationState state, ChannelEventObserved observed) {
        var messageId = observed.messageId();
        return switch (observed.type()) {
            case INTERNAL_NOTE -> noted(state, observed.note());
            case InboundRules.BOT_MESSAGE -> messageId == null ? state : SeenMessages.plus(state, messageId, OF_A_BOT);
            default -> state;
        };
    }

    static ConversationState noted(ConversationState state, @Nullable PersonalText note) {
        return note == null
                ? state
                : state.withNotes(Bounds.plus(state.notes(), Bounds.cut(note, Bounds.NOTE_CHARACTERS), Bounds.NOTES));
    }

    static ConversationState resource(ConversationState state, ResourceAttached resource) {
        var resources = new LinkedHashMap<>(state.resources());
        if (resources.size() < Bounds.RESOURCES || resources.containsKey(resource.name())) {
            resources.put(resource.name(), resource.content());
        }
        return state.withResources(resources);
    }

    static ConversationState assigned(ConversationState state, ConversationAssigned assigned) {
        var toAgent = assigned.assigneeType() == AssigneeType.AI_AGENT;
        if (state.phase() instanceof Finished finished) {
            // Whoever it is given to now has it when it goes on.
            return state.withPhase(finished.withAssigneeType(toAgent ? null : assigned.assigneeType())
                    .withAssigneeId(toAgent ? null : assigned.assigneeId()));
        }
        Phase phase = toAgent ? new Waiting() : new Observing(assigned.assigneeType(), assigned.assigneeId());
        return state.withPhase(phase).withDeadlines(List.of());
    }

    static ConversationState finished(ConversationState state, ConversationEvent event, ConversationFinished finished) {
        var phase = new Finished(finished.reasonCode(), event.occurredAt());
        return ended(
                state,
                state.phase() instanceof Observing observing
                        ? phase.withAssigneeType(observing.assigneeType()).withAssigneeId(observing.assigneeId())
                        : phase);
    }

    static ConversationState resumed(ConversationState state) {
        return state.withPhase(new Waiting()).withDeadlines(List.of()).withContinuedIn(null);
    }

    static ConversationState ended(ConversationState state, Phase phase) {
        return state.withPhase(phase)
                .withProcedure(null)
                .withPaused(List.of())
                .withApproval(null)
                .withReplyApproval(null)
                .withUnanswered(List.of())
                .withDeadlines(List.of());
    }

    static ConversationState erased(ConversationState state) {
        return state.withTranscript(List.of())
                .withSummary(null)
                .withSummaryRequestId(null)
                .withNotes(List.of())
                .withContinuedIn(null)
                .withResources(Map.of())
                .withProcedure(null)
                .withPaused(List.of())
                .withApproval(null)
                .withReplyApproval(null)
                .withLatestHandOff(null)
                .withUnanswered(List.of())
                .withDone(List.of())
                .withOpenRequests(List.of());
    }

    static ConversationState handedOff(ConversationState state, ConversationEvent event, HandedOff handedOff) {
        var phase = new WithHuman(
                escalationId(event), handedOff.reasonCode(), handedOff.target(), handedOff.waitingSince(), null);
        var latest = new LatestHandOff(handedOff.reasonCode(), handedOff.target(), handedOff.summary());
        var next = state.withPhase(phase)
                .withLatestHandOff(latest)
                .withProcedure(null)
                .withPaused(List.of())
                .withApproval(null)
                .withReplyApproval(null)
                .withUnanswered(List.of())
                .withClarifications(0)
                .withDeadlines(List.of());
        var told = handedOff.toldCustomer();
        return told == null ? next : said(next, event.sequence(), Speaker.AI_AGENT, told);
    }

    /** A hand-off's escalation is named after the event that opened it. */
    static String escalationId(ConversationEvent event) {
        return event.conversationId() + "-" + event.sequence();
    }

    static ConversationState withHuman(ConversationState state, ConversationEvent event, @Nullable String humanId) {
        var phase = state.phase() instanceof WithHuman with
                ? with.withClaimedBy(humanId)
                : new WithHuman(
                        escalationId(event), TAKEN_OVER, null, waitingSince(state, event.occurredAt()), humanId);
        return state.withPhase(phase).withApproval(null).withReplyApproval(null).withDeadlines(List.of());
    }

    static ConversationState humanReplied(ConversationState state, ConversationEvent event, HumanReplied replied) {
        var next = SeenMessages.plus(
                        said(state, event.sequence(), Speaker.HUMAN, replied.body()),
                        replied.messageId(),
                        replied.contentHash())
                .withUnanswered(List.of());
        return States.ended(next) || next.phase() instanceof Observing
                ? next
                : withHuman(next, event, replied.humanId());
    }

    static ConversationState summarised(ConversationState state, HistorySummarised summary) {
        return state.withSummary(summary.summary())
                .withSummaryUpTo(summary.upToSequence())
                .withSummaryRequestId(summary.requestId())
                .withTranscript(state.transcript().stream()
                        .filter(entry -> entry.sequence() > summary.upToSequence())
                        .toList());
    }

    static ConversationState said(ConversationState state, long sequence, Speaker speaker, PersonalText body) {
        return said(state, entry(sequence, speaker, body));
    }

    private static TranscriptEntry entry(long sequence, Speaker speaker, PersonalText body) {
        return new TranscriptEntry(sequence, speaker, Bounds.cut(body, Bounds.ENTRY_CHARACTERS));
    }

    private static ConversationState said(ConversationState state, TranscriptEntry entry) {
        var transcript = Bounds.plus(state.transcript(), entry, Bounds.TRANSCRIPT_ENTRIES);
        var characters = 0;
        for (var index = transcript.size() - 1; index >= 0; index--) {
            characters += Personal.plain(transcript.get(index).body()).length();
            if (characters > Bounds.TRANSCRIPT_CHARACTERS) {
                return state.withTranscript(List.copyOf(transcript.subList(index + 1, transcript.size())));
            }
        }
        return state.withTranscript(transcript);
    }

    /** Since when the customer waits: since the oldest message that nobody answered, else since now. */
    static Instant waitingSince(ConversationState state, Instant now) {
        return state.unanswered().isEmpty()
                ? now
                : state.unanswered().getFirst().receivedAt();
    }
}
