package io.casebook.knowledge.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.knowledge.Articles;
import io.casebook.knowledge.KnowledgeWorld;
import io.casebook.vocabulary.Visibility;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The graph of vectors, which is used by choice alone and tells what it misses. */
class ApproximateTest {
    private static final int ARTICLES = 1_500;
    private static final int ABOVE = 500;
    private static final String WORDS =
            "refund delivery parcel card invoice account password return warranty battery voucher shop store size colour";

    private final Random random = new Random(3);
    private final KnowledgeWorld world = new KnowledgeWorld();

    @Test
    void everything_is_compared_unless_somebody_chose_otherwise() {
        publish(ARTICLES);
        searches(3);

        assertThat(world.index().approximation()).isNull();
    }

    @Test
    void up_to_the_size_that_was_chosen_everything_is_compared() {
        publish(ABOVE);

        assertThat(world.index().grow(ABOVE, ARTICLES)).isFalse();
        assertThat(world.index().approximation()).isNull();
    }

    @Test
    void above_it_nearly_all_is_found_and_what_is_missed_is_told() {
        publish(ARTICLES);
        assertThat(world.index().grow(ABOVE, 1_000)).isTrue();
        assertThat(world.index().grow(ABOVE, ARTICLES)).isFalse();

        searches(120);

        var told = java.util.Objects.requireNonNull(world.index().approximation());
        assertThat(told.above()).isEqualTo(ABOVE);
        assertThat(told.inGraph()).isEqualTo(world.index().passages());
        assertThat(told.compared()).isGreaterThanOrEqualTo(20);
        assertThat(told.recall()).isBetween(0.9, 1.0);
    }

    @Test
    void what_came_after_the_graph_is_found_and_what_may_not_be_seen_is_not() {
        publish(ARTICLES);
        world.index().grow(ABOVE, ARTICLES);
        world.publish("newest", Articles.article("Kayaks", "A kayak seats two people."));
        world.publish(
                "secret", Articles.article("Kayaks", "A kayak costs us nine.").withVisibility(Visibility.INTERNAL));
        world.index().grow(ABOVE, ARTICLES);
        world.publish("later", Articles.article("Kayaks", "A kayak floats."));

        assertThat(world.found(asked("kayak seats two people", 5)))
                .startsWith("newest")
                .doesNotContain("secret");
        assertThat(world.found(asked("kayak floats", 5))).startsWith("later");
        world.retire("newest");
        assertThat(world.found(asked("kayak seats two people", 5))).doesNotContain("newest");
    }

    private void publish(int articles) {
        var words = List.of(WORDS.split(" "));
        for (var i = 0; i < articles; i++) {
            var text = new StringBuilder("case" + i);
            for (var w = 0; w < 12; w++) {
                text.append(' ').append(words.get(random.nextInt(words.size())));
            }
            world.publish(
                    "a" + i, Articles.article("Case " + i, text.append('.').toString()));
        }
    }

    private void searches(int count) {
        var words = List.of(WORDS.split(" "));
        for (var i = 0; i < count; i++) {
            var question = words.get(random.nextInt(words.size())) + " " + words.get(random.nextInt(words.size()));
            world.found(asked(question + " case" + random.nextInt(ARTICLES), 10));
        }
    }

    private static SearchQuery asked(String text, int passages) {
        return new SearchQuery(
                text, passages, Set.of(Visibility.PUBLIC), Set.of(), null, null, Instant.parse("2026-07-01T00:00:00Z"));
    }
}
