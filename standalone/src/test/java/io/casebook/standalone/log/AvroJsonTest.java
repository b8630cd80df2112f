package io.casebook.standalone.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.PersonalText;
import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.event.LanguageDetected;
import io.casebook.vocabulary.event.ResourceAttached;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Events as people and scripts read them. */
class AvroJsonTest {
    private static final ConversationEvent EVENT = new ConversationEvent(
            "e-1",
            "default",
            "c-1",
            3,
            Instant.parse("2026-01-02T03:04:05.678Z"),
            1,
            2,
            "m-1",
            new Actor(ActorType.CUSTOMER, "anna"),
            new ResourceAttached("order", Personal.text("{\"id\": 1}")));

    @Test
    void times_are_text_and_the_payload_says_what_it_is() {
        var json = AvroJson.of(EVENT);
        assertThat(json.path("occurred_at").asText()).isEqualTo("2026-01-02T03:04:05.678Z");
        assertThat(json.path("sequence").asLong()).isEqualTo(3);
        assertThat(json.path("payload").path("type").asText()).isEqualTo("ResourceAttached");
        assertThat(json.path("definition").isNull()).isTrue();
        assertThat(json.path("actor").path("type").asText()).isEqualTo("CUSTOMER");
    }

    @Test
    void personal_text_is_the_text_and_sealed_text_stays_sealed() {
        assertThat(AvroJson.of(EVENT).path("payload").toString()).contains("{\\\"id\\\": 1}");
        var sealed = EVENT.withPayload(
                new ResourceAttached("order", new PersonalText(null, ByteBuffer.wrap(new byte[] {1}), "key-1")));
        assertThat(AvroJson.of(sealed).path("payload").toString())
                .contains("(sealed)")
                .doesNotContain("key-1");
    }

    @Test
    void a_line_tells_who_did_what() {
        assertThat(EventLine.actor(EVENT)).isEqualTo("customer anna");
        assertThat(EventLine.type(EVENT)).isEqualTo("ResourceAttached");
        assertThat(EventLine.summary(EVENT)).contains("name=order");
        assertThat(EventLine.summary(EVENT.withPayload(new LanguageDetected("de", 0.9))))
                .contains("language=de");
    }
}
