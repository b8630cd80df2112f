package io.casebook.knowledge.in;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.knowledge.MadeUpWords;
import io.casebook.knowledge.gaps.Conversations;
import io.casebook.knowledge.gaps.ErasedDrafts;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What is shown of an erased conversation, by API and on the page: nothing that nobody approved. */
@QuarkusTest
class GapErasureHttpTest extends GapsOverHttp {
    private static final MadeUpWords WORDS = new MadeUpWords(4);

    @Inject
    @SuppressWarnings("NullAway.Init") // set by the container
    ErasedDrafts erasures;

    GapErasureHttpTest() {
        super(WORDS);
    }

    @Test
    void a_draft_that_was_kept_is_nowhere_any_more() throws Exception {
        var id = given("You get one at the desk.").get("id").textValue();
        ok(post(id + "/save", decision("You get two.")));
        assertThat(get("/v1/articles/proposal." + id).statusCode()).isEqualTo(200);

        erase();

        Awaitility.await().until(() -> get("/v1/articles/proposal." + id).statusCode() == 404);
        assertThat(get("/v1/knowledge/gaps/" + id).statusCode()).isEqualTo(404);
        assertThat(page("?gap=" + id).body())
                .contains("This gap is not known here.")
                .doesNotContain(question, "You get two.");
        assertThat(get("/v1/knowledge/gaps?limit=1000").body()).doesNotContain(question);
        assertThat(get("/v1/articles").body()).doesNotContain(question);
    }

    @Test
    void who_still_has_it_on_the_screen_can_neither_keep_nor_publish_it() throws Exception {
        var id = given("You get one at the desk.").get("id").textValue();
        // Another one asks the same, so that there is still a gap.
        happens(Conversations.at(Instant.now().minus(Duration.ofHours(1)))
                .resolvedCase("d-" + word, question, "Yes, at the entrance."));
        var shown = page("?gap=" + id).body();
        assertThat(shown).contains("name=\"conversations\" value=\"c-" + word + "\"");
        var left = "conversations=c-" + word + "&conversations=d-" + word;
        erase();
        var now = open(question).get("id").textValue();

        var fields = "human_id=anna&title=Where&body=You+get+one+at+the+desk.&" + left;
        for (var decision : new String[] {"save", "approve"}) {
            var refused = form(now, "decision=" + decision + "&" + fields);
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body())
                    .contains("a conversation that the text was made of is gone")
                    .doesNotContain("You get one at the desk.");
        }
        var byApi = decision("You get one at the desk.").replace("}", ",\"conversations\":[\"c-" + word + "\"]}");
        assertThat(post(now + "/approve", byApi).statusCode()).isEqualTo(409);
        assertThat(form(now, "decision=save&human_id=anna&title=Where&body=At+the+entrance.&conversations=d-" + word)
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void a_rejection_holds_no_words_of_customers_and_is_shown_by_the_question_while_that_is_held() throws Exception {
        var id = given("You get one at the desk.").get("id").textValue();
        ok(post(id + "/reject", "{\"human_id\":\"bo\",\"reason\":\"only for a@b.example\"}"));

        var article = get("/v1/articles/proposal." + id).body();
        assertThat(article)
                .contains("only for [e-mail]")
                .doesNotContain(question, question.substring(0, 12), "c-" + word, "desk", "a@b.example");
        assertThat(page("?gap=" + id).body()).contains(question, "Rejected by bo", "only for [e-mail]");
        assertThat(gap(id).get("question").textValue()).isEqualTo(question);

        erase();

        assertThat(page("?gap=" + id).body())
                .contains("This gap is not known here.")
                .doesNotContain(question);
        assertThat(get("/v1/articles/proposal." + id).statusCode())
                .as("there is nothing in it to take away")
                .isEqualTo(200);
    }

    @Test
    void what_a_person_approved_stays() throws Exception {
        var id = given("You get one at the desk.").get("id").textValue();
        ok(post(id + "/approve", decision("You get one at the desk.")));

        erase();

        assertThat(get("/v1/articles/proposal." + id).statusCode()).isEqualTo(200);
        assertThat(gap(id).at("/review/state").textValue()).isEqualTo("approved");
        assertThat(gap(id).at("/effect/before/questions").intValue()).isEqualTo(1);
        assertThat(gap(id).get("examples")).isEmpty();
    }

    private void erase() {
        happens(Conversations.at(Instant.now().minus(Duration.ofMinutes(1)))
                .conversation("c-" + word, Duration.ZERO)
                .erased());
        erasures.erased("c-" + word);
        erasures.step();
    }
}
