package io.casebook.knowledge.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.knowledge.Articles;
import io.casebook.knowledge.KnowledgeWorld;
import io.casebook.vocabulary.knowledge.TopicDefined;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Searches in some topics, and within a bound of tokens. */
class TopicFilterTest {
    private final KnowledgeWorld world = new KnowledgeWorld()
            .publish("returns", Articles.article("A", "refund").withTopicId("returns"))
            .publish("cards", Articles.article("B", "refund").withTopicId("cards"))
            .publish("none", Articles.article("C", "refund"));

    @Test
    void only_articles_of_the_topics_are_found() {
        assertThat(world.found(KnowledgeWorld.question("refund").withTopics(Set.of("returns"))))
                .containsExactly("returns");
    }

    @Test
    void topics_below_count_as_they_were_at_the_position_that_is_searched() {
        var before = world.index().position();
        world.change("cards", new TopicDefined("Cards").withParentId("payments"));
        var below = world.index().position();
        world.change("cards", new TopicDefined("Cards"));
        var query = KnowledgeWorld.question("refund").withTopics(Set.of("payments"));

        assertThat(KnowledgeWorld.ids(world.index().search(before, query))).isEmpty();
        assertThat(KnowledgeWorld.ids(world.index().search(below, query))).containsExactly("cards");
        assertThat(world.found(query)).isEmpty();
    }

    @Test
    void passages_end_where_their_tokens_are_used_up_but_the_best_one_always_comes() {
        world.publish("long", Articles.article("D", "refund ".repeat(60)));
        var query = KnowledgeWorld.question("refund");

        assertThat(world.search(query.withTokens(1)).passages()).hasSize(1);
        assertThat(world.search(query.withTokens(107)).passages()).hasSize(2);
        assertThat(world.search(query).passages()).hasSize(4);
    }
}
