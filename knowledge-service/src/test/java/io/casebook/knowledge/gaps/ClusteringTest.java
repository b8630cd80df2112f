package io.casebook.knowledge.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.knowledge.gaps.Clustering.Cluster;
import io.casebook.knowledge.gaps.Clustering.Leader;
import io.casebook.knowledge.gaps.Clustering.Placed;
import io.casebook.vocabulary.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions put together again and again, with what was compared before. */
class ClusteringTest {
    private static final Logger LOG = Logger.getLogger(ClusteringTest.class);
    private static final double LIKENESS = 0.7;
    private static final int MOST = 200;
    private static final int MANY = 10_000;
    private static final int SUBJECTS = 1_000;
    private static final int DIMENSIONS = 384;

    private final Clustering clustering = new Clustering(LIKENESS, MOST);
    private final TreeMap<Integer, Placed> questions = new TreeMap<>();
    private final TreeMap<Integer, Leader> decided = new TreeMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void what_is_put_together_step_by_step_is_as_if_it_had_been_at_once(long seed) {
        var random = new Random(seed);
        for (var step = 0; step < 300; step++) {
            for (var changes = random.nextInt(4); changes >= 0; changes--) {
                change(random);
            }
            assertThat(clusters(clustering)).isEqualTo(clusters(new Clustering(LIKENESS, MOST)));
        }
    }

    @Test
    void what_was_decided_on_is_kept_however_few_ask_it() {
        var random = new Random(1);
        for (var i = 0; i < 50; i++) {
            questions.put(i, placed(i, random, true, "shop", 64));
        }
        for (var i = 100; i < 150; i++) {
            decided.put(i, leader(i, random, "shop", 64));
        }
        var found = clusters(new Clustering(LIKENESS, 10));

        assertThat(found.stream().filter(cluster -> cluster.leader().review() != null))
                .hasSize(50);
        assertThat(found.stream().filter(cluster -> cluster.leader().review() == null))
                .hasSize(10);
    }

    @Test
    void a_question_that_was_decided_on_never_leads_a_second_cluster_of_its_id() {
        var random = new Random(1);
        questions.put(1, placed(1, random, true, "shop", 64));
        questions.put(2, placed(2, random, true, "shop", 64));
        decided.put(1, leader(1, random, "shop", 64));

        assertThat(clusters(clustering).stream().map(cluster -> cluster.leader().id()))
                .containsExactlyInAnyOrder("q1", "q2");
        assertThat(clusters(clustering).stream()
                        .filter(cluster -> cluster.leader().id().equals("q1"))
                        .findFirst()
                        .orElseThrow()
                        .questions())
                .extracting(AskedQuestion::id)
                .containsExactly("q1");
    }

    /** How long it takes is told, and not judged: that is for who reads it on a machine that does nothing else. */
    @Test
    void ten_thousand_questions_are_put_together_and_then_one_more() {
        var random = new Random(1);
        var subjects = new ArrayList<float[]>();
        for (var i = 0; i < SUBJECTS; i++) {
            subjects.add(vector(random, DIMENSIONS));
        }
        for (var i = 0; i < MANY; i++) {
            var near = near(subjects.get(random.nextInt(SUBJECTS)), random);
            questions.put(i, new Placed(question(i, random.nextInt(4) > 0, "shop"), near));
        }
        var began = System.nanoTime();
        var found = clusters(clustering);
        var first = System.nanoTime();
        questions.put(MANY, placed(MANY, random, true, "shop", DIMENSIONS));
        clusters(clustering);
        var second = System.nanoTime();
        clusters(clustering);
        var third = System.nanoTime();

        LOG.infof(
                "%d questions of %d subjects put together in %d ms; with one more, of a subject of its own, in %d ms; without a change in %d ms",
                MANY, SUBJECTS, millis(began, first), millis(first, second), millis(second, third));
        assertThat(found).hasSize(MOST);
        assertThat(clusters(clustering)).isEqualTo(clusters(new Clustering(LIKENESS, MOST)));
    }

    private static long millis(long from, long to) {
        return Duration.ofNanos(to - from).toMillis();
    }

    private void change(Random random) {
        var number = random.nextInt(60);
        var agent = number % 5 == 0 ? "bank" : "shop";
        switch (random.nextInt(6)) {
            case 0, 1, 2 -> questions.put(number, placed(number, random, random.nextBoolean(), agent, 3));
            case 3 -> questions.remove(number);
            case 4 -> decided.put(number, leader(number, random, agent, 3));
            default -> decided.remove(number);
        }
        // Something comes of a question: it is a gap now, and its vector is the one that it had.
        questions.computeIfPresent(
                random.nextInt(60),
                (key, placed) -> new Placed(placed.question().because("hand_off"), placed.vector()));
    }

    private List<Cluster> clusters(Clustering with) {
        return with.of(List.copyOf(questions.values()), decided.values());
    }

    private static Placed placed(int number, Random random, boolean gap, String agent, int dimensions) {
        return new Placed(question(number, gap, agent), vector(random, dimensions));
    }

    private static AskedQuestion question(int number, boolean gap, String agent) {
        return new AskedQuestion(
                "q" + number,
                "c" + number,
                1,
                agent,
                "en",
                Instant.EPOCH.plusSeconds(number),
                "text",
                "text",
                gap ? Set.of("hand_off") : Set.of(),
                false,
                List.of(),
                false,
                Set.of());
    }

    private static Leader leader(int number, Random random, String agent, int dimensions) {
        var review = new Review(
                "q" + number,
                Review.State.APPROVED,
                "text",
                null,
                null,
                "title",
                "body",
                Visibility.PUBLIC,
                agent,
                1,
                List.of(),
                "anna",
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                null,
                null);
        return new Leader("q" + number, agent, "text", vector(random, dimensions), review);
    }

    private static float[] near(float[] subject, Random random) {
        var near = subject.clone();
        for (var i = 0; i < near.length; i++) {
            near[i] += (float) (random.nextGaussian() * 0.02);
        }
        return unit(near);
    }

    private static float[] vector(Random random, int dimensions) {
        var vector = new float[dimensions];
        for (var i = 0; i < dimensions; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return unit(vector);
    }

    private static float[] unit(float[] vector) {
        var sum = 0.0;
        for (var value : vector) {
            sum += value * value;
        }
        for (var i = 0; i < vector.length; i++) {
            vector[i] /= (float) Math.sqrt(sum);
        }
        return vector;
    }
}
