package io.casebook.ingress.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.ingress.Calls;
import io.casebook.ingress.CapturedInbound;
import io.casebook.ingress.Events;
import io.casebook.ingress.ToldStates;
import io.casebook.ingress.delivery.Outbounds;
import io.casebook.ingress.delivery.Streams;
import io.casebook.platform.conversations.ConversationSummary.Status;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.AssigneeType;
import io.casebook.vocabulary.Citation;
import io.casebook.vocabulary.inbound.OpenConversation;
import io.casebook.vocabulary.inbound.PostMessage;
import io.casebook.vocabulary.inbound.ReportChannelEvent;
import io.casebook.vocabulary.outbound.AgentMessage;
import io.casebook.vocabulary.outbound.HandOffNotice;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ChatApiTest {
    @TestHTTPResource
    URI base = URI.create("http://localhost");

    @Inject
    CapturedInbound inbound;

    @Inject
    Streams streams;

    @Inject
    CustomerMessages customers;

    @Inject
    ToldStates states;

    @Test
    void the_page_is_served_to_everybody_and_runs_nothing_inline() {
        var page = Calls.anonymous(base).get("/");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'self'");
        assertThat(page.response().body())
                .contains("<title>Help &amp; advice</title>")
                .contains("href=\"/desk\"")
                .contains("/chat/chat.js?v=")
                .doesNotContain("<style")
                .doesNotContain("<script>")
                .doesNotContain("onclick");
    }

    @Test
    void script_style_and_icon_are_served() {
        var calls = Calls.anonymous(base);

        assertThat(calls.get("/chat/chat.js").header("Content-Type")).contains("javascript");
        assertThat(calls.get("/chat/chat.css").header("Content-Type")).contains("css");
        assertThat(calls.get("/chat/icon.svg").header("Content-Type")).contains("svg");
    }

    @Test
    void a_conversation_begins_with_the_agent_and_is_known_by_a_cookie_alone() {
        var answer = Calls.anonymous(base).post("/chat/conversation", "{}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Set-Cookie"))
                .contains("HttpOnly")
                .contains("SameSite=Strict")
                .contains("Path=/chat");
        var id = idIn(answer);
        assertThat(answer.json().path("timeline").asText()).isEqualTo("/timeline/" + id);
        var opened = (OpenConversation) inbound.about(id).getFirst();
        assertThat(opened.customerId()).isEqualTo("customer-demo");
        assertThat(opened.channel()).isEqualTo("web");
        assertThat(opened.assigneeType()).isEqualTo(AssigneeType.AI_AGENT);
    }

    @Test
    void what_the_customer_writes_is_taken_once_however_often_it_is_sent() {
        var id = begin();
        var body = "{\"id\": \"m1\", \"body\": \"Hello\"}";

        assertThat(visitor(id).post("/chat/messages", body).status()).isEqualTo(204);
        assertThat(visitor(id).post("/chat/messages", body).status()).isEqualTo(204);

        assertThat(inbound.about(id)).hasSize(2);
        assertThat(((PostMessage) inbound.about(id).getLast()).body()).isEqualTo(Personal.text("Hello"));
    }

    @Test
    void typing_is_passed_on() {
        var id = begin();

        assertThat(visitor(id).post("/chat/events", "{\"type\": \"typing\"}").status())
                .isEqualTo(204);

        assertThat(inbound.about(id).getLast()).isEqualTo(new ReportChannelEvent("typing", null, null, null));
    }

    @Test
    void who_writes_too_fast_is_asked_to_wait() {
        var id = begin();
        for (var i = 0; i < 5; i++) {
            visitor(id).post("/chat/messages", "{\"id\": \"m%d\", \"body\": \"Hello\"}".formatted(i));
        }

        var answer = visitor(id).post("/chat/messages", "{\"id\": \"m6\", \"body\": \"Hello\"}");

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.code()).isEqualTo("resource_exhausted");
        assertThat(answer.json().path("details").path("retry_after_seconds").asInt())
                .isPositive();
        assertThat(inbound.about(id)).hasSize(6);
    }

    @Test
    void without_a_cookie_there_is_no_conversation() {
        var calls = Calls.anonymous(base);

        assertThat(calls.get("/chat/history").status()).isEqualTo(204);
        assertThat(calls.get("/chat/stream").status()).isEqualTo(404);
        assertThat(calls.post("/chat/messages", "{\"id\": \"m1\", \"body\": \"Hello\"}")
                        .status())
                .isEqualTo(404);
        assertThat(calls.post("/chat/events", "{\"type\": \"typing\"}").status())
                .isEqualTo(404);
    }

    @Test
    void the_page_is_no_way_into_conversations_of_other_channels() {
        states.tell("ticket-1", Status.ACTIVE);
        streams.deliver(Outbounds.message("ticket-1", 3, "not for you"));

        assertThat(visitor("ticket-1").get("/chat/history").status()).isEqualTo(204);
        assertThat(visitor("ticket-1").get("/chat/stream").status()).isEqualTo(404);
    }

    @Test
    void a_conversation_that_is_gone_is_as_if_there_were_none() {
        assertThat(visitor(ChatId.next().value()).get("/chat/history").status()).isEqualTo(204);
    }

    @Test
    void after_a_reload_the_customer_sees_the_whole_conversation_and_the_stream_goes_on_from_there()
            throws IOException {
        var id = begin();
        visitor(id).post("/chat/messages", "{\"id\": \"q1\", \"body\": \"Where is it?\"}");
        inbound.records().stream()
                .filter(record -> record.conversationId().equals(id))
                .map(record -> record.withReceivedAt(Outbounds.AT))
                .forEach(customers::hear);
        streams.deliver(Outbounds.record(
                id,
                3,
                new AgentMessage("a1", Personal.text("On its way"), new Actor(ActorType.AI_AGENT, "shop"))
                        .withCitations(List.of(
                                new Citation("delivery", 1, 0, "Delivery", "https://example.com/delivery"),
                                new Citation("delivery", 1, 1, "Delivery", "https://example.com/delivery")))));
        streams.deliver(Outbounds.record(
                id,
                4,
                new HandOffNotice("tier1", "asked", "internal words", Personal.text("internal note"), null, null)));
        streams.deliver(Outbounds.record(
                id, 5, new AgentMessage("h1", Personal.text("Eva here"), new Actor(ActorType.HUMAN, "eva"))));

        var history = visitor(id).get("/chat/history");

        var lines = history.json().path("lines");
        assertThat(lines).hasSize(4);
        assertThat(lines.path(0).path("from").asText()).isEqualTo("customer");
        assertThat(lines.path(0).path("body").asText()).isEqualTo("Where is it?");
        assertThat(lines.path(1).path("from").asText()).isEqualTo("ai");
        assertThat(lines.path(1).path("citations")).hasSize(1);
        assertThat(lines.path(2).path("kind").asText()).isEqualTo("hand_off");
        assertThat(lines.path(3).path("from").asText()).isEqualTo("human");
        assertThat(history.response().body()).doesNotContain("internal");
        var after = history.json().path("after").asText();
        assertThat(after).isEqualTo("5.1");
        try (var events = Events.open(visitor(id), "/chat/stream?after=" + after)) {
            streams.deliver(Outbounds.finished(id, 8));
            assertThat(events.next()).containsEntry("event", "finished").containsEntry("id", "8.1");
        }
    }

    @Test
    void what_was_erased_is_not_shown_any_more() {
        var id = begin();
        visitor(id).post("/chat/messages", "{\"id\": \"q1\", \"body\": \"My secret\"}");
        inbound.records().forEach(customers::hear);
        streams.deliver(Outbounds.message(id, 3, "Your secret"));

        Calls.withKey(base).delete("/v1/conversations/" + id);
        inbound.records().forEach(customers::hear);

        assertThat(visitor(id).get("/chat/history").response().body()).doesNotContain("secret");
    }

    @Test
    void a_form_of_another_site_cannot_write() {
        var id = begin();
        var request = visitor(id)
                .request("/chat/messages")
                .header("Content-Type", "text/plain")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"id\": \"m1\", \"body\": \"Hello\"}"));

        assertThat(send(request)).isEqualTo(415);
        assertThat(visitor(id)
                        .header("Origin", "https://elsewhere.example")
                        .post("/chat/events", "{}")
                        .status())
                .isEqualTo(403);
    }

    private int send(java.net.http.HttpRequest.Builder request) {
        try {
            return Calls.anonymous(base)
                    .http()
                    .send(request.build(), java.net.http.HttpResponse.BodyHandlers.ofString())
                    .statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String begin() {
        return idIn(Calls.anonymous(base).post("/chat/conversation", "{}"));
    }

    private Calls visitor(String id) {
        return Calls.anonymous(base).header("Cookie", "casebook_chat=" + id);
    }

    private static String idIn(Calls.Answer answer) {
        var cookie = answer.response().headers().allValues("Set-Cookie").stream()
                .filter(value -> value.startsWith("casebook_chat="))
                .findFirst()
                .orElseThrow();
        return cookie.substring("casebook_chat=".length(), cookie.indexOf(';'));
    }
}
