package io.casebook.knowledge.search;

import static io.casebook.knowledge.KnowledgeWorld.asked;
import static io.casebook.knowledge.KnowledgeWorld.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casebook.knowledge.Articles;
import io.casebook.knowledge.KnowledgeWorld;
import io.casebook.vocabulary.Visibility;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who finds what. */
class EligibilityTest {
    private final KnowledgeWorld world = new KnowledgeWorld();

    @Test
    void internal_articles_are_found_only_by_who_asks_for_them() {
        world.publish("rules", Articles.article("Goodwill", "refund limit").withVisibility(Visibility.INTERNAL))
                .publish("members", Articles.article("Members", "refund limit").withVisibility(Visibility.USERS))
                .publish("all", Articles.article("Refunds", "refund limit"));

        assertThat(world.found(question("refund limit"))).containsExactly("all");
        assertThat(world.found(asked("refund limit", Set.of(Visibility.PUBLIC, Visibility.USERS))))
                .containsExactlyInAnyOrder("all", "members");
        assertThat(world.found(asked("refund limit", Set.of(Visibility.INTERNAL))))
                .containsExactly("rules");
    }

    @Test
    void internal_passages_leave_room_for_others_and_answer_no_customer() {
        for (var i = 0; i < 8; i++) {
            world.publish(
                    "rule" + i, Articles.article("Refund limit", "refund limit").withVisibility(Visibility.INTERNAL));
        }
        var alone = world.search(asked("refund limit", Set.of(Visibility.values())));
        assertThat(alone.passages()).hasSize(5);
        assertThat(alone.answerability()).isZero();

        world.publish("all", Articles.article("Other", "a refund of money for a parcel that came late"));
        var both = world.search(asked("refund limit", Set.of(Visibility.values())));
        assertThat(KnowledgeWorld.ids(both)).contains("all");
        assertThat(both.answerability()).isPositive();
    }

    @Test
    void what_somebody_may_not_see_moves_no_score() {
        world.publish("all", "refund of money for a parcel").publish("also", "tents and boots");
        var before = world.search(question("refund money"));
        world.publish(
                        "secret",
                        Articles.article("Refund money", "refund refund").withVisibility(Visibility.INTERNAL))
                .publish("theirs", Articles.article("Refund", "refund money").withAgentId("bank"));
        var after = world.search(question("refund money"));

        assertThat(after.passages()).isEqualTo(before.passages());
        assertThat(after.answerability()).isEqualTo(before.answerability());
    }

    @Test
    void an_agent_finds_its_own_articles_and_those_of_all_agents() {
        world.publish("own", Articles.article("A", "refund").withAgentId("shop"))
                .publish("theirs", Articles.article("B", "refund").withAgentId("bank"))
                .publish("common", Articles.article("C", "refund"));

        assertThat(world.found(question("refund"))).containsExactlyInAnyOrder("own", "common");
    }

    @Test
    void an_article_for_certain_groups_is_found_by_no_one_else() {
        world.publish("gold", Articles.article("A", "refund").withAudience(List.of("gold", "staff")));
        var query = question("refund");

        assertThat(world.found(query)).isEmpty();
        assertThat(world.found(new SearchQuery(
                        "refund", 5, query.visibilities(), Set.of("silver", "gold"), "shop", null, query.validAt())))
                .containsExactly("gold");
    }

    @Test
    void an_article_is_found_from_its_first_moment_to_before_its_last() {
        var from = Instant.parse("2026-03-01T00:00:00Z");
        var to = Instant.parse("2026-04-01T00:00:00Z");
        world.publish(
                "sale", Articles.article("Sale", "discount").withValidFrom(from).withValidTo(to));

        assertThat(world.found(at(from.minusMillis(1)))).isEmpty();
        assertThat(world.found(at(from))).containsExactly("sale");
        assertThat(world.found(at(to.minusMillis(1)))).containsExactly("sale");
        assertThat(world.found(at(to))).isEmpty();
    }

    @Test
    void at_most_two_passages_come_from_one_article() {
        world.publish("long", "## a\n\nrefund one\n\n## b\n\nrefund two\n\n## c\n\nrefund three")
                .publish("short", "refund");

        assertThat(world.search(question("refund")).passages()).hasSize(3);
        assertThat(world.found(question("refund"))).containsExactlyInAnyOrder("long", "short");
    }

    @Test
    void equal_passages_stand_in_the_order_of_their_articles() {
        world.publish("b", Articles.article("T", "refund")).publish("a", Articles.article("T", "refund"));

        assertThat(world.found(question("refund"))).containsExactly("a", "b");
    }

    @Test
    void nothing_and_nobody_answers_with_nothing() {
        assertThat(world.search(question("refund"))).isEqualTo(Found.nothing(-1));
        world.publish("a", "refund");
        assertThat(world.search(question("  ")).passages()).isEmpty();
        assertThat(world.search(asked("refund", Set.of())).passages()).isEmpty();
    }

    @Test
    void a_position_to_come_is_refused() {
        assertThatThrownBy(() -> world.index().search(0, question("x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at position -1, not yet at 0");
    }

    private static SearchQuery at(Instant moment) {
        return new SearchQuery("discount", 5, Set.of(Visibility.PUBLIC), Set.of(), "shop", null, moment);
    }
}
