package io.casebook.knowledge.in;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.knowledge.MadeUpWords;
import io.quarkus.test.junit.QuarkusTest;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who may see a proposed article is never wider than what somebody chose last. */
@QuarkusTest
class GapVisibilityHttpTest extends GapsOverHttp {
    private static final MadeUpWords WORDS = new MadeUpWords(3);
    private static final Pattern CHOSEN = Pattern.compile("<option value=\"(\\w+)\" selected>");

    GapVisibilityHttpTest() {
        super(WORDS);
    }

    @Test
    void a_draft_that_was_kept_as_internal_is_shown_as_internal_to_the_next_who_opens_it() throws Exception {
        var id = proposal();
        assertThat(chosen(page("?gap=" + id).body())).isEqualTo("public");

        assertThat(form(id, fields("save", "internal", "Ask the back office.")).statusCode())
                .isEqualTo(303);

        assertThat(chosen(page("?gap=" + id).body())).isEqualTo("internal");
        assertThat(gap(id).at("/review/visibility").textValue()).isEqualTo("internal");
    }

    @Test
    void a_refusal_brings_the_page_back_with_the_visibility_that_was_chosen() throws Exception {
        var id = proposal();
        var refused = form(id, fields("approve", "internal", "x".repeat(20_001)));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(chosen(refused.body())).isEqualTo("internal");
    }

    @Test
    void a_refusal_for_a_visibility_that_there_is_not_keeps_the_one_of_the_draft() throws Exception {
        var id = proposal();
        form(id, fields("save", "users", "Ask the back office."));
        var refused = form(id, fields("approve", "secret", "Ask the back office."));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("`visibility` must be public, users or internal");
        assertThat(chosen(refused.body())).isEqualTo("users");
    }

    @Test
    void a_decision_by_api_that_says_nothing_of_it_keeps_the_visibility_of_the_draft() throws Exception {
        var id = proposal();
        ok(post(id + "/save", decision("Ask the back office.").replace("}", ",\"visibility\":\"internal\"}")));
        ok(post(id + "/save", decision("Ask the back office, please.")));
        ok(post(id + "/approve", decision("Ask the back office, please.")));

        assertThat(article(id)).isEqualTo("internal");
        assertThat(ok(get("/v1/knowledge/search?agent_id=shop&q=" + text(question)))
                        .toString())
                .doesNotContain("back office");
    }

    @Test
    void a_form_without_the_field_keeps_it_too() throws Exception {
        var id = proposal();
        form(id, fields("save", "users", "Ask the back office."));
        form(id, "decision=approve&human_id=anna&title=Where&body=Ask+the+back+office.");

        assertThat(article(id)).isEqualTo("users");
    }

    @Test
    void a_rejection_in_between_forgets_nothing() throws Exception {
        var id = proposal();
        form(id, fields("save", "internal", "Ask the back office."));
        ok(post(id + "/reject", "{\"human_id\":\"bo\",\"reason\":\"too early\"}"));

        assertThat(gap(id).at("/review/visibility").textValue()).isEqualTo("internal");
        ok(post(id + "/approve", decision("Ask the back office.")));
        assertThat(article(id)).isEqualTo("internal");
    }

    @Test
    void a_proposal_that_nobody_chose_for_is_public_also_after_a_rejection() throws Exception {
        var id = proposal();
        ok(post(id + "/reject", "{\"human_id\":\"bo\",\"reason\":\"too early\"}"));
        ok(post(id + "/approve", decision("You get one at the desk.")));

        assertThat(article(id)).isEqualTo("public");
    }

    private String proposal() throws Exception {
        return given("You get one at the desk.").get("id").textValue();
    }

    private String article(String id) throws Exception {
        return ok(get("/v1/articles/proposal." + id)).get("visibility").textValue();
    }

    private static String fields(String decision, String visibility, String body) {
        return "decision=" + decision + "&human_id=anna&title=Where&visibility=" + visibility + "&body=" + text(body);
    }

    private static String chosen(String page) {
        var found = CHOSEN.matcher(page);
        return found.find() ? found.group(1) : "nothing";
    }
}
