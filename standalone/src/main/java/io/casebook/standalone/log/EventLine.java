package io.casebook.standalone.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casebook.vocabulary.event.ConversationEvent;
import java.util.Locale;
import java.util.StringJoiner;

/** One event on one line: what happened and the few words that tell it from others of its kind. */
public final class EventLine {
    private static final int LONGEST_VALUE = 80;
    private static final int MOST_FIELDS = 5;

    private EventLine() {}

    /** Who did it. */
    public static String actor(ConversationEvent event) {
        var type = event.actor().type().toString().toLowerCase(Locale.ROOT);
        var id = event.actor().id();
        return id == null || id.isEmpty() ? type : type + " " + id;
    }

    /** What happened. */
    public static String type(ConversationEvent event) {
        return event.payload().getSchema().getName();
    }

    /** Its first fields that say something, shortened. */
    public static String summary(ConversationEvent event) {
        var words = new StringJoiner("  ");
        var left = MOST_FIELDS;
        for (var field : AvroJson.of(event.payload()).properties()) {
            var text = brief(field.getValue());
            if (!text.isEmpty() && left-- > 0) {
                words.add(field.getKey() + "=" + text);
            }
        }
        return words.toString();
    }

    /** All of it as an object. */
    public static ObjectNode json(ConversationEvent event) {
        return AvroJson.of(event);
    }

    private static String brief(JsonNode value) {
        if (value.isNull() || (value.isContainerNode() && value.isEmpty())) {
            return "";
        }
        var text = value.isTextual() ? value.asText().replaceAll("\\s+", " ").strip() : value.toString();
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE - 1) + "…";
    }
}
