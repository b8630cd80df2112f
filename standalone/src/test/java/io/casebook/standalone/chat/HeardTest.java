package io.casebook.standalone.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** What the stream says to a customer. */
class HeardTest {

    @Test
    void lines_of_a_stream_become_events() {
        var events = new ArrayList<ServerEvent>();
        var assembly = new ServerEvent.Assembly(events::add);
        ":alive\n\nid: 7\nevent: agent.message\ndata: {\"a\":\ndata: 1}\n\nevent: typing\ndata: {}\n\n"
                .lines()
                .forEach(assembly);
        assertThat(events)
                .containsExactly(
                        new ServerEvent("7", "agent.message", "{\"a\":\n1}"), new ServerEvent(null, "typing", "{}"));
    }

    @Test
    void a_message_is_shown_with_its_sources() {
        var heard = heard("agent.message", """
                {"body": "Thirty days.\\nUnworn.", "sequence": 1, "total": 1, "citations": [{"title": "Returns"}]}""");
        assertThat(heard.lines()).containsExactly("agent> Thirty days.", "       Unworn.", "       [Returns]");
        assertThat(heard.settles()).isTrue();
    }

    @Test
    void the_first_part_of_two_and_a_holding_message_leave_the_customer_waiting() {
        assertThat(heard("agent.message", "{\"body\": \"a\", \"sequence\": 1, \"total\": 2}")
                        .settles())
                .isFalse();
        assertThat(heard("agent.message", "{\"body\": \"a\", \"is_holding\": true}")
                        .settles())
                .isFalse();
    }

    @Test
    void a_hand_off_is_told_and_typing_is_not() {
        assertThat(heard("conversation.hand_off", "{\"target\": \"billing\", \"reason\": \"asked for\"}")
                        .lines())
                .containsExactly("-- handed over to billing: asked for");
        assertThat(heard("typing", "{}").lines()).isEmpty();
    }

    private static Heard heard(String name, String data) {
        try {
            return Heard.of(name, new ObjectMapper().readTree("{\"data\": %s}".formatted(data)));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
