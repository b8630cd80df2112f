package io.casebook.ingress.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.Citation;
import io.casebook.vocabulary.outbound.AgentMessage;
import io.casebook.vocabulary.outbound.FinishedNotice;
import io.casebook.vocabulary.outbound.HandOffNotice;
import io.casebook.vocabulary.outbound.OutboundPayload;
import io.casebook.vocabulary.outbound.OutboundRecord;
import io.casebook.vocabulary.outbound.TypingNotice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An outbound record as webhooks and streams tell it.
 *
 * @param type what it is about
 * @param json the whole of it: {@code {id, type, sequence_number, timestamp, data}}
 */
public record Notification(String type, String json) {
    /** A message for the customer. */
    public static final String AGENT_MESSAGE = "agent.message";

    /** The conversation went to people. */
    public static final String HAND_OFF = "conversation.hand_off";

    /** The conversation ended. */
    public static final String FINISHED = "conversation.finished";

    /** Somebody types. */
    public static final String TYPING = "typing";

    private static final JsonMapper JSON = new JsonMapper();

    /** The notification of a record; null for a kind that this version does not know. */
    public static @Nullable Notification of(OutboundRecord record) {
        return switch (record.payload()) {
            case AgentMessage message -> notification(AGENT_MESSAGE, record, message(record, message));
            case HandOffNotice notice -> notification(HAND_OFF, record, handOff(record, notice));
            case FinishedNotice notice -> notification(FINISHED, record, finished(record, notice));
            case TypingNotice _ -> notification(TYPING, record, typing(record));
            case OutboundPayload.Unknown _ -> null;
        };
    }

    /** Who speaks to the customer, as the API calls them. */
    public static String speaker(Actor sender) {
        return sender.type() == ActorType.HUMAN ? "Agent" : "AI Agent";
    }

    private static Notification notification(String type, OutboundRecord record, ObjectNode data) {
        var envelope = JsonNodeFactory.instance
                .objectNode()
                .put("id", record.recordId())
                .put("type", type)
                .put("sequence_number", record.sequence())
                .put("timestamp", record.at().toString())
                .set("data", data);
        try {
            return new Notification(type, JSON.writeValueAsString(envelope));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON can always be written", e);
        }
    }

    private static ObjectNode message(OutboundRecord record, AgentMessage message) {
        var data = about(record)
                .put("message_id", message.messageId())
                .put("body", Personal.plain(message.body()))
                .put("participant_type", speaker(message.sender()))
                .put("sequence", message.part())
                .put("total", message.total());
        putIfKnown(data, "participant_id", message.sender().id());
        putIfKnown(data, "intent", message.intent());
        data.put("is_holding", message.isHolding());
        putIfKnown(data, "last_customer_message_id", message.lastCustomerMessageId());
        citations(data, message.citations());
        return data;
    }

    private static void citations(ObjectNode data, List<Citation> citations) {
        if (citations.isEmpty()) {
            return;
        }
        var list = data.putArray("citations");
        for (var citation : citations) {
            var entry = list.addObject().put("article_id", citation.articleId()).put("title", citation.title());
            putIfKnown(entry, "url", citation.url());
        }
    }

    private static ObjectNode handOff(OutboundRecord record, HandOffNotice notice) {
        var data = about(record);
        putIfKnown(data, "target", notice.target());
        data.put("reason_code", notice.reasonCode()).put("reason", notice.reason());
        putIfKnown(data, "note", Personal.plainOrNull(notice.note()));
        putIfKnown(data, "intent", notice.intent());
        var from = notice.answeredFrom();
        putIfKnown(data, "answered_from", from == null ? null : from.toString());
        return data;
    }

    private static ObjectNode finished(OutboundRecord record, FinishedNotice notice) {
        var data = about(record).put("reason_code", notice.reasonCode());
        putIfKnown(data, "intent", notice.intent());
        return data;
    }

    private static ObjectNode typing(OutboundRecord record) {
        return about(record).put("participant_type", "AI Agent");
    }

    private static ObjectNode about(OutboundRecord record) {
        var data = JsonNodeFactory.instance.objectNode();
        var conversation = data.putObject("conversation")
                .put("id", record.conversationId())
                .put("customer_id", record.customerId());
        putIfKnown(conversation, "case_id", record.caseId());
        return data;
    }

    private static void putIfKnown(ObjectNode data, String name, @Nullable String value) {
        if (value != null) {
            data.put(name, value);
        }
    }
}
