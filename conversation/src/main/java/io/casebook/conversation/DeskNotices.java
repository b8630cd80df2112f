package io.casebook.conversation;

import io.casebook.schemas.ContentHash;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Citation;
import io.casebook.vocabulary.escalation.EscalationChange;
import io.casebook.vocabulary.escalation.EscalationClaimed;
import io.casebook.vocabulary.escalation.EscalationClosed;
import io.casebook.vocabulary.escalation.EscalationKind;
import io.casebook.vocabulary.escalation.EscalationOpened;
import io.casebook.vocabulary.escalation.EscalationRecord;
import io.casebook.vocabulary.event.Claim;
import io.casebook.vocabulary.event.ConversationAssigned;
import io.casebook.vocabulary.event.ConversationCancelled;
import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.event.ConversationFinished;
import io.casebook.vocabulary.event.HandOffClaimed;
import io.casebook.vocabulary.event.HandedBack;
import io.casebook.vocabulary.event.HandedOff;
import io.casebook.vocabulary.event.HumanReplied;
import io.casebook.vocabulary.event.ReplyApprovalRequested;
import io.casebook.vocabulary.event.ReplyApproved;
import io.casebook.vocabulary.event.ReplyDrafted;
import io.casebook.vocabulary.event.ReplyWithdrawn;
import io.casebook.vocabulary.event.ToolApprovalGiven;
import io.casebook.vocabulary.event.ToolApprovalRequested;
import io.casebook.vocabulary.event.ToolCallDenied;
import io.casebook.vocabulary.state.ConversationState;
import io.casebook.vocabulary.state.PendingReply;
import io.casebook.vocabulary.state.WithHuman;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the human desk is told because of an event: what waits for people, and what no longer does. */
final class DeskNotices {
    private DeskNotices() {}

    static List<EscalationRecord> of(ConversationState before, ConversationState after, ConversationEvent event) {
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
            case ReplyApprovalRequested requested -> {
                var pending = after.replyApproval();
                if (pending != null) {
                    records.add(desk(after, event, requested.draftId(), opened(after, event, pending)));
                }
            }
            case ReplyApproved decided ->
                records.add(desk(
                        after,
                        event,
                        decided.draftId(),
                        new EscalationClosed(
                                decided.approved() ? "approved" : "refused",
                                event.actor().id())));
            case ReplyWithdrawn withdrawn ->
                records.add(desk(after, event, withdrawn.draftId(), new EscalationClosed(withdrawn.reasonCode())));
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
                .withBound(requested.bound())
                .withExpiresAt(requested.expiresAt());
    }

    private static EscalationOpened opened(ConversationState after, ConversationEvent event, PendingReply pending) {
        var draft = pending.draft();
        var text = Personal.plain(draft.text());
        return new EscalationOpened(
                        EscalationKind.REPLY_APPROVAL,
                        "reply_needs_approval",
                        "The definition wants a person to approve this reply: "
                                + pending.request().condition(),
                        Personal.text(restsOn(draft)),
                        LifecycleFold.waitingSince(after, event.occurredAt()))
                .withIntent(after.latestIntent())
                .withSubjectId(draft.draftId())
                .withPayload(draft.text())
                .withPayloadHash(ContentHash.of(text))
                .withExpiresAt(pending.request().expiresAt());
    }

    /** What whoever decides on a reply may want to look up. */
    private static String restsOn(ReplyDrafted draft) {
        var text = new StringBuilder("The agent wants to send the reply shown.");
        if (!draft.claims().isEmpty()) {
            text.append("\nActions that were done: ")
                    .append(draft.claims().stream().map(Claim::tool).distinct().collect(Collectors.joining(", ")));
        }
        if (!draft.citations().isEmpty()) {
            text.append("\nArticles that it rests on: ")
                    .append(draft.citations().stream()
                            .map(Citation::title)
                            .distinct()
                            .collect(Collectors.joining(", ")));
        }
        var confidence = draft.confidence();
        if (confidence != null) {
            text.append("\nConfidence: %.2f".formatted(confidence));
        }
        return text.toString();
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
