package io.casebook.conversation;

import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.AssigneeType;
import io.casebook.vocabulary.event.ChannelEventObserved;
import io.casebook.vocabulary.event.ConversationErased;
import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.event.CustomerMessageForwarded;
import io.casebook.vocabulary.event.ResourceAttached;
import io.casebook.vocabulary.inbound.AttachResource;
import io.casebook.vocabulary.inbound.ContinueIn;
import io.casebook.vocabulary.inbound.Erase;
import io.casebook.vocabulary.inbound.InboundPayload;
import io.casebook.vocabulary.inbound.InboundRecord;
import io.casebook.vocabulary.inbound.OpenConversation;
import io.casebook.vocabulary.inbound.ParticipantType;
import io.casebook.vocabulary.inbound.PostMessage;
import io.casebook.vocabulary.inbound.ReportChannelEvent;
import io.casebook.vocabulary.state.ConversationState;
import io.casebook.vocabulary.state.Finished;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What other cases are told because of an event in this one. Every case has its own log and its own order; what one wants of
 * another is a record on the inbound topic, like anything from outside.
 */
public final class Continuations {
    /** Erases one case of several that the channel knows by one id. */
    static final String CASE = "case";

    private static final String CONVERSATION = "conversation";
    private static final String TYPING = "typing";

    private Continuations() {}

    /**
     * What other cases are told.
     *
     * @param before the state before the event
     * @param after the state after it
     */
    public static List<InboundRecord> forOtherCases(
            ConversationState before, ConversationState after, ConversationEvent event) {
        var records = new ArrayList<InboundRecord>();
        switch (event.payload()) {
            case CustomerMessageForwarded forwarded -> forwarded(records, before, event, forwarded);
            case ResourceAttached resource ->
                tell(records, event, after.continuedIn(), new AttachResource(resource.name(), resource.content()));
            case ChannelEventObserved observed -> {
                if (observed.type().equals(TYPING)) {
                    tell(
                            records,
                            event,
                            after.continuedIn(),
                            new ReportChannelEvent(TYPING).withParticipantId(observed.participantId()));
                }
            }
            case ConversationErased erased -> erased(records, before, event, erased.scope());
            default -> {}
        }
        return records;
    }

    private static void forwarded(
            List<InboundRecord> records,
            ConversationState before,
            ConversationEvent event,
            CustomerMessageForwarded forwarded) {
        var next = forwarded.continuedIn();
        if (forwarded.beginsCase()) {
            tell(records, event, next, opening(before, event));
        }
        tell(
                records,
                event,
                next,
                new PostMessage(
                        forwarded.messageId(),
                        forwarded.body(),
                        forwarded.contentHash(),
                        forwarded.subject(),
                        forwarded.participantId(),
                        ParticipantType.CUSTOMER,
                        forwarded.attachments(),
                        forwarded.sentAt()));
        // The first case of all is told, so that what the channel posts there need not pass through every one.
        if (forwarded.beginsCase()) {
            tell(records, event, before.originConversationId(), new ContinueIn(next));
        }
    }

    private static OpenConversation opening(ConversationState before, ConversationEvent event) {
        var finished = before.phase() instanceof Finished phase ? phase : null;
        var assignee = finished == null ? null : finished.assigneeType();
        return new OpenConversation(before.customerId(), before.channel(), event.occurredAt())
                .withAgentId(before.agentId())
                .withAssigneeType(assignee == null ? AssigneeType.AI_AGENT : assignee)
                .withAssigneeId(finished == null ? null : finished.assigneeId())
                .withResources(before.resources())
                .withLinkedConversationId(before.conversationId())
                .withOriginConversationId(
                        ContinuationRules.origin(before.conversationId(), before.originConversationId()))
                .withDeliveredBefore(before.deliveredBefore() + event.sequence())
                .withLocale(before.locale())
                .withTimeZone(before.timeZone())
                .withAiAllowed(before.aiAllowed());
    }

    /** Who erases what a channel knows by one id means all its cases: the newest is told, and each tells the one before it. */
    private static void erased(
            List<InboundRecord> records, ConversationState before, ConversationEvent event, String scope) {
        if (scope.equals(CONVERSATION)) {
            tell(records, event, before.continuedIn(), new Erase(CASE));
        } else if (scope.equals(CASE)) {
            var earlier = before.linkedConversationId();
            tell(
                    records,
                    event,
                    earlier == null || earlier.equals(before.originConversationId()) ? null : earlier,
                    new Erase(CASE));
        }
    }

    private static void tell(
            List<InboundRecord> records,
            ConversationEvent event,
            @Nullable String conversationId,
            InboundPayload payload) {
        if (conversationId == null) {
            return;
        }
        var actor = payload instanceof OpenConversation open
                ? new Actor(ActorType.CUSTOMER, open.customerId())
                : event.actor();
        records.add(new InboundRecord(
                event.eventId() + "-" + (records.size() + 1),
                event.tenantId(),
                conversationId,
                event.occurredAt(),
                actor,
                payload));
    }
}
