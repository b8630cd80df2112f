package io.casebook.knowledge.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.knowledge.Articles;
import io.casebook.knowledge.KnowledgeWorld;
import io.casebook.knowledge.ScriptedModels;
import io.casebook.knowledge.search.Found;
import io.casebook.knowledge.search.FoundPassage;
import io.casebook.knowledge.search.SearchQuery;
import io.casebook.platform.tasks.TaskKind;
import io.casebook.vocabulary.Visibility;
import io.casebook.vocabulary.event.Lane;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of what a search found, where a model has the last word on it. */
class OrderingTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final KnowledgeWorld world = new KnowledgeWorld()
            .publish("a", "refund money")
            .publish("b", "refund money now")
            .publish("c", "refund money now please")
            .publish("d", "refund money now please or else");
    private final ScriptedModels models = new ScriptedModels().answering("{\"order\": [3, 1]}");
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private Instant now = Articles.START.plus(Duration.ofDays(30));
    private Ordering ordering = ordering("big", "small");

    @BeforeEach
    void count() {
        Metrics.addRegistry(metrics);
    }

    @AfterEach
    void countNoMore() {
        Metrics.removeRegistry(metrics);
        metrics.close();
    }

    @Test
    void what_a_model_names_comes_first_and_the_rest_after_it_in_its_order() throws Exception {
        var scored = world.search(query(10));
        var found = found(query(10));

        assertThat(ids(scored)).containsExactly("a", "b", "c", "d");
        assertThat(ids(found)).containsExactly("c", "a", "b", "d");
        assertThat(found.orderedBy()).isEqualTo("big");
        assertThat(found.answerability()).isEqualTo(scored.answerability());
        assertThat(found.passages()).containsExactlyInAnyOrderElementsOf(scored.passages());
        assertThat(counted("ordered")).isEqualTo(1);
    }

    @Test
    void the_model_sees_the_passages_and_the_question_without_what_belongs_to_one_person() throws Exception {
        found(query(3).withContext("my mail is grace@home.example"));
        var personal = new SearchQuery(
                "refund money for order 100234 to grace@home.example?",
                3,
                Set.of(Visibility.PUBLIC),
                Set.of(),
                "shop",
                null,
                now);
        found(personal);

        assertThat(models.asked().getFirst()).satisfies(task -> {
            assertThat(task.kind()).isEqualTo(TaskKind.RANK_PASSAGES);
            assertThat(task.lane()).isEqualTo(Lane.INTERACTIVE);
            assertThat(task.models()).containsExactly("big", "small");
            assertThat(task.within()).isEqualTo(Duration.ofSeconds(2));
            assertThat(task.material())
                    .containsEntry("question", "refund money")
                    .containsEntry("context", "my mail is [e-mail]")
                    .hasEntrySatisfying(
                            "passages",
                            json -> assertThat(json).contains("{\"title\":\"About a\",\"text\":\"refund money\"}"));
        });
        assertThat(models.last().material())
                .containsEntry("question", "refund money for order [number] to [e-mail]?")
                .doesNotContainKey("context");
    }

    @Test
    void more_is_put_in_order_than_is_wanted_and_cut_by_the_same_rules() throws Exception {
        for (var i = 0; i < 30; i++) {
            world.publish("m" + i, "# One\n\nrefund money " + i + "\n\n# Two\n\nrefund money again " + i);
        }
        models.answering("{\"order\": [12, 11, 10, 9, 8, 7]}");

        var few = found(query(2));
        assertThat(shown()).isEqualTo(12);
        assertThat(few.passages()).hasSize(2);
        found(query(9));
        assertThat(shown()).isEqualTo(18);
        assertThat(found(query(50)).passages()).hasSizeGreaterThan(20);
        assertThat(shown()).isEqualTo(20);
    }

    @Test
    void no_more_than_two_passages_of_an_article_and_half_of_internal_ones_come_whatever_the_model_says()
            throws Exception {
        world.publish(
                "long", "# One\n\nrefund money one\n\n# Two\n\nrefund money two\n\n# Three\n\nrefund money three");
        for (var i = 0; i < 4; i++) {
            world.publish(
                    "rule" + i,
                    Articles.article("Rule", "refund money rule " + i).withVisibility(Visibility.INTERNAL));
        }
        var query = new SearchQuery("refund money", 4, EnumSet.allOf(Visibility.class), Set.of(), "shop", null, now);
        var shortlist = world.index().shortlist(world.index().position(), query);
        var internalFirst = IntStream.range(0, 11)
                .boxed()
                .sorted((one, other) -> Boolean.compare(rank(shortlist, other), rank(shortlist, one)))
                .map(place -> place + 1)
                .toList();
        models.answering("{\"order\": " + internalFirst + "}");
        var found = found(query);

        assertThat(found.passages().stream().filter(OrderingTest::isInternal)).hasSize(2);
        assertThat(found.passages()).hasSize(4);
        var ofLong = found(query(10)).passages().stream()
                .filter(passage -> passage.version().articleId().equals("long"));
        assertThat(ofLong).hasSize(2);
    }

    @Test
    void the_bound_on_tokens_is_kept_and_the_first_passage_comes_in_any_case() throws Exception {
        var found = found(query(10).withTokens(1));

        assertThat(ids(found)).containsExactly("c");
    }

    @Test
    void an_answer_that_comes_too_late_leaves_the_order_of_the_scores() throws Exception {
        models.thinking();
        ordering = new Ordering(models, new OrderLimits(List.of("big"), Duration.ofMillis(60)), () -> now);

        var found = found(query(10));

        assertThat(ids(found)).containsExactly("a", "b", "c", "d");
        assertThat(found.orderedBy()).isNull();
        assertThat(counted("late")).isEqualTo(1);
    }

    @Test
    void a_quarter_of_the_time_that_is_left_is_the_models_at_most() throws Exception {
        found(query(10), Duration.ofSeconds(4));
        assertThat(models.last().within()).isEqualTo(Duration.ofSeconds(1));

        var before = models.asked().size();
        assertThat(found(query(9), Duration.ofMillis(100)).orderedBy()).isNull();
        assertThat(models.asked()).hasSize(before);
        assertThat(counted("no_time")).isEqualTo(1);
    }

    @Test
    void after_three_failures_in_a_row_searches_do_not_wait_for_a_model_for_a_while() throws Exception {
        models.failing("unavailable");
        for (var i = 1; i <= 5; i++) {
            assertThat(ids(found(query(i)))).isNotEmpty().first().isEqualTo("a");
        }
        assertThat(models.asked()).hasSize(3);
        assertThat(counted("failed")).isEqualTo(3);
        assertThat(counted("resting")).isEqualTo(2);

        models.answering("{\"order\": [2]}");
        now = now.plusSeconds(5);

        assertThat(found(query(6)).orderedBy()).isEqualTo("big");
        assertThat(found(query(7)).orderedBy()).isEqualTo("big");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"order\": \"3, 1\"}",
                "{\"order\": [0]}",
                "{\"order\": [1, 5]}",
                "{\"order\": [-1]}",
                "{\"order\": [2, 2]}",
                "{\"order\": [1.5]}",
                "{\"order\": [\"1\"]}",
                "{\"order\": [99999999999]}",
                "{\"order\": [null]}",
            })
    void an_answer_that_is_no_order_of_what_was_shown_leaves_the_order_of_the_scores(String json) throws Exception {
        models.answering(json);
        var found = found(query(10));

        assertThat(ids(found)).containsExactly("a", "b", "c", "d");
        assertThat(found.orderedBy()).isNull();
        assertThat(counted("unusable")).isEqualTo(1);
    }

    @Test
    void nothing_is_asked_where_no_model_is_chosen_or_nothing_is_to_be_put_in_order() throws Exception {
        found(new SearchQuery("refund", 10, Set.of(), Set.of(), "shop", null, now));
        ordering = ordering();
        found(query(10));

        assertThat(models.asked()).isEmpty();
    }

    @Test
    void the_same_search_is_asked_for_once() throws Exception {
        found(query(10));
        ordering = ordering("big", "small");
        found(query(10));

        assertThat(models.asked()).hasSize(1);
    }

    private boolean rank(io.casebook.knowledge.search.Shortlist shortlist, int place) {
        return shortlist.first(20).get(place).title().equals("Rule");
    }

    private static boolean isInternal(FoundPassage passage) {
        return passage.version().content().visibility() == Visibility.INTERNAL;
    }

    private int shown() {
        var passages = String.valueOf(models.last().material().get("passages"));
        return passages.split("\\{\"title\"", -1).length - 1;
    }

    private double counted(String outcome) {
        return metrics.counter("casebook.knowledge.rerank", "outcome", outcome).count();
    }

    private SearchQuery query(int passages) {
        return new SearchQuery("refund money", passages, Set.of(Visibility.PUBLIC), Set.of(), "shop", null, now);
    }

    private Found found(SearchQuery query) throws InterruptedException {
        return found(query, LONG);
    }

    private Found found(SearchQuery query, Duration left) throws InterruptedException {
        return ordering.found(world.index().shortlist(world.index().position(), query), left);
    }

    private Ordering ordering(String... names) {
        return new Ordering(models, new OrderLimits(List.of(names), Duration.ofSeconds(2)), () -> now);
    }

    private static List<String> ids(Found found) {
        return KnowledgeWorld.ids(found);
    }
}
