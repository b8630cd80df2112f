package io.casebook.knowledge.in;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.knowledge.MadeUpWords;
import io.casebook.knowledge.gaps.Draft;
import io.casebook.knowledge.gaps.Drafts;
import io.casebook.knowledge.gaps.Replies;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gaps by API and on the page, over conversations that are told to the book itself. */
@QuarkusTest
class GapsHttpTest extends GapsOverHttp {
    private static final MadeUpWords WORDS = new MadeUpWords(1);

    @Inject
    @SuppressWarnings("NullAway.Init") // set by the container
    Drafts drafts;

    GapsHttpTest() {
        super(WORDS);
    }

    @Test
    void a_proposal_is_listed_approved_and_then_found() throws Exception {
        var gap = given("Hi, write to a@b.example and you get one. Best regards");
        var id = gap.get("id").textValue();

        assertThat(gap.get("gaps").intValue()).isEqualTo(1);
        assertThat(gap.get("awaits_review").booleanValue()).isTrue();
        assertThat(gap.at("/proposal/body").textValue()).isEqualTo("Write to [e-mail] and you get one.");
        assertThat(gap.at("/proposal/taken").intValue()).isEqualTo(1);
        assertThat(gap.at("/hand_offs/rate").doubleValue()).isEqualTo(1.0);

        var approved = ok(post(id + "/approve", decision("Write to us and you get one.")));

        assertThat(approved.at("/review/state").textValue()).isEqualTo("approved");
        assertThat(approved.at("/review/by").textValue()).isEqualTo("anna");
        assertThat(approved.at("/effect/before/questions").intValue()).isEqualTo(1);
        assertThat(approved.get("awaits_review").booleanValue()).isFalse();
        var found = ok(get("/v1/knowledge/search?agent_id=shop&q=" + text(question)));
        assertThat(found.at("/passages/0/article_id").textValue()).isEqualTo("proposal." + id);
        assertThat(found.at("/passages/0/text").textValue()).contains("Write to us");
        assertThat(post(id + "/approve", decision("Again.")).statusCode()).isEqualTo(409);
        assertThat(post(id + "/reject", "{\"human_id\":\"bo\",\"reason\":\"no\"}")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void a_proposal_that_is_kept_as_a_draft_is_not_found_and_can_still_be_rejected() throws Exception {
        var id = given("You get one at the desk.").get("id").textValue();

        var saved = ok(post(id + "/save", decision("You get two.")));
        var found = ok(get("/v1/knowledge/search?q=" + text(question)));
        var rejected = ok(post(id + "/reject", "{\"human_id\":\"bo\",\"reason\":\"not for everybody\"}"));

        assertThat(saved.at("/review/state").textValue()).isEqualTo("saved");
        assertThat(saved.at("/review/body").textValue()).isEqualTo("You get two.");
        assertThat(saved.get("awaits_review").booleanValue()).isTrue();
        assertThat(found.toString()).doesNotContain("You get two");
        assertThat(rejected.at("/review/reason").textValue()).isEqualTo("not for everybody");
        assertThat(rejected.get("awaits_review").booleanValue()).isFalse();
        assertThat(ok(get("/v1/articles/proposal." + id)).get("body").textValue())
                .isEqualTo("Rejected: not for everybody");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "approve | {} | human_id",
                "approve | {\"human_id\":\"a b\",\"title\":\"t\",\"body\":\"b\"} | human_id",
                "approve | {\"human_id\":\"anna\",\"title\":\" \",\"body\":\"b\"} | title",
                "approve | {\"human_id\":\"anna\",\"title\":\"t\",\"body\":\"<!-- -->\"} | nothing of the article",
                "approve | {\"human_id\":\"anna\",\"title\":\"t\",\"body\":\"b\",\"visibility\":\"secret\"} |"
                        + " visibility",
                "save | {\"human_id\":\"anna\",\"title\":\"t\"} | body",
                "save | {\"human_id\":\"anna\",\"title\":\"t\",\"body\":\"b\",\"written_by\":7} | written_by",
                "reject | {\"human_id\":\"anna\"} | reason",
                "reject | {\"human_id\":\"anna\",\"reason\":\" \"} | reason",
                "reject | no json | JSON",
            })
    void a_decision_that_cannot_be_taken_is_refused_by_field(String deed, String body, String named) throws Exception {
        var id = given("You get one at the desk.").get("id").textValue();
        var answer = post(id + "/" + deed, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(JSON.readTree(answer.body()).get("message").textValue()).contains(named);
    }

    @Test
    void a_gap_that_is_not_there_and_a_wrong_limit_are_told() throws Exception {
        assertThat(get("/v1/knowledge/gaps/unknown").statusCode()).isEqualTo(404);
        assertThat(post("unknown/approve", decision("b")).statusCode()).isEqualTo(404);
        assertThat(get("/v1/knowledge/gaps?limit=0").statusCode()).isEqualTo(400);
        assertThat(get("/v1/knowledge/gaps?limit=many").statusCode()).isEqualTo(400);
        assertThat(get("/v1/knowledge/gaps?agent_id=nobody").statusCode()).isEqualTo(200);
    }

    @Test
    void the_page_shows_the_gap_and_says_that_personal_data_were_taken_out() throws Exception {
        var id = given("Call +43 660 1234567 <script>alert(1)</script> for one.")
                .get("id")
                .textValue();
        var page = page("?gap=" + id);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(question)
                .contains("Personal data taken out of the replies: 1")
                .contains("Call [phone] &lt;script&gt;")
                .contains("Approve and publish")
                .contains("href=\"/timeline/c-" + word + "\"")
                .doesNotContain("<script>alert");
        assertThat(page("").body()).contains("Choose a gap.");
        assertThat(page("?gap=unknown").body()).contains("This gap is not known here.");
    }

    @Test
    void the_page_decides_and_remembers_who_did() throws Exception {
        var id = given("You get one at the desk.").get("id").textValue();

        var refused = form(id, "decision=approve&human_id=anna&title=&body=You+get+three.");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("`title` must be 1 to 300 characters")
                .contains("You get three.");
        assertThat(form(id, "decision=burn&human_id=anna").body())
                .contains("`decision` must be approve, save or reject");
        assertThat(form(id, "decision=reject&human_id=anna&reason=").statusCode())
                .isEqualTo(400);

        var decided = form(id, "decision=approve&human_id=anna&title=Three&body=You+get+three.&visibility=public");

        assertThat(decided.statusCode()).isEqualTo(303);
        assertThat(decided.headers().firstValue("Location").orElse("")).endsWith("/knowledge/gaps?gap=" + id);
        assertThat(decided.headers().firstValue("Set-Cookie").orElse("")).contains("casebook_reviewer=anna");
        assertThat(page("?gap=" + id).body()).contains("Approved by anna").contains("Effect:");
    }

    @Test
    void what_a_model_wrote_stands_above_what_people_replied_and_the_article_tells_who_wrote_it() throws Exception {
        var id = written("Two <b>a day</b>.");

        var proposal = gap(id).get("proposal");
        assertThat(proposal.get("written_by").textValue()).isEqualTo("big");
        assertThat(proposal.get("title").textValue()).isEqualTo("How many");
        assertThat(proposal.get("body").textValue()).isEqualTo("Two <b>a day</b>.");
        assertThat(proposal.get("replies").textValue()).isEqualTo("You get two a day.");
        assertThat(page("?gap=" + id).body())
                .contains("Proposed article, written by big from what people replied")
                .contains("name=\"written_by\" value=\"big\"")
                .contains("Two &lt;b&gt;a day&lt;/b&gt;.")
                .contains("What people replied")
                .contains("You get two a day.</blockquote>");

        var decided = form(id, "decision=approve&human_id=anna&title=How+many&body=Two.&written_by=big");

        assertThat(decided.statusCode()).isEqualTo(303);
        assertThat(page("?gap=" + id).body()).contains("Approved by anna").contains("; drafted by big");
        assertThat(gap(id).at("/review/written_by").textValue()).isEqualTo("big");
        var article = ok(get("/v1/articles/proposal." + id));
        assertThat(article.at("/data/gap/written_by").textValue()).isEqualTo("big");
    }

    @Test
    void who_approves_what_people_replied_has_not_approved_what_a_model_wrote_meanwhile() throws Exception {
        var id = written("Two a day.");
        var approved = ok(post(
                id + "/approve", "{\"human_id\":\"anna\",\"title\":\"t\",\"body\":\"b\",\"written_by\":\"people\"}"));

        assertThat(approved.at("/review/written_by").textValue()).isEqualTo("people");
        assertThat(page("?gap=" + id).body()).doesNotContain("drafted by");
    }

    @Test
    void the_page_says_why_no_model_has_written_an_article() throws Exception {
        var gap = given("You get two a day.");
        var id = gap.get("id").textValue();
        drafts.unanswered(id, replies(id), "big");

        assertThat(page("?gap=" + id).body())
                .contains("big read the replies and found that they do not answer the question")
                .contains("Proposed article, from what people replied");
        assertThat(gap(id).at("/proposal/written_by").textValue()).isEqualTo("people");
        assertThat(gap(id).at("/proposal/note").textValue()).contains("do not answer");
    }

    /** A resolved case for which a model wrote an article. */
    private String written(String body) throws Exception {
        var id = given("You get two a day.").get("id").textValue();
        drafts.written(id, Draft.of("big", "How many", body, replies(id)));
        return id;
    }

    private Replies replies(String id) {
        return Objects.requireNonNull(Objects.requireNonNull(report.find(id)).replies());
    }
}
