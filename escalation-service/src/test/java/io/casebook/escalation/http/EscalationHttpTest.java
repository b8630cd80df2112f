package io.casebook.escalation.http;

import static io.casebook.escalation.Records.approval;
import static io.casebook.escalation.Records.claimed;
import static io.casebook.escalation.Records.closed;
import static io.casebook.escalation.Records.handOff;
import static io.casebook.escalation.Records.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.escalation.queue.CaseQueue;
import io.casebook.schemas.ContentHash;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.inbound.ClaimHandOff;
import io.casebook.vocabulary.inbound.DecideReplyApproval;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EscalationHttpTest {
    private static final String PAYLOAD = "{\"order\":\"<i>1001</i>\",\"amount\":120.5}";

    private final Calls calls =
            new Calls(URI.create(ConfigProvider.getConfig().getValue("test.url", String.class) + "/"));

    @Inject
    CaseQueue queue;

    @Inject
    TestInbound inbound;

    @BeforeAll
    void fill() {
        queue.accept(handOff("waiting", 5, "tier1", 10));
        queue.accept(handOff("taken", 5, "billing", 20));
        queue.accept(claimed("taken", 6, "ben"));
        queue.accept(handOff("over", 5, "tier1", 30));
        queue.accept(closed("over", 9, "finished", null));
        queue.accept(approval("decision", 5, PAYLOAD));
        queue.accept(reply("answer", 5, "It <i>is</i> under way."));
        queue.accept(closed("answer", 10, "newer_message", null));
        queue.accept(reply("draft", 20, "It <i>is</i> under way."));
    }

    @BeforeEach
    void forget() {
        inbound.published.clear();
    }

    @Test
    void the_list_holds_who_waits_the_longest_first() {
        var list = calls.get("/v1/escalations").json();

        assertThat(list.get("escalations").findValuesAsText("id"))
                .containsExactly("taken", "waiting", "decision", "draft");
        assertThat(list.get("total").asInt()).isEqualTo(4);
        var first = list.at("/escalations/0");
        assertThat(first.get("kind").asText()).isEqualTo("hand_off");
        assertThat(first.get("status").asText()).isEqualTo("claimed");
        assertThat(first.get("claimed_by").asText()).isEqualTo("ben");
        assertThat(first.get("waiting_since").asText()).isEqualTo("2026-03-01T08:40:00Z");
        assertThat(first.get("conversation_id").asText()).isEqualTo("conversation-taken");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "status=open waiting,decision,draft",
                "kind=reply_approval draft",
                "status=closed answer,over",
                "status=all&kind=tool_approval decision",
                "target=billing taken",
                "limit=1 taken"
            })
    void the_list_can_be_narrowed(String query, String ids) {
        var list = calls.get("/v1/escalations?" + query).json();

        assertThat(list.get("escalations").findValuesAsText("id")).containsExactly(ids.split(",", -1));
    }

    @Test
    void one_case_can_be_read() {
        var escalated = calls.get("/v1/escalations/decision").json();

        assertThat(escalated.get("payload").asText()).isEqualTo(PAYLOAD);
        assertThat(escalated.get("payload_hash").asText()).isEqualTo(ContentHash.of(PAYLOAD));
        assertThat(escalated.get("tool").asText()).isEqualTo("refund_order");
        assertThat(escalated).hasSize(25);
    }

    @Test
    void a_deed_that_is_not_visible_yet_is_accepted() {
        var answer = calls.post("/v1/escalations/waiting/claim", "{\"human_id\":\"anna\"}");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().get("id").asText()).isEqualTo("waiting");
        assertThat(inbound.published)
                .singleElement()
                .satisfies(record -> assertThat(record.payload()).isEqualTo(new ClaimHandOff("anna")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "waiting/claim|{}|400|invalid_argument",
                "waiting/claim|{\"human_id\":7}|400|invalid_argument",
                "waiting/claim|{\"human_id\":\"two words\"}|400|invalid_argument",
                "waiting/claim|no json|400|invalid_argument",
                "waiting/claim|[]|400|invalid_argument",
                "waiting/reply|{\"human_id\":\"anna\"}|400|invalid_argument",
                "waiting/reply|{\"human_id\":\"anna\",\"body\":\"  \"}|400|invalid_argument",
                "waiting/reply|{\"human_id\":\"anna\",\"body\":\"x\",\"message_id\":\"a b\"}|400|invalid_argument",
                "decision/approve|{\"human_id\":\"anna\"}|400|invalid_argument",
                "decision/approve|{\"human_id\":\"anna\",\"payload_hash\":\"other\"}|409|failed_precondition",
                "decision/approve|{\"human_id\":\"anna\",\"payload_hash\":\"HASH\",\"edited_text\":\"x\"}|409|failed_precondition",
                "draft/approve|{\"human_id\":\"anna\",\"payload_hash\":\"HASH\",\"edited_text\":\" \"}|400|invalid_argument",
                "draft/approve|{\"human_id\":\"anna\",\"payload_hash\":\"HASH\",\"edited_text\":7}|400|invalid_argument",
                "answer/approve|{\"human_id\":\"anna\",\"payload_hash\":\"HASH\"}|409|failed_precondition",
                "waiting/refuse|{\"human_id\":\"anna\",\"payload_hash\":\"other\"}|409|failed_precondition",
                "taken/claim|{\"human_id\":\"anna\"}|409|failed_precondition",
                "over/reply|{\"human_id\":\"anna\",\"body\":\"x\"}|409|failed_precondition",
                "unknown/claim|{\"human_id\":\"anna\"}|404|not_found",
                "bad%20id/claim|{\"human_id\":\"anna\"}|400|invalid_argument"
            })
    void a_deed_that_is_not_possible_is_refused(String path, String body, int status, String code) {
        var answer = calls.post("/v1/escalations/" + path, body.replace("HASH", ContentHash.of(PAYLOAD)));

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().get("code").asText()).isEqualTo(code);
        assertThat(inbound.published).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(value = {"status=asleep", "kind=nothing", "limit=0", "limit=many"})
    void a_list_that_cannot_be_given_is_refused(String query) {
        assertThat(calls.get("/v1/escalations?" + query).status()).isEqualTo(400);
    }

    @Test
    void a_field_that_nobody_asked_for_is_ignored_with_a_warning() {
        var answer = calls.post("/v1/escalations/waiting/claim", "{\"human_id\":\"anna\",\"hurry\":true}");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("X-Casebook-Warning")).contains("hurry");
    }

    @Test
    void the_page_shows_the_queue_and_the_chosen_case_as_text() {
        var page = calls.page("/desk?case=waiting", "Cookie", "casebook_desk=ben");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'self'");
        assertThat(page.text())
                .contains("data-human=\"ben\"", "with you", "The customer wants &lt;b&gt;money&lt;/b&gt; back.")
                .contains("href=\"/timeline/conversation-waiting\"", "data-status=\"open\"")
                .doesNotContain("<b>money", "style=\"", "onclick");
    }

    @Test
    void the_page_of_an_approval_shows_exactly_what_runs() {
        var page = calls.page("/desk?case=decision");

        assertThat(page.text())
                .contains("data-hash=\"" + ContentHash.of(PAYLOAD) + "\"")
                .contains("{&quot;order&quot;:&quot;&lt;i&gt;1001&lt;/i&gt;&quot;,&quot;amount&quot;:120.5}");
    }

    @Test
    void the_page_of_a_reply_shows_what_is_sent_and_lets_it_be_changed() {
        var page = calls.page("/desk?case=draft");

        assertThat(page.text())
                .contains(
                        "data-kind=\"reply_approval\"",
                        "<pre class=\"exact\">It &lt;i&gt;is&lt;/i&gt; under way.</pre>")
                .contains("id=\"draft\"", "what you approve is what is sent");
    }

    @Test
    void a_changed_reply_is_published_with_what_the_person_saw_and_wrote() {
        var answer = calls.post(
                "/v1/escalations/draft/approve",
                "{\"human_id\":\"anna\",\"payload_hash\":\"%s\",\"edited_text\":\"It arrives today.\"}"
                        .formatted(ContentHash.of("It <i>is</i> under way.")));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(inbound.published)
                .singleElement()
                .satisfies(record -> assertThat(record.payload())
                        .isEqualTo(new DecideReplyApproval("draft-draft", true, "anna")
                                .withEditedText(Personal.text("It arrives today."))));
    }

    @Test
    void whoever_comes_first_is_desk_and_may_say_who_he_is() {
        assertThat(calls.page("/desk").text()).contains("data-human=\"desk\"");

        var answer = calls.form("/desk/human", "human=anna%40shop&case=waiting");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith("/desk?case=waiting");
        assertThat(answer.header("Set-Cookie")).contains("casebook_desk=anna%40shop", "SameSite=Strict");
        assertThat(calls.page("/desk", "Cookie", "casebook_desk=anna%40shop").text())
                .contains("data-human=\"anna@shop\"");
        assertThat(calls.form("/desk/human", "human=two+words").status()).isEqualTo(400);
    }

    @Test
    void the_parts_are_sent_again_only_when_they_changed() {
        var first = calls.page("/desk/parts?case=waiting");
        assertThat(first.text()).contains("id=\"queue\"", "id=\"case\"");

        assertThat(calls.page("/desk/parts?case=waiting", "If-None-Match", first.header("ETag"))
                        .status())
                .isEqualTo(304);
        assertThat(calls.page("/desk/parts?case=taken", "If-None-Match", first.header("ETag"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_case_that_is_not_known_is_told_on_the_page() {
        var page = calls.page("/desk?case=%3Cscript%3E");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("not known").doesNotContain("<script>");
    }
}
