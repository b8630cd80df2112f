package io.casebook.projections.table;

import io.casebook.projections.json.RecordJson;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Citation;
import io.casebook.vocabulary.event.ChannelEventObserved;
import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.event.CustomerMessageReceived;
import io.casebook.vocabulary.event.HandedOff;
import io.casebook.vocabulary.event.HumanReplied;
import io.casebook.vocabulary.event.ReplySent;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** The messages that events bring. */
final class Messages {
    /** How the log calls what a program of somebody else said. */
    private static final String BOT_MESSAGE = "bot-message";

    private Messages() {}

    static MessageRow customer(ConversationEvent event, CustomerMessageReceived message) {
        return new MessageRow(
                message.messageId(),
                event.conversationId(),
                event.sequence(),
                event.turn(),
                MessageRow.CUSTOMER,
                message.participantId(),
                Personal.plain(message.body()),
                Personal.plainOrNull(message.subject()),
                message.sentAt(),
                false,
                list(message.attachments()),
                null);
    }

    static @Nullable MessageRow bot(ConversationEvent event, ChannelEventObserved observed) {
        var note = observed.note();
        if (!observed.type().equals(BOT_MESSAGE) || note == null) {
            return null;
        }
        var id = observed.messageId();
        return said(
                event,
                id == null ? event.eventId() : id,
                MessageRow.BOT,
                observed.participantId(),
                Personal.plain(note),
                false,
                null);
    }

    static MessageRow reply(ConversationEvent event, ReplySent sent, @Nullable Draft draft) {
        var own = sent.text();
        var body = own == null ? (draft == null ? "" : draft.text()) : Personal.plain(own);
        return said(
                event,
                sent.messageId(),
                MessageRow.AI_AGENT,
                event.actor().id(),
                body,
                sent.isHolding(),
                draft == null ? null : draft.citations());
    }

    static @Nullable MessageRow handOff(ConversationEvent event, HandedOff handedOff) {
        var told = handedOff.toldCustomer();
        if (told == null) {
            return null;
        }
        var id = handedOff.messageId();
        return said(
                event,
                id == null ? event.eventId() : id,
                MessageRow.AI_AGENT,
                event.actor().id(),
                Personal.plain(told),
                false,
                null);
    }

    static MessageRow human(ConversationEvent event, HumanReplied replied) {
        return said(
                event,
                replied.messageId(),
                MessageRow.HUMAN,
                replied.humanId(),
                Personal.plain(replied.body()),
                false,
                null);
    }

    static @Nullable String citations(List<Citation> citations) {
        return list(citations);
    }

    private static MessageRow said(
            ConversationEvent event,
            String id,
            String participantType,
            @Nullable String participantId,
            String body,
            boolean holding,
            @Nullable String citations) {
        return new MessageRow(
                id,
                event.conversationId(),
                event.sequence(),
                event.turn(),
                participantType,
                participantId,
                body,
                null,
                event.occurredAt(),
                holding,
                null,
                citations);
    }

    private static @Nullable String list(List<? extends IndexedRecord> records) {
        return records.isEmpty()
                ? null
                : records.stream().map(RecordJson::text).collect(Collectors.joining(",", "[", "]"));
    }
}
