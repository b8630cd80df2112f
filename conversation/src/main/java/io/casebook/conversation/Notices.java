package io.casebook.conversation;

import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.Citation;
import io.casebook.vocabulary.PersonalText;
import io.casebook.vocabulary.escalation.EscalationChange;
import io.casebook.vocabulary.escalation.EscalationClaimed;
import io.casebook.vocabulary.escalation.EscalationClosed;
import io.casebook.vocabulary.escalation.EscalationKind;
import io.casebook.vocabulary.escalation.EscalationOpened;
import io.casebook.vocabulary.escalation.EscalationRecord;
import io.casebook.vocabulary.event.ConversationAssigned;
import io.casebook.vocabulary.event.ConversationCancelled;
import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.event.ConversationFinished;
import io.casebook.vocabulary.event.HandOffClaimed;
import io.casebook.vocabulary.event.HandedBack;
import io.casebook.vocabulary.event.HandedOff;
import io.casebook.vocabulary.event.HumanReplied;
import io.casebook.vocabulary.event.ReplyDrafted;
import io.casebook.vocabulary.event.ReplySent;
import io.casebook.vocabulary.event.ToolApprovalGiven;
import io.casebook.vocabulary.event.ToolApprovalRequested;
import io.casebook.vocabulary.event.ToolCallDenied;
import io.casebook.vocabulary.event.TurnStarted;
import io.casebook.vocabulary.outbound.AgentMessage;
import io.casebook.vocabulary.outbound.FinishedNotice;
import io.casebook.vocabulary.outbound.HandOffNotice;
import io.casebook.vocabulary.outbound.OutboundPayload;
import io.casebook.vocabulary.outbound.OutboundRecord;
import io.casebook.vocabulary.outbound.TypingNotice;
import io.casebook.vocabulary.state.ConversationState;
import io.casebook.vocabulary.state.UnansweredMessage;
import io.casebook.vocabulary.state.WithHuman;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What channels and the human desk are told because of an event. */
public final class Notices {
    private Notices() {}

    /**
     * What the customer's channel is told.
     *
     * @param before the state before the event
     * @param after the state after it
     */
    public static List<OutboundRecord> forChannel(
            ConversationState before, ConversationState after, ConversationEvent event) {
        var payloads = new ArrayList<OutboundPayload>();
        switch (event.payload()) {
            case TurnStarted started -> payloads.add(new TypingNotice(event.turn()));
            case ReplySent sent -> payloads.add(reply(before, event, sent));
            case HandedOff handedOff -> {
                var told = handedOff.toldCustomer();
                var messageId = handedOff.messageId();
                if (told != null && messageId != null) {
                    payloads.add(message(before, messageId, told, event.actor()));
                }
                payloads.add(new HandOffNotice(
                        handedOff.target(),
                        handedOff.reasonCode(),
                        ReasonCode.wordsFor(handedOff.reasonCode()),
                        handedOff.summary(),
                        after.latestIntent(),
                        handedOff.answeredFrom()));
            }
            case HumanReplied replied ->
                payloads.add(message(
                        before, replied.messageId(), replied.body(), new Actor(ActorType.HUMAN, replied.humanId())));
            case ConversationFinished finished ->
                payloads.add(new FinishedNotice(finished.reasonCode(), after.latestIntent()));
            case ConversationCancelled cancelled ->
                payloads.add(new FinishedNotice(cancelled.reasonCode(), after.latestIntent()));
            default -> {}
        }
        var records = new ArrayList<OutboundRecord>();
        for (var payload : payloads) {
            records.add(new OutboundRecord(
                    event.eventId() + (records.isEmpty() ? "" : "-" + records.size()),
                    event.tenantId(),
                    ContinuationRules.origin(event.conversationId(), after.originConversationId()),
                    after.customerId(),
                    after.channel(),
                    after.deliveredBefore() + event.sequence(),
                    event.occurredAt(),
                    payload,
                    after.originConversationId() == null ? null : event.conversationId()));
        }
        return records;
    }

    private static AgentMessage reply(ConversationState before, ConversationEvent event, ReplySent sent) {
        var turn = States.answering(before);
        var draft = turn == null ? null : turn.draft();
        var message = message(before, sent.messageId(), text(sent, draft), event.actor());
        List<Citation> citations = draft == null || sent.isHolding() ? List.of() : draft.citations();
        return message.withIsHolding(sent.isHolding()).withCitations(citations);
    }

    private static PersonalText text(ReplySent sent, @Nullable ReplyDrafted draft) {
        var own = sent.text();
        if (own != null) {
            return own;
        }
        return draft == null ? Personal.text("") : draft.text();
    }

    private static AgentMessage message(ConversationState before, String messageId, PersonalText body, Actor sender) {
        return new AgentMessage(messageId, body, sender)
                .withIntent(before.latestIntent())
                .withLastCustomerMessageId(
                        before.unanswered().isEmpty()
                                ? null
                                : last(before.unanswered()).messageId());
    }

