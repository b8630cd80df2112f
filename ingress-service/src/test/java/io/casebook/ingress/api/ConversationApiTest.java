package io.casebook.ingress.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.ingress.Calls;
import io.casebook.ingress.CapturedInbound;
import io.casebook.ingress.ToldStates;
import io.casebook.platform.conversations.ConversationSummary.Status;
import io.casebook.platform.http.JsonBody;
import io.casebook.schemas.ContentHash;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.AssigneeType;
import io.casebook.vocabulary.inbound.Assign;
import io.casebook.vocabulary.inbound.AttachResource;
import io.casebook.vocabulary.inbound.Cancel;
import io.casebook.vocabulary.inbound.Erase;
import io.casebook.vocabulary.inbound.Finish;
import io.casebook.vocabulary.inbound.InboundPayload;
import io.casebook.vocabulary.inbound.OpenConversation;
import io.casebook.vocabulary.inbound.ParticipantType;
import io.casebook.vocabulary.inbound.PostMessage;
import io.casebook.vocabulary.inbound.Rate;
import io.casebook.vocabulary.inbound.ReportChannelEvent;
import io.casebook.vocabulary.inbound.Resume;
import io.casebook.vocabulary.inbound.ReturnAsyncToolResult;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ConversationApiTest {
    @TestHTTPResource
    URI base = URI.create("http://localhost");

    @Inject
    CapturedInbound inbound;

    @Inject
    ToldStates states;

    private final String id = "c-" + UUID.randomUUID();
    private Calls calls = Calls.anonymous(base);

    @BeforeEach
    void caller() {
        calls = Calls.withKey(base);
    }

    @Test
    void a_conversation_is_created_with_all_that_was_said_about_it() {
        var answer = calls.post("/v1/conversations", """
                {"id": "%s", "customer_id": "anna@example.com", "channel": "web", "assignee_type": "AI Agent",
                 "assignee_id": "bot 1", "created": "2026-03-01T10:00:00+01:00",
                 "resources": {"order": {"id": 1001}}, "metadata": {"page": "/help"},
                 "locale": "de-AT", "time_zone": "Europe/Vienna", "ai_allowed": false}
                """.formatted(id).replace("bot 1", "bot-1"));

        assertThat(answer.status()).isEqualTo(200);
        var view = answer.json();
        assertThat(view.path("id").asText()).isEqualTo(id);
        assertThat(view.path("customer_id").asText()).isEqualTo("anna@example.com");
        assertThat(view.path("status").asText()).isEqualTo("active");
        assertThat(view.path("agent_is_active").asBoolean()).isTrue();
        assertThat(view.path("created").asText()).isEqualTo("2026-03-01T09:00:00Z");
        assertThat(view.has("latest_intent")).isTrue();
        assertThat(view.has("latest_handoff_target")).isTrue();
        assertThat(view.has("latest_agent_metadata")).isFalse();
        var opened = published(OpenConversation.class);
        assertThat(opened.assigneeType()).isEqualTo(AssigneeType.AI_AGENT);
        assertThat(opened.createdAt()).isEqualTo(Instant.parse("2026-03-01T09:00:00Z"));
        assertThat(opened.resources().get("order")).isEqualTo(Personal.text("{\"id\":1001}"));
        assertThat(opened.locale()).isEqualTo("de-AT");
        assertThat(opened.timeZone()).isEqualTo("Europe/Vienna");
        assertThat(opened.aiAllowed()).isFalse();
        assertThat(opened.metadata()).isEqualTo(Personal.text("{\"page\":\"/help\"}"));
    }

    @Test
    void an_id_is_made_where_the_caller_has_none() {
        var answer = calls.post("/v1/conversations", "{\"customer_id\": \"anna\", \"channel\": \"email\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(UUID.fromString(answer.json().path("id").asText())).isNotNull();
        assertThat(answer.json().path("status").asText()).isEqualTo("observing");
    }

    @Test
    void the_same_conversation_again_is_the_same_answer_and_another_one_a_conflict() {
        var body = "{\"id\": \"%s\", \"customer_id\": \"anna\", \"channel\": \"web\"}".formatted(id);
        var first = calls.post("/v1/conversations", body);

        var again = calls.post("/v1/conversations", body);
        var other = calls.post("/v1/conversations", body.replace("anna", "ben"));

        assertThat(again.json()).isEqualTo(first.json());
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.code()).isEqualTo("already_exists");
        assertThat(inbound.about(id)).hasSize(1);
    }

    @Test
    void a_conversation_is_read_with_what_the_agent_knows_of_it() {
        states.tell(id, Status.ACTIVE);

        var view = calls.get("/v1/conversations/" + id).json();

        assertThat(calls.get("/v1/conversations/" + id + "/read").json()).isEqualTo(view);
        assertThat(view.path("latest_intent").asText()).isEqualTo("refund");
        assertThat(view.path("latest_handoff_target").asText()).isEqualTo("billing");
        var metadata = view.path("latest_agent_metadata");
        assertThat(metadata.path("intent").asText()).isEqualTo("refund");
        assertThat(metadata.path("intent_handoff_target").asText()).isEqualTo("billing");
        assertThat(metadata.path("handoff_reason").asText()).isEqualTo("policy");
        assertThat(metadata.path("handoff_note").asText()).isEqualTo("wants her money back");
    }

    @Test
    void a_message_is_taken_and_shown_again() {
        states.tell(id, Status.ACTIVE);

        var answer = calls.post("/v1/conversations/" + id + "/messages", """
                {"id": "m1", "body": "Where is my order?", "subject": "Order", "participant_id": "anna",
                 "participant_type": "Customer", "created": "2026-03-01T10:00:00Z",
                 "attachments": [{"type": "image", "file_name": "box.png", "url": "https://example.com/box.png"}]}
                """);

        assertThat(answer.status()).isEqualTo(200);
        var view = answer.json();
        assertThat(view.path("id").asText()).isEqualTo("m1");
        assertThat(view.path("body").asText()).isEqualTo("Where is my order?");
        assertThat(view.path("participant_type").asText()).isEqualTo("Customer");
        assertThat(view.path("participant_id").asText()).isEqualTo("anna");
        assertThat(view.path("created").asText()).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(view.path("attachments").path(0).path("file_name").asText()).isEqualTo("box.png");
        var message = published(PostMessage.class);
        assertThat(message.contentHash()).isEqualTo(ContentHash.of("Where is my order?", "Order"));
        assertThat(message.participantType()).isEqualTo(ParticipantType.CUSTOMER);
        assertThat(message.sentAt()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
        assertThat(inbound.records().getLast().actor().type()).isEqualTo(ActorType.CUSTOMER);
    }

    @Test
    void the_same_message_again_is_the_same_answer_and_another_one_a_conflict() {
        states.tell(id, Status.ACTIVE);
        var path = "/v1/conversations/" + id + "/messages";
        var body = "{\"id\": \"m1\", \"body\": \"hello\", \"participant_type\": \"Customer\"}";
        var first = calls.post(path, body);

        var again = calls.post(path, body);
        var other = calls.post(path, body.replace("hello", "bye"));

        assertThat(again.json()).isEqualTo(first.json());
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.code()).isEqualTo("already_exists");
        assertThat(inbound.about(id)).hasSize(1);
    }

    @Test
    void a_human_may_not_write_to_a_finished_conversation() {
        states.tell(id, Status.FINISHED);

        var answer = calls.post(
                "/v1/conversations/" + id + "/messages", "{\"body\": \"hello\", \"participant_type\": \"Agent\"}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("failed_precondition");
    }

    @Test
    void every_other_call_is_a_record() {
        states.tell(id, Status.ACTIVE);
        var path = "/v1/conversations/" + id;

        assertThat(calls.put(path + "/assignee", "{\"assignee_type\": \"Agent\", \"assignee_id\": \"eva\"}")
                        .status())
                .isEqualTo(204);
        assertThat(calls.put(path + "/resources/order", "{\"id\": 1001}").status())
                .isEqualTo(204);
        assertThat(calls.put(
                                path + "/rate",
                                "{\"type\": \"csat\", \"value\": 4, \"min_value\": 1, \"max_value\": 5,"
                                        + " \"comments\": \"nice\"}")
                        .status())
                .isEqualTo(204);
        assertThat(calls.put(
                                path + "/return-async-tool-result",
                                "{\"async_tool_execution_id\": \"call-1\", \"payload\": {\"ok\": true}}")
                        .status())
                .isEqualTo(204);
        assertThat(calls.post(
                                path + "/events",
                                "{\"type\": \"read\", \"participant_id\": \"anna\", \"participant_type\": \"Customer\","
                                        + " \"message_id\": \"m1\"}")
                        .status())
                .isEqualTo(204);
        assertThat(calls.put(path + "/finish", "{\"reason\": \"solved\"}").status())
                .isEqualTo(204);
        assertThat(calls.put(path + "/resume", "{\"assignee_type\": \"AI Agent\"}")
                        .status())
                .isEqualTo(204);
        assertThat(calls.put(path + "/cancel", null).status()).isEqualTo(204);
        assertThat(calls.delete(path).status()).isEqualTo(202);

        assertThat(inbound.about(id))
                .containsExactly(
                        new Assign(AssigneeType.HUMAN, "eva", null),
                        new AttachResource("order", Personal.text("{\"id\":1001}")),
                        new Rate("csat", 4, 1, 5, Personal.text("nice")),
                        new ReturnAsyncToolResult("call-1", true, Personal.text("{\"ok\":true}")),
                        new ReportChannelEvent("read", "anna", "m1", null),
                        new Finish("solved"),
                        new Resume(null),
                        new Assign(AssigneeType.AI_AGENT, null, null),
                        new Cancel(null),
                        new Erase("conversation"));
    }

    @Test
    void fields_that_nobody_knows_are_ignored_with_a_warning() {
        states.tell(id, Status.ACTIVE);

        var answer = calls.post(
                "/v1/conversations/" + id + "/messages",
                "{\"body\": \"hello\", \"participant_type\": \"Customer\", \"mood\": \"good\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header(JsonBody.WARNING_HEADER)).contains("mood");
    }

    @Test
    void a_call_without_a_key_is_refused() {
        var answer = Calls.anonymous(base).get("/v1/conversations/" + id);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("unauthenticated");
    }

    @Test
    void a_message_of_32_000_characters_is_taken_and_a_longer_one_is_not() {
        states.tell(id, Status.ACTIVE);
        var path = "/v1/conversations/" + id + "/messages";
        var body = "{\"body\": \"%s\", \"participant_type\": \"Customer\"}";

        assertThat(calls.post(path, body.formatted("x".repeat(32_000))).status())
                .isEqualTo(200);
        var refused = calls.post(path, body.formatted("x".repeat(32_001)));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.field()).isEqualTo("body");
        assertThat(refused.json().path("message").asText()).contains("32,000");
    }

    @Test
    void a_body_over_a_mebibyte_is_refused() {
        states.tell(id, Status.ACTIVE);

        var answer = calls.put(
                "/v1/conversations/" + id + "/resources/order", "{\"x\": \"%s\"}".formatted("x".repeat(1_100_000)));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("resource_exhausted");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            POST | /v1/conversations              | {"customer_id": "a"}                                                  | channel
            POST | /v1/conversations              | {"channel": "web"}                                                    | customer_id
            POST | /v1/conversations              | {"customer_id": 7, "channel": "web"}                                  | customer_id
            POST | /v1/conversations              | {"customer_id": "a b", "channel": "web"}                              | customer_id
            POST | /v1/conversations              | {"id": "a/b", "customer_id": "a", "channel": "web"}                   | id
            POST | /v1/conversations              | {"customer_id": "a", "channel": "web!"}                               | channel
            POST | /v1/conversations              | {"customer_id": "a", "channel": "web", "assignee_type": "Robot"}      | assignee_type
            POST | /v1/conversations              | {"customer_id": "a", "channel": "web", "assignee_id": "eva"}          | assignee_type
            POST | /v1/conversations              | {"customer_id": "a", "channel": "web", "created": "yesterday"}        | created
            POST | /v1/conversations              | {"customer_id": "a", "channel": "web", "resources": []}               | resources
            POST | /v1/conversations              | {"customer_id": "a", "channel": "web", "locale": "german!"}           | locale
            POST | /v1/conversations              | {"customer_id": "a", "channel": "web", "time_zone": "Mars/Base"}      | time_zone
            POST | /v1/conversations              | {"customer_id": "a", "channel": "web", "ai_allowed": "no"}            | ai_allowed
            POST | /v1/conversations              | {"customer_id": "a", "channel": "web", "resources": {"x": 1}}         | resources.x
            POST | /v1/conversations/ID/messages  | {"participant_type": "Customer"}                                      | body
            POST | /v1/conversations/ID/messages  | {"body": " ", "participant_type": "Customer"}                         | body
            POST | /v1/conversations/ID/messages  | {"body": ["x"], "participant_type": "Customer"}                       | body
            POST | /v1/conversations/ID/messages  | {"body": "x"}                                                         | participant_type
            POST | /v1/conversations/ID/messages  | {"body": "x", "participant_type": "customer"}                         | participant_type
            POST | /v1/conversations/ID/messages  | {"id": "", "body": "x", "participant_type": "Customer"}               | id
            POST | /v1/conversations/ID/messages  | {"body": "x", "participant_type": "Customer", "created": 17}          | created
            POST | /v1/conversations/ID/messages  | {"body": "x", "participant_type": "Customer", "attachments": {}}      | attachments
            POST | /v1/conversations/ID/messages  | {"body": "x", "participant_type": "Customer", "attachments": [{"type": "video", "file_name": "x"}]} | attachments[0].type
            POST | /v1/conversations/ID/messages  | {"body": "x", "participant_type": "Customer", "attachments": [{"type": "file"}]} | attachments[0].file_name
            PUT  | /v1/conversations/ID/assignee  | {}                                                                    | assignee_type
            PUT  | /v1/conversations/ID/assignee  | {"assignee_type": 1}                                                  | assignee_type
            PUT  | /v1/conversations/ID/cancel    | {"reason": 5}                                                         | reason
            PUT  | /v1/conversations/ID/finish    | {"timestamp": "now"}                                                  | timestamp
            PUT  | /v1/conversations/ID/resume    | {"assignee_type": "Robot"}                                            | assignee_type
            PUT  | /v1/conversations/ID/rate      | {"value": 1, "min_value": 0, "max_value": 5}                          | type
            PUT  | /v1/conversations/ID/rate      | {"type": "csat", "value": "5", "min_value": 0, "max_value": 5}        | value
            PUT  | /v1/conversations/ID/rate      | {"type": "csat", "value": 6, "min_value": 0, "max_value": 5}          | value
            PUT  | /v1/conversations/ID/rate      | {"type": "csat", "value": 6, "min_value": 5, "max_value": 5}          | max_value
            PUT  | /v1/conversations/ID/return-async-tool-result | {"payload": {}}                                        | async_tool_execution_id
            PUT  | /v1/conversations/ID/return-async-tool-result | {"async_tool_execution_id": "x", "payload": "done"}    | payload
            POST | /v1/conversations/ID/events    | {"type": "wave"}                                                      | type
            POST | /v1/conversations/ID/events    | {"type": "delivered"}                                                 | message_id
            POST | /v1/conversations/ID/events    | {"type": "internal-note"}                                             | body
            PUT  | /v1/conversations/ID/resources/a%20b | {}                                                              | resource name
            PUT  | /v1/conversations/a%2Fb/finish | {}                                                                    | conversation id
            POST | /v1/conversations/a%20b/messages | {"body": "x", "participant_type": "Customer"}                       | conversation id
            """)
    void a_wrong_field_is_refused_by_its_name(String method, String path, String body, String field) {
        states.tell(id, Status.ACTIVE);
        var place = path.replace("ID", id);

        var answer = method.equals("POST") ? calls.post(place, body) : calls.put(place, body);

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid_argument");
        assertThat(answer.field()).isEqualTo(field);
        assertThat(answer.json().path("message").asText()).isNotBlank();
        assertThat(answer.json().path("details").path("trace_id").asText()).isNotBlank();
        assertThat(inbound.about(id)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            POST | /v1/conversations
            POST | /v1/conversations/ID/messages
            PUT  | /v1/conversations/ID/assignee
            PUT  | /v1/conversations/ID/cancel
            PUT  | /v1/conversations/ID/finish
            PUT  | /v1/conversations/ID/resume
            PUT  | /v1/conversations/ID/rate
            PUT  | /v1/conversations/ID/return-async-tool-result
            PUT  | /v1/conversations/ID/resources/order
            POST | /v1/conversations/ID/events
            """)
    void what_is_no_json_object_is_refused_by_every_call(String method, String path) {
        states.tell(id, Status.ACTIVE);
        var place = path.replace("ID", id);
        for (var body : new String[] {"{", "[]", "\"text\"", "{\"a\": 1} {\"b\": 2}", "{\"a\": 1, \"a\": 2}"}) {
            var answer = method.equals("POST") ? calls.post(place, body) : calls.put(place, body);

            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.code()).as(body).isEqualTo("invalid_argument");
        }
        assertThat(inbound.about(id)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            POST | /v1/conversations/nobody/messages | {"body": "x", "participant_type": "Customer"}
            PUT  | /v1/conversations/nobody/assignee | {"assignee_type": "Agent"}
            PUT  | /v1/conversations/nobody/cancel   | {}
            PUT  | /v1/conversations/nobody/finish   | {}
            PUT  | /v1/conversations/nobody/resume   | {}
            PUT  | /v1/conversations/nobody/rate     | {"type": "csat", "value": 1, "min_value": 0, "max_value": 5}
            PUT  | /v1/conversations/nobody/return-async-tool-result | {"async_tool_execution_id": "x", "payload": {}}
            PUT  | /v1/conversations/nobody/resources/order | {}
            POST | /v1/conversations/nobody/events   | {"type": "typing"}
            """)
    void an_unknown_conversation_is_not_found_by_every_call(String method, String path, String body) {
        var answer = method.equals("POST") ? calls.post(path, body) : calls.put(path, body);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("not_found");
    }

    @Test
    void reading_and_erasing_an_unknown_conversation_is_not_found() {
        assertThat(calls.get("/v1/conversations/nobody").status()).isEqualTo(404);
        assertThat(calls.get("/v1/conversations/nobody/read").status()).isEqualTo(404);
        assertThat(calls.get("/v1/conversations/nobody/stream").status()).isEqualTo(404);
        assertThat(calls.delete("/v1/conversations/nobody").status()).isEqualTo(404);
    }

    @Test
    void a_customer_is_erased_as_a_whole() {
        var customer = "anna+" + id + "@example.com";
        calls.post(
                "/v1/conversations",
                "{\"id\": \"%s\", \"customer_id\": \"%s\", \"channel\": \"web\"}".formatted(id, customer));

        var answer = calls.delete("/v1/customers/" + customer);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("conversations").asInt()).isEqualTo(1);
        assertThat(published(Erase.class)).isEqualTo(new Erase("customer"));
        assertThat(calls.delete("/v1/customers/nobody-" + id).status()).isEqualTo(404);
        assertThat(calls.delete("/v1/customers/a%20b").status()).isEqualTo(400);
    }

    private <T extends InboundPayload> T published(Class<T> kind) {
        return kind.cast(inbound.about(id).getLast());
    }
}
