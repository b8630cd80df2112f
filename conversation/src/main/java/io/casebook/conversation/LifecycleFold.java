package io.casebook.conversation;

import io.casebook.vocabulary.AssigneeType;
import io.casebook.vocabulary.DeadlineKind;
import io.casebook.vocabulary.PersonalText;
import io.casebook.vocabulary.Speaker;
import io.casebook.vocabulary.TranscriptEntry;
import io.casebook.vocabulary.event.ConversationAssigned;
import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.event.ConversationStarted;
import io.casebook.vocabulary.event.CustomerMessageReceived;
import io.casebook.vocabulary.event.HandedOff;
import io.casebook.vocabulary.event.HistorySummarised;
import io.casebook.vocabulary.event.HumanReplied;
import io.casebook.vocabulary.event.ResourceAttached;
import io.casebook.vocabulary.state.ConversationState;
import io.casebook.vocabulary.state.LatestHandOff;
import io.casebook.vocabulary.state.Observing;
import io.casebook.vocabulary.state.Phase;
import io.casebook.vocabulary.state.SeenMessage;
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
    /** Reason of a hand-off that no agent asked for: a human stepped in. */
    static final String TAKEN_OVER = "human_took_over";

    private LifecycleFold() {}

    static ConversationState started(ConversationState state, ConversationStarted started) {
        return state.withCustomerId(started.customerId())
                .withChannel(started.channel())
                .withAgentId(started.agentId())
                .withCreatedAt(started.createdAt())
                .withLinkedConversationId(started.linkedConversationId())
                .withPhase(new Observing(AssigneeType.NOBODY));
    }

    static ConversationState message(
            ConversationState state, ConversationEvent event, CustomerMessageReceived message) {
        var seen = new SeenMessage(message.messageId(), message.contentHash());
        var unanswered = new UnansweredMessage(message.messageId(), event.sequence(), event.occurredAt());
        var next = said(state, event.sequence(), Speaker.CUSTOMER, message.body())
                .withSeen(Bounds.plus(state.seen(), seen, Bounds.SEEN_MESSAGES))
                .withUnanswered(Bounds.plus(state.unanswered(), unanswered, Bounds.UNANSWERED_MESSAGES));
        return Evolver.withoutDeadline(next, DeadlineKind.NUDGE, DeadlineKind.ABANDON, DeadlineKind.FINISH);
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
        Phase phase = toAgent ? new Waiting() : new Observing(assigned.assigneeType(), assigned.assigneeId());
        return state.withPhase(phase).withDeadlines(List.of());
    }

    static ConversationState ended(ConversationState state, Phase phase) {
        return state.withPhase(phase)
                .withProcedure(null)
                .withPaused(List.of())
                .withApproval(null)
                .withUnanswered(List.of())
                .withDeadlines(List.of());
    }

    static ConversationState erased(ConversationState state) {
        return state.withTranscript(List.of())
                .withSummary(null)
                .withResources(Map.of())
                .withProcedure(null)
                .withPaused(List.of())
                .withApproval(null)
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
        return state.withPhase(phase).withApproval(null).withDeadlines(List.of());
    }

    static ConversationState humanReplied(ConversationState state, ConversationEvent event, HumanReplied replied) {
        var seen = new SeenMessage(replied.messageId(), replied.contentHash());
        var next = said(state, event.sequence(), Speaker.HUMAN, replied.body())
                .withSeen(Bounds.plus(state.seen(), seen, Bounds.SEEN_MESSAGES))
                .withUnanswered(List.of());
        return States.ended(next) || next.phase() instanceof Observing
                ? next
                : withHuman(next, event, replied.humanId());
    }

    static ConversationState summarised(ConversationState state, HistorySummarised summary) {
        return state.withSummary(summary.summary())
                .withTranscript(state.transcript().stream()
                        .filter(entry -> entry.sequence() > summary.upToSequence())
                        .toList());
    }

    static ConversationState said(ConversationState state, long sequence, Speaker speaker, PersonalText body) {
        var entry = new TranscriptEntry(sequence, speaker, Bounds.cut(body, Bounds.ENTRY_CHARACTERS));
        return state.withTranscript(Bounds.plus(state.transcript(), entry, Bounds.TRANSCRIPT_ENTRIES));
    }

    /** Since when the customer waits: since the oldest message that nobody answered, else since now. */
    static Instant waitingSince(ConversationState state, Instant now) {
        return state.unanswered().isEmpty()
                ? now
                : state.unanswered().getFirst().receivedAt();
    }
}
