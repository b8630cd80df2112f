package io.casebook.knowledge.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.knowledge.Articles;
import io.casebook.knowledge.KnowledgeWorld;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The first look at vectors in a byte a number loses nothing. */
class ExactnessTest {
    private static final int DIMENSIONS = 48;

    @Property(tries = 300)
    void a_first_look_never_promises_less_than_there_is(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int flat) {
        var random = new Random(seed);
        var one = vector(random, flat);
        var other = vector(random, flat);

        assertThat(Quantized.of(one).atMost(Quantized.of(other))).isGreaterThanOrEqualTo(Vectors.dot(one, other));
    }

    @Test
    void a_vector_of_nothing_is_like_nothing() {
        assertThat(Quantized.of(new float[DIMENSIONS]).codes()).containsOnly(0);
    }

    @Property(tries = 60)
    void the_best_are_those_that_comparing_everything_finds(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int wanted) {
        var random = new Random(seed);
        var world = new KnowledgeWorld();
        for (var article = 0; article < 60; article++) {
            var body = new StringBuilder();
            for (var section = 0; section < 1 + random.nextInt(6); section++) {
                body.append("## Part ")
                        .append(section)
                        .append("\n\n")
                        .append(words(random))
                        .append("\n\n");
            }
            world.publish("a" + article, Articles.article(words(random), body.toString()));
        }
        var query = KnowledgeWorld.question(words(random));
        for (var method : List.of(Method.HYBRID, Method.MEANING, Method.WORDS)) {
            var look = world.index().searching(world.index().position()).firstLook(query.by(method));

            assertThat(look.best(wanted, 2)).isEqualTo(obvious(look.all(), wanted));
        }
    }

    /** Every passage compared in full, sorted, and of each article the first two. */
    private static List<Scored> obvious(List<Scored> all, int wanted) {
        var ofArticle = new HashMap<String, Integer>();
        var best = new ArrayList<Scored>();
        for (var scored : all.stream().sorted(Scored.BEST_FIRST).toList()) {
            var article = scored.passage().version().articleId();
            if (scored.score() > 0 && best.size() < wanted && ofArticle.merge(article, 1, Integer::sum) <= 2) {
                best.add(scored);
            }
        }
        return best;
    }

    private static String words(Random random) {
        var words =
                List.of("refund", "parcel", "tent", "boots", "late", "money", "store", "wash", "size", "card", "zip");
        var text = new StringBuilder();
        for (var i = 0; i < 1 + random.nextInt(6); i++) {
            text.append(words.get(random.nextInt(words.size()))).append(' ');
        }
        return text.toString().strip();
    }

    private static float[] vector(Random random, int flat) {
        var vector = new float[DIMENSIONS];
        var sum = 0.0;
        for (var i = 0; i < DIMENSIONS; i++) {
            vector[i] = (float) Math.pow(random.nextGaussian(), flat);
            sum += vector[i] * vector[i];
        }
        for (var i = 0; i < DIMENSIONS; i++) {
            vector[i] = (float) (vector[i] / Math.sqrt(sum));
        }
        return vector;
    }
}