    private static UnansweredMessage last(List<UnansweredMessage> messages) {
        return messages.getLast();
    }

    /**
     * What the human desk is told.
     *
     * @param before the state before the event
     * @param after the state after it
     */
    public static List<EscalationRecord> forDesk(
            ConversationState before, ConversationState after, ConversationEvent event) {
        var records = new ArrayList<EscalationRecord>();
        switch (event.payload()) {
            case HandedOff handedOff ->
                records.add(desk(after, event, handOffId(after, event), opened(after, handedOff)));
            case HandOffClaimed claimed -> claimed(records, before, after, event, claimed.humanId());
            case HumanReplied replied -> {
                var human = replied.humanId();
                var alreadyClaimed = before.phase() instanceof WithHuman with && with.claimedBy() != null;
                if (!alreadyClaimed && after.phase() instanceof WithHuman) {
                    claimed(records, before, after, event, human == null ? "unknown" : human);
                }
            }
            case HandedBack back -> close(records, before, after, event, "handed_back", back.humanId());
            case ConversationAssigned ignored -> close(records, before, after, event, "assigned", null);
            case ConversationFinished ignored -> close(records, before, after, event, "finished", null);
            case ConversationCancelled ignored -> close(records, before, after, event, "cancelled", null);
            case ToolApprovalRequested requested ->
                records.add(desk(after, event, requested.callId(), opened(after, requested)));
            case ToolApprovalGiven given ->
                records.add(desk(
                        after,
                        event,
                        given.callId(),
                        new EscalationClosed(
                                given.approved() ? "approved" : "refused",
                                event.actor().id())));
            case ToolCallDenied denied -> {
                var pending = before.approval();
                if (pending != null && pending.request().callId().equals(denied.callId())) {
                    records.add(desk(after, event, denied.callId(), new EscalationClosed(denied.reasonCode())));
                }
            }
            default -> {}
        }
        return records;
    }

    private static String handOffId(ConversationState state, ConversationEvent event) {
        return state.phase() instanceof WithHuman with ? with.escalationId() : LifecycleFold.escalationId(event);
    }

    private static EscalationOpened opened(ConversationState after, HandedOff handedOff) {
        return new EscalationOpened(
                        EscalationKind.HAND_OFF,
                        handedOff.reasonCode(),
                        ReasonCode.wordsFor(handedOff.reasonCode()),
                        handedOff.summary(),
                        handedOff.waitingSince())
                .withTarget(handedOff.target())
                .withIntent(after.latestIntent())
                .withAnsweredFrom(handedOff.answeredFrom());
    }

    private static EscalationOpened opened(ConversationState after, ToolApprovalRequested requested) {
        var turn = States.answering(after);
        return new EscalationOpened(
                        EscalationKind.TOOL_APPROVAL,
                        "tool_needs_approval",
                        "The definition wants a person to approve this call: " + requested.condition(),
                        Personal.text("Tool " + requested.tool() + " is to be called with the arguments shown."),
                        turn == null ? after.updatedAt() : turn.waitingSince())
                .withIntent(after.latestIntent())
                .withSubjectId(requested.callId())
                .withTool(requested.tool())
                .withPayload(requested.arguments())
                .withPayloadHash(requested.argumentsHash())
                .withExpiresAt(requested.expiresAt());
    }

    /** A human who steps in without a hand-off opens the case by claiming it. */
    private static void claimed(
            List<EscalationRecord> records,
            ConversationState before,
            ConversationState after,
            ConversationEvent event,
            String humanId) {
        var id = handOffId(after, event);
        if (!(before.phase() instanceof WithHuman)) {
            var opened = new EscalationOpened(
                    EscalationKind.HAND_OFF,
                    LifecycleFold.TAKEN_OVER,
                    "A human stepped in.",
                    Personal.text("A human stepped in while the agent had the conversation."),
                    LifecycleFold.waitingSince(before, event.occurredAt()));
            records.add(desk(after, event, id, opened.withIntent(after.latestIntent())));
        }
        records.add(desk(after, event, id, new EscalationClaimed(humanId)));
    }

    private static void close(
            List<EscalationRecord> records,
            ConversationState before,
            ConversationState after,
            ConversationEvent event,
            String reasonCode,
            @Nullable String humanId) {
        if (before.phase() instanceof WithHuman with) {
            records.add(desk(after, event, with.escalationId(), new EscalationClosed(reasonCode, humanId)));
        }
    }

    private static EscalationRecord desk(
            ConversationState state, ConversationEvent event, String escalationId, EscalationChange change) {
        return new EscalationRecord(
                escalationId,
                event.tenantId(),
                event.conversationId(),
                state.customerId(),
                state.channel(),
                event.sequence(),
                event.occurredAt(),
                change);
    }
}
