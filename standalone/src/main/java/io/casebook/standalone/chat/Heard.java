package io.casebook.standalone.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What an event of the stream means to the customer.
 *
 * @param lines what to show; nothing for an event that says nothing
 * @param settles whether it ends the customer's waiting
 */
public record Heard(List<String> lines, boolean settles) {
    private static final Heard NOTHING = new Heard(List.of(), false);

    public Heard {
        lines = List.copyOf(lines);
    }

    /** The meaning of an event with this content. */
    public static Heard of(String name, JsonNode event) {
        var data = event.path("data");
        return switch (name) {
            case "agent.message" -> message(data);
            case "conversation.hand_off" ->
                new Heard(
                        List.of("-- handed over to %s: %s"
                                .formatted(
                                        data.path("target").asText("a person"),
                                        data.path("reason").asText())),
                        true);
            case "conversation.finished" ->
                new Heard(
                        List.of("-- finished: %s"
                                .formatted(data.path("reason_code").asText("done"))),
                        true);
            case "stream.gap" -> new Heard(List.of("-- some messages are too old to be shown"), false);
            default -> NOTHING;
        };
    }

    private static Heard message(JsonNode data) {
        var lines = new ArrayList<String>();
        var speaker = data.path("participant_type").asText().equals("Agent") ? "human> " : "agent> ";
        data.path("body").asText().lines().forEach(line -> lines.add((lines.isEmpty() ? speaker : "       ") + line));
        for (var citation : data.path("citations")) {
            lines.add("       [%s]".formatted(citation.path("title").asText()));
        }
        var isLast = data.path("sequence").asInt(1) >= data.path("total").asInt(1);
        return new Heard(lines, isLast && !data.path("is_holding").asBoolean());
    }
}
