package io.casebook.ingress.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.casebook.ingress.Calls;
import io.casebook.ingress.Events;
import io.casebook.ingress.ToldStates;
import io.casebook.ingress.delivery.Outbounds;
import io.casebook.ingress.delivery.Streams;
import io.casebook.platform.conversations.ConversationSummary.Status;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StreamApiTest {
    @TestHTTPResource
    URI base = URI.create("http://localhost");

    @Inject
    Streams streams;

    @Inject
    ToldStates states;

    private final String id = "s-" + UUID.randomUUID();

    @Test
    void a_stream_tells_what_is_new() throws IOException {
        states.tell(id, Status.ACTIVE);
        try (var events = Events.open(Calls.withKey(base), "/v1/conversations/" + id + "/stream")) {
            assertThat(events.header("Content-Type")).startsWith("text/event-stream");
            assertThat(events.header("Cache-Control")).isEqualTo("no-store");

            streams.deliver(Outbounds.message(id, 3, "two\nlines"));
            streams.deliver(Outbounds.typing(id, 4));
            streams.deliver(Outbounds.finished(id, 5));

            var message = events.next();
            assertThat(message).containsEntry("event", "agent.message").containsEntry("id", "3.1");
            assertThat(message.get("data")).contains("\"body\":\"two\\nlines\"").contains("\"sequence_number\":3");
            assertThat(events.next()).containsEntry("event", "typing").doesNotContainKey("id");
            assertThat(events.next())
                    .containsEntry("event", "conversation.finished")
                    .containsEntry("id", "5.1");
        }
    }

    @Test
    void a_listener_that_comes_back_resumes_after_the_last_event() throws IOException {
        states.tell(id, Status.ACTIVE);
        streams.deliver(Outbounds.message(id, 3, "seen"));
        streams.deliver(Outbounds.message(id, 5, "missed"));
        var path = "/v1/conversations/" + id + "/stream";

        try (var byHeader = Events.open(Calls.withKey(base).header("Last-Event-ID", "3.1"), path + "?after=0");
                var byQuery = Events.open(Calls.withKey(base), path + "?after=3");
                var fromStart = Events.open(Calls.withKey(base), path + "?after=0")) {
            assertThat(byHeader.next()).containsEntry("id", "5.1");
            assertThat(byQuery.next()).containsEntry("id", "5.1");
            assertThat(fromStart.next()).containsEntry("id", "3.1");
        }
    }

    @Test
    void a_quiet_stream_gets_comments() throws IOException {
        states.tell(id, Status.ACTIVE);
        try (var events = Events.open(Calls.withKey(base), "/v1/conversations/" + id + "/stream")) {
            streams.beat();

            assertThat(events.next()).containsKey("");
        }
    }

    @Test
    void a_listener_that_goes_away_is_forgotten() throws IOException {
        states.tell(id, Status.ACTIVE);
        awaitNobodyListening();
        var events = Events.open(Calls.withKey(base), "/v1/conversations/" + id + "/stream");
        assertThat(streams.count()).isEqualTo(1);

        events.close();

        awaitNobodyListening();
    }

    @Test
    void a_place_that_is_none_is_refused() {
        states.tell(id, Status.ACTIVE);

        var answer = Calls.withKey(base).get("/v1/conversations/" + id + "/stream?after=yesterday");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.field()).isEqualTo("after");
    }

    @Test
    void nobody_listens_without_a_key() {
        states.tell(id, Status.ACTIVE);

        assertThat(Calls.anonymous(base)
                        .get("/v1/conversations/" + id + "/stream")
                        .status())
                .isEqualTo(401);
    }

    private void awaitNobodyListening() {
        await().until(() -> {
            streams.beat();
            return streams.count() == 0;
        });
    }
}
