package io.casebook.knowledge.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.knowledge.Articles;
import io.casebook.knowledge.KnowledgeWorld;
import io.casebook.knowledge.articles.ArticleShelf;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Passages of two articles that are near in meaning. */
class NearPassagesTest {
    private static final int NEAREST = 3;
    private static final double ALIKE = 0.6;

    private final KnowledgeWorld world = new KnowledgeWorld();

    @Test
    void they_are_those_that_comparing_everything_in_the_slowest_way_finds() {
        var random = new Random(7);
        for (var i = 0; i < 60; i++) {
            world.publish("a" + random.nextInt(40), words(random));
        }
        world.retire("a3").use("a4", false);

        var found = near(Long.MAX_VALUE);

        assertThat(names(found)).isEqualTo(slowest());
        assertThat(found.left()).isZero();
        assertThat(found.pairs()).isSortedAccordingTo(Comparator.comparingDouble(pair -> -pair.likeness()));
        assertThat(found.pairs())
                .isNotEmpty()
                .noneMatch(pair -> List.of("a3", "a4").contains(pair.one().articleId()));
    }

    @Test
    void the_newest_articles_are_compared_first_where_not_all_can_be() {
        for (var i = 0; i < 10; i++) {
            world.publish("a" + i, "the same words again " + i);
        }
        var found = near(9 + 8);

        assertThat(found.left()).isEqualTo(8);
        assertThat(found.pairs())
                .isNotEmpty()
                .allSatisfy(pair -> assertThat(pair.one().articleId()).isIn("a9", "a8"));
    }

    @Test
    void there_are_none_where_words_are_all_that_is_compared() {
        var index = new KnowledgeIndex(new ArticleShelf(), null);
        index.apply(0, Articles.record(0, "a", Articles.article("One", "the same words")));
        index.apply(1, Articles.record(1, "b", Articles.article("Two", "the same words again")));

        var found = index.near(new NearPassages.Wanted(v -> true, (one, other) -> true, NEAREST, 0, 100));

        assertThat(found.pairs()).isEmpty();
    }

    private NearPassages near(long comparisons) {
        return world.index()
                .near(new NearPassages.Wanted(v -> true, (one, other) -> true, NEAREST, ALIKE, comparisons));
    }

    private static Set<Set<String>> names(NearPassages found) {
        var names = new HashSet<Set<String>>();
        found.pairs()
                .forEach(pair -> names.add(Set.of(
                        pair.one().articleId() + "@" + pair.one().position(),
                        pair.other().articleId() + "@" + pair.other().position())));
        return names;
    }

    private record Likely(String name, int place, double likeness) {}

    private Set<Set<String>> slowest() {
        var searching = world.index().searching(world.index().position());
        var passages = searching.view().versions().stream()
                .sorted(Comparator.comparingLong(version -> -version.version().position()))
                .flatMap(version -> version.passages().stream())
                .toList();
        var pairs = new HashSet<Set<String>>();
        for (var one : passages) {
            var near = new ArrayList<Likely>();
            for (var other : passages) {
                var likeness = Vectors.dot(
                        java.util.Objects.requireNonNull(searching.meanings().of(one.number()))
                                .vector(),
                        java.util.Objects.requireNonNull(searching.meanings().of(other.number()))
                                .vector());
                if (!one.equals(other) && likeness >= ALIKE && !one.textHash().equals(other.textHash())) {
                    near.add(new Likely(name(other), passages.indexOf(other), likeness));
                }
            }
            near.sort(Comparator.comparingDouble((Likely likely) -> -likely.likeness())
                    .thenComparingInt(Likely::place));
            near.stream().limit(NEAREST).forEach(likely -> pairs.add(Set.of(name(one), likely.name())));
        }
        return pairs;
    }

    private static String name(IndexedPassage passage) {
        return passage.version().articleId() + "@" + passage.version().position();
    }

    private static String words(Random random) {
        var words = List.of("boat", "dog", "ticket", "tent", "river", "return", "order", "day");
        var text = new StringBuilder();
        for (var i = 0; i < 5; i++) {
            text.append(words.get(random.nextInt(words.size()))).append(' ');
        }
        return text.append(random.nextInt(50)).toString();
    }
}
