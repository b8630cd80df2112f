package io.casebook.conversation;

import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.Citation;
import io.casebook.vocabulary.PersonalText;
import io.casebook.vocabulary.escalation.EscalationRecord;
import io.casebook.vocabulary.event.ConversationCancelled;
import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.event.ConversationFinished;
import io.casebook.vocabulary.event.HandedOff;
import io.casebook.vocabulary.event.HumanReplied;
import io.casebook.vocabulary.event.ReplyDrafted;
import io.casebook.vocabulary.event.ReplySent;
import io.casebook.vocabulary.event.TurnStarted;
import io.casebook.vocabulary.outbound.AgentMessage;
import io.casebook.vocabulary.outbound.FinishedNotice;
import io.casebook.vocabulary.outbound.HandOffNotice;
import io.casebook.vocabulary.outbound.OutboundPayload;
import io.casebook.vocabulary.outbound.OutboundRecord;
import io.casebook.vocabulary.outbound.TypingNotice;
import io.casebook.vocabulary.state.ConversationState;
import io.casebook.vocabulary.state.UnansweredMessage;
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
        return DeskNotices.of(before, after, event);
    }
}
