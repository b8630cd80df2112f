package io.casebook.ingress.chat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casebook.schemas.Personal;
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
 * One line of the page. It says less than a webhook does: why a conversation was handed off, and what the human was told, is not
 * for the customer.
 *
 * @param kind {@code message}, {@code hand_off}, {@code finished} or {@code typing}; also the name of the stream's event
 * @param content what the page shows
 */
record ChatLine(String kind, ObjectNode content) {

    /** A line about an outbound record; null where there is nothing to show. */
    static @Nullable ChatLine of(OutboundRecord record) {
        var line = switch (record.payload()) {
            case AgentMessage message -> message(message);
            case HandOffNotice _ -> line("hand_off");
            case FinishedNotice _ -> line("finished");
            case TypingNotice _ -> line("typing");
            case OutboundPayload.Unknown _ -> null;
        };
        if (line != null) {
            line.content.put("at", record.at().toString());
        }
        return line;
    }

    /** A line about what the customer wrote. */
    static ChatLine of(CustomerMessages.Said said) {
        var line = line("message");
        line.content
                .put("id", said.messageId())
                .put("from", "customer")
                .put("body", said.text())
                .put("at", said.at().toString());
        return line;
    }

    private static ChatLine message(AgentMessage message) {
        var line = line("message");
        line.content
                .put("id", message.messageId() + "/" + message.part())
                .put("from", message.sender().type() == ActorType.HUMAN ? "human" : "ai")
                .put("body", Personal.plain(message.body()))
                .put("holding", message.isHolding());
        citations(line.content, message.citations());
        return line;
    }

    private static void citations(ObjectNode content, List<Citation> citations) {
        if (citations.isEmpty()) {
            return;
        }
        var list = content.putArray("citations");
        // Several passages of one article are one source to a reader.
        citations.stream()
                .map(citation -> new Source(citation.title(), citation.url()))
                .distinct()
                .forEach(source -> {
                    var entry = list.addObject().put("title", source.title());
                    if (source.url() != null) {
                        entry.put("url", source.url());
                    }
                });
    }

    private static ChatLine line(String kind) {
        return new ChatLine(kind, JsonNodeFactory.instance.objectNode().put("kind", kind));
    }

    private record Source(String title, @Nullable String url) {}
}
