package io.casebook.knowledge.articles;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.knowledge.Articles;
import io.casebook.knowledge.KnowledgeWorld;
import io.casebook.vocabulary.knowledge.ArticleStatus;
import io.casebook.vocabulary.knowledge.ArticleUsageSet;
import io.casebook.vocabulary.knowledge.TopicDefined;
import org.junit.jupiter.api.Test;

class ArticleShelfTest {
    private final KnowledgeWorld world = new KnowledgeWorld();
    private final ArticleShelf shelf = world.index().shelf();

    @Test
    void remembers_when_each_version_could_be_found() {
        var first = shelf.apply(0, Articles.record(0, "a", Articles.article("A", "one")));
        shelf.apply(1, Articles.record(1, "a", new ArticleUsageSet(false)));
        shelf.apply(2, Articles.record(2, "a", new ArticleUsageSet(true)));
        shelf.apply(3, Articles.record(3, "a", Articles.article("A", "two")));

        assertThat(first).isNotNull();
        assertThat(java.util.stream.LongStream.range(-1, 5).mapToObj(first::findableAt))
                .containsExactly(false, true, false, true, false, false);
    }

    @Test
    void keeps_an_article_switched_off_over_a_new_version() {
        world.publish("a", "one").use("a", false).publish("a", "two");

        var article = shelf.find("a");
        assertThat(article).isNotNull();
        assertThat(article.usageOn()).isFalse();
        assertThat(article.version().findableAt(2)).isFalse();
    }

    @Test
    void begins_anew_with_an_article_that_comes_back() {
        world.publish("a", "one").use("a", false).retire("a").publish("a", "two");

        var article = shelf.find("a");
        assertThat(article).isNotNull();
        assertThat(article.usageOn()).isTrue();
        assertThat(shelf.isRetired("a")).isFalse();
    }

    @Test
    void never_finds_a_draft_whatever_is_switched() {
        world.publish("a", Articles.article("A", "x").withStatus(ArticleStatus.DRAFT))
                .use("a", false)
                .use("a", true);

        var article = shelf.find("a");
        assertThat(article).isNotNull();
        assertThat(article.version().findableAt(2)).isFalse();
    }

    @Test
    void ignores_changes_of_articles_that_are_not_there() {
        world.use("a", true).retire("a");

        assertThat(shelf.articles()).isEmpty();
        assertThat(shelf.isRetired("a")).isFalse();
        assertThat(shelf.position()).isEqualTo(1);
    }

    @Test
    void keeps_topics_apart_from_articles_of_the_same_id() {
        world.publish("returns", "one")
                .change("returns", new TopicDefined("Returns"))
                .retire("returns");

        assertThat(shelf.topics()).containsExactly(new ShelvedTopic("returns", "Returns", null, 1));
        assertThat(shelf.find("returns")).isNull();
    }

    @Test
    void knows_the_position_of_a_moment() {
        world.publish("a", "one").publish("a", "two").publish("a", "three");

        assertThat(shelf.positionAt(Articles.START.minusSeconds(1))).isEqualTo(-1);
        assertThat(shelf.positionAt(Articles.START)).isZero();
        assertThat(shelf.positionAt(Articles.START.plusMillis(1_500))).isEqualTo(1);
        assertThat(shelf.positionAt(Articles.START.plusSeconds(99))).isEqualTo(2);
        assertThat(shelf.supersededAt(1)).isEqualTo(Articles.START.plusSeconds(2));
        assertThat(shelf.supersededAt(2)).isNull();
        assertThat(shelf.supersededAt(-1)).isEqualTo(Articles.START);
    }

    @Test
    void ignores_a_record_that_comes_again() {
        world.publish("a", "one");

        var again = shelf.apply(0, world.log().getFirst());

        assertThat(again).isNull();
        assertThat(shelf.articles()).hasSize(1);
    }
}
