package io.casebook.knowledge.past;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.knowledge.Articles;
import io.casebook.knowledge.KnowledgeWorld;
import io.casebook.knowledge.passages.Chunker;
import io.casebook.knowledge.past.UsedPassage.Today;
import io.casebook.schemas.ContentHash;
import io.casebook.vocabulary.PassageRef;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What became of a passage that was used. */
class ArticleHistoryTest {
    private static final String REFUNDS =
            "## When\n\nA refund takes five days. Ask again after that.\n\n## Where\n\nIn the shop.";

    private Instant now = Instant.parse("2026-05-01T00:00:00Z");
    private final KnowledgeWorld world = new KnowledgeWorld().publish("refunds", REFUNDS);

    @Test
    void what_nobody_touched_is_the_same() {
        assertThat(look(used("takes five days")).today()).isEqualTo(Today.SAME);
    }

    @Test
    void an_edit_is_shown_by_what_went_and_what_came() {
        var used = used("takes five days");
        world.publish("refunds", REFUNDS.replace("five days", "three days"));
        var looked = look(used);

        assertThat(looked.today()).isEqualTo(Today.CHANGED);
        assertThat(looked.removed()).containsExactly("A refund takes five days.");
        assertThat(looked.added()).containsExactly("A refund takes three days.");
        assertThat(looked.position()).isEqualTo(1);
    }

    @Test
    void a_passage_that_moved_within_its_article_is_the_same() {
        var used = used("takes five days");
        world.publish("refunds", "## First\n\nSomething new stands here.\n\n" + REFUNDS);

        assertThat(look(used).today()).isEqualTo(Today.SAME);
    }

    @Test
    void a_passage_may_be_gone_switched_off_or_retired() {
        var used = used("takes five days");
        world.publish("refunds", "## Other\n\nNothing that is alike.");
        assertThat(look(used).today()).isEqualTo(Today.GONE);
        world.use("refunds", false);
        assertThat(look(used).today()).isEqualTo(Today.SWITCHED_OFF);
        world.retire("refunds");
        assertThat(look(used).today()).isEqualTo(Today.RETIRED);
    }

    @Test
    void a_note_that_is_over_says_nothing_any_more() {
        var ends = Instant.parse("2099-06-01T00:00:00Z");
        world.publish("refunds", Articles.article("Refunds", REFUNDS).withValidTo(ends));
        var used = used("takes five days");

        now = ends.minusSeconds(1);
        assertThat(look(used).today()).isEqualTo(Today.SAME);
        now = ends;
        assertThat(look(used).today()).isEqualTo(Today.NOT_VALID);
    }

    @ParameterizedTest
    @CsvSource({
        "Доставка занимает пять рабочих дней по всей стране., Доставка занимает три рабочих дня по всей стране.",
        "退款将在五个工作日内退回您的账户。, 退款将在三个工作日内退回您的账户。",
    })
    void the_counterpart_is_found_in_scripts_of_every_kind(String before, String after) {
        var article = Articles.article("One", before);
        world.publish("one", article);
        var passage = Chunker.passages(article).getFirst();
        var used = used("takes five days")
                .withArticleId("one")
                .withArticlePosition(1)
                .withPassage(0)
                .withTextHash(ContentHash.of(passage.text()));
        world.publish("one", Articles.article("Two", "## New\n\n" + after));

        assertThat(look(used).today()).isEqualTo(Today.CHANGED);
    }

    @Test
    void what_the_log_does_not_have_is_not_made_up() {
        var used = used("takes five days");

        assertThat(look(used.withTextHash("0000")).today()).isEqualTo(Today.UNKNOWN);
        assertThat(look(used.withArticlePosition(77)).today()).isEqualTo(Today.UNKNOWN);
        assertThat(look(used.withPassage(99)).today()).isEqualTo(Today.UNKNOWN);
    }

    private PassageRef used(String words) {
        return world.search(KnowledgeWorld.question("how many days does a refund take")).passages().stream()
                .filter(passage -> passage.text().contains(words))
                .findFirst()
                .orElseThrow()
                .passage()
                .source();
    }

    private UsedPassage look(PassageRef used) {
        var history = new ArticleHistory();
        for (var position = 0; position < world.log().size(); position++) {
            history.add(position, world.log().get(position));
        }
        return history.look(used, now);
    }
}
