package io.casebook.ingress.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.Citation;
import io.casebook.vocabulary.outbound.AgentMessage;
import io.casebook.vocabulary.outbound.HandOffNotice;
import io.casebook.vocabulary.outbound.OutboundPayload;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class NotificationTest {
    @Test
    void a_message_of_the_agent_is_told_with_its_place_and_its_sources() {
        var message = new AgentMessage("m1", Personal.text("Here \"you\" are"), new Actor(ActorType.AI_AGENT, "shop"))
                .withPart(1)
                .withTotal(2)
                .withIntent("refund")
                .withLastCustomerMessageId("q1")
                .withCitations(List.of(new Citation("returns", 4, 0, "Returns", "https://example.com/returns")));

        assertThat(json(message))
                .isEqualTo("{\"id\":\"c1-7-AgentMessage\",\"type\":\"agent.message\",\"sequence_number\":7,"
                        + "\"timestamp\":\"2026-03-01T10:00:07Z\",\"data\":{\"conversation\":{\"id\":\"c1\","
                        + "\"customer_id\":\"anna\"},\"message_id\":\"m1\",\"body\":\"Here \\\"you\\\" are\","
                        + "\"participant_type\":\"AI Agent\",\"sequence\":1,\"total\":2,\"participant_id\":\"shop\","
                        + "\"intent\":\"refund\",\"is_holding\":false,\"last_customer_message_id\":\"q1\","
                        + "\"citations\":[{\"article_id\":\"returns\",\"title\":\"Returns\","
                        + "\"url\":\"https://example.com/returns\"}]}}");
    }

    @Test
    void a_message_of_a_person_is_marked_so() {
        var message = new AgentMessage("m1", Personal.text("Hello"), new Actor(ActorType.HUMAN, "eva"));

        assertThat(json(message)).contains("\"participant_type\":\"Agent\"");
    }

    @Test
    void a_hand_off_tells_why_and_to_whom() {
        var notice = new HandOffNotice(
                "billing", "policy", "Refunds over 100 need a person", Personal.text("order 1001"), "refund", null);

        assertThat(json(notice))
                .contains("\"type\":\"conversation.hand_off\"")
                .contains("\"target\":\"billing\",\"reason_code\":\"policy\"")
                .contains("\"note\":\"order 1001\",\"intent\":\"refund\"");
    }

    @Test
    void a_hand_off_out_of_hours_tells_when_they_begin() {
        var notice = new HandOffNotice(
                "billing", "policy", "Refunds need a person", null, null, Instant.parse("2026-03-09T08:00:00Z"));

        assertThat(json(notice)).contains("\"answered_from\":\"2026-03-09T08:00:00Z\"");
    }

    @Test
    void what_is_not_known_is_left_out() {
        var notice = new HandOffNotice(null, "policy", "Refunds need a person", null, null, null);

        assertThat(json(notice)).doesNotContain("target").doesNotContain("note").doesNotContain("null");
    }

    private static String json(OutboundPayload payload) {
        return Objects.requireNonNull(Notification.of(Outbounds.record("c1", 7, payload)))
                .json();
    }
}
