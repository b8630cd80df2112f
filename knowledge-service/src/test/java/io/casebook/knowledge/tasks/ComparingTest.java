package io.casebook.knowledge.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.knowledge.Articles;
import io.casebook.knowledge.KnowledgeWorld;
import io.casebook.knowledge.ScriptedModels;
import io.casebook.knowledge.audits.AuditReport;
import io.casebook.knowledge.audits.Finding;
import io.casebook.knowledge.audits.Usage;
import io.casebook.platform.tasks.TaskKind;
import io.casebook.vocabulary.event.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contradictions that models judge. */
class ComparingTest {
    private static final String THIRTY = "You can return an order within 30 days of delivery.";
    private static final String FOURTEEN = "An order can be returned within 14 days of delivery.";
    private static final String FREE = "Dogs travel free of charge on every boat that we have.";
    private static final String TICKET = "Dogs need a ticket of their own on every boat that we have.";
    private static final String YES =
            "{\"contradict\": true, \"first_says\": \"%s\", \"second_says\": \"%s\", \"reason\": \"They differ.\"}";
    private static final String NO =
            "{\"contradict\": false, \"first_says\": \"\", \"second_says\": \"\", \"reason\": \"Other orders.\"}";
    private static final Duration QUIET = Duration.ofSeconds(30);

    private final KnowledgeWorld world = new KnowledgeWorld();
    private final ScriptedModels models = new ScriptedModels().answering(NO);
    private Instant now = Articles.START.plus(Duration.ofDays(30));
    private Comparing comparing = comparing(100, 2);

    @Test
    void articles_are_compared_once_they_were_left_alone() {
        world.publish("old", THIRTY);
        comparing.step();
        now = now.plus(QUIET).minusSeconds(1);
        world.publish("new", FOURTEEN);
        comparing.step();
        now = now.plus(QUIET).minusSeconds(1);
        comparing.step();
        assertThat(models.asked()).isEmpty();

        now = now.plusSeconds(1);
        comparing.step();

        assertThat(models.asked()).singleElement().satisfies(task -> {
            assertThat(task.kind()).isEqualTo(TaskKind.COMPARE_PASSAGES);
            assertThat(task.lane()).isEqualTo(Lane.BACKGROUND);
            assertThat(task.models()).containsExactly("big");
            assertThat(task.language()).isNull();
            assertThat(task.material())
                    .containsEntry("first", FOURTEEN)
                    .containsEntry("first_title", "About new")
                    .containsEntry("second", THIRTY)
                    .containsEntry("second_title", "About old");
        });
    }

    @Test
    void a_doubt_that_a_model_shares_carries_its_reason() {
        models.answering(YES.formatted("within 14 days", "within 30 days"));
        quietWith("old", THIRTY, "new", FOURTEEN);

        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.message()).contains("gives another number");
            assertThat(finding.isCleared()).isFalse();
            assertThat(Objects.requireNonNull(finding.judgement()).model()).isEqualTo("big");
            assertThat(finding.judgement().reason()).isEqualTo("They differ.");
        });
    }

    @Test
    void a_doubt_that_a_model_clears_is_told_last_among_its_kind_and_never_dropped() {
        models.doing(task -> ScriptedModels.answered(
                task.material().toString().contains("days") ? NO : YES.formatted("need a ticket", "travel free")));
        quietWith("a", THIRTY, "b", FOURTEEN, "y", FREE, "z", TICKET);

        assertThat(findings()).hasSize(2);
        assertThat(findings().getFirst().articleId()).isEqualTo("z");
        var cleared = findings().getLast();
        assertThat(cleared.isCleared()).isTrue();
        assertThat(cleared.message()).contains("gives another number");
        assertThat(Objects.requireNonNull(cleared.judgement()).reason()).isEqualTo("Other orders.");
    }

    @Test
    void a_contradiction_in_other_words_is_found_with_both_quotes() {
        models.answering(YES.formatted("need a ticket", "travel free of charge"));
        quietWith("dogs", FREE, "tickets", TICKET);

        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.articleId()).isEqualTo("tickets");
            assertThat(finding.otherArticleId()).isEqualTo("dogs");
            assertThat(finding.excerpt()).isEqualTo("need a ticket");
            assertThat(finding.otherExcerpt()).isEqualTo("travel free of charge");
            assertThat(finding.message())
                    .isEqualTo("contradicts `dogs`, which says “travel free of charge”; correct one of the two");
            assertThat(Objects.requireNonNull(finding.judgement()).confirmed()).isTrue();
        });
    }

    @Test
    void what_nobody_sees_together_what_is_a_note_and_what_is_the_same_text_is_not_compared() {
        world.publish("de", Articles.article("Hunde", FREE).withLanguage("de"));
        world.publish("over", Articles.article("Over", TICKET).withValidTo(Articles.START));
        world.publish("gold", Articles.article("Gold", TICKET).withAudience(List.of("gold")));
        world.publish("blue", Articles.article("Blue", FREE).withAudience(List.of("blue")));
        world.publish("note.1", Articles.article("Note", TICKET).withValidTo(now.plusSeconds(900)));
        world.publish("boats", "We have boats for every river.\n\n# Dogs\n\n" + TICKET.replace("boat", "train"));
        world.publish("twin", Articles.article("Hunde", FREE).withLanguage("de"));
        quiet();

        assertThat(models.asked())
                .allSatisfy(task -> assertThat(task.material().toString()).contains("train"));
    }

    @Test
    void a_pair_is_judged_once_also_after_a_restart_and_whatever_else_changes() {
        quietWith("old", THIRTY, "new", FOURTEEN);
        quietWith("other", "Completely different words about tents.");
        comparing = comparing(100, 2);
        quiet();

        assertThat(models.asked()).hasSize(1);
        assertThat(comparing.comparison().judged()).isEqualTo(1);
    }

    @Test
    void an_article_that_changed_is_judged_anew_and_what_was_said_of_it_is_no_more() {
        models.answering(YES.formatted("need a ticket", "travel free of charge"));
        quietWith("dogs", FREE, "tickets", TICKET);
        assertThat(findings()).hasSize(1);
        world.publish("tickets", "Dogs travel free of charge on every boat that we have, and so do cats.");

        assertThat(findings()).isEmpty();
        quiet();
        assertThat(models.asked()).hasSize(2);
    }

    @Test
    void doubts_come_first_and_only_so_many_pairs_are_judged_until_articles_change() {
        comparing = comparing(1, 2);
        quietWith("dogs", FREE, "tickets", TICKET, "old", THIRTY, "new", FOURTEEN);
        comparing.step();

        assertThat(models.asked()).hasSize(1);
        assertThat(models.last().material()).containsEntry("first", FOURTEEN);
        assertThat(comparing.comparison().judged()).isEqualTo(1);
        assertThat(comparing.comparison().waiting()).isEqualTo(1);

        quietWith("other", "Completely different words about tents.");

        assertThat(models.asked()).hasSize(2);
        assertThat(comparing.comparison().waiting()).isZero();
    }

    @Test
    void few_pairs_are_under_way_at_a_time() {
        comparing = comparing(100, 1);
        models.thinking();
        quietWith("dogs", FREE, "tickets", TICKET, "old", THIRTY, "new", FOURTEEN);
        comparing.step();
        assertThat(models.asked()).hasSize(1);

        models.answersNow(NO);
        comparing.step();

        assertThat(models.asked()).hasSize(2);
    }

    @Test
    void after_a_failure_all_pairs_rest_and_the_bound_is_not_used_up() {
        comparing = comparing(1, 2);
        models.failing("unavailable");
        quietWith("dogs", FREE, "tickets", TICKET, "old", THIRTY, "new", FOURTEEN);
        comparing.step();
        assertThat(models.asked()).hasSize(1);
        assertThat(comparing.comparison().failed()).isEqualTo(1);
        assertThat(findings())
                .singleElement()
                .satisfies(doubt -> assertThat(doubt.judgement()).isNull());

        models.answering(NO);
        now = now.plus(Comparing.ALL_REST);
        comparing.step();

        assertThat(models.asked()).hasSize(2);
        assertThat(models.last().material()).containsEntry("first", TICKET);
        assertThat(comparing.comparison().judged()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"contradict\": \"yes\", \"first_says\": \"14 days\", \"second_says\": \"30 days\", \"reason\": \"r\"}",
                "{\"contradict\": true, \"first_says\": \"14 days\", \"second_says\": \"30 days\"}",
                "{\"contradict\": true, \"first_says\": \"14 days\", \"second_says\": \"\", \"reason\": \"r\"}",
                "{\"contradict\": true, \"first_says\": \"14 days\", \"second_says\": \"90 days\", \"reason\": \"r\"}",
                "{\"contradict\": true, \"first_says\": \"30 days\", \"second_says\": \"14 days\", \"reason\": \"r\"}",
                "{\"contradict\": true, \"first_says\": 14, \"second_says\": 30, \"reason\": \"r\"}",
                "{\"contradict\": false, \"reason\": \"  \"}",
            })
    void an_answer_that_says_nothing_or_quotes_what_does_not_stand_there_leaves_the_doubt_as_it_is(String json) {
        models.answering(json);
        quietWith("old", THIRTY, "new", FOURTEEN);

        assertThat(findings())
                .singleElement()
                .satisfies(doubt -> assertThat(doubt.judgement()).isNull());
        assertThat(comparing.comparison().waiting()).isEqualTo(1);
        assertThat(comparing.comparison().failed()).isEqualTo(1);
    }

    @Test
    void quotes_may_be_wrapped_and_marked_otherwise_than_the_text() {
        models.answering(YES.formatted("within  14\\n*Days*", "“within 30 days”"));
        quietWith("old", THIRTY, "new", FOURTEEN);

        assertThat(findings().getFirst().judgement()).isNotNull();
    }

    private void quietWith(String... articles) {
        for (var i = 0; i < articles.length; i += 2) {
            world.publish(articles[i], articles[i + 1]);
        }
        quiet();
    }

    private void quiet() {
        comparing.step();
        now = now.plus(QUIET);
        comparing.step();
    }

    private List<Finding> findings() {
        var index = world.index();
        return AuditReport.of(
                        index.position(),
                        index.shelf(),
                        new Usage(null, Map.of()),
                        now,
                        Duration.ofDays(365),
                        comparing.comparison())
                .findings();
    }

    private Comparing comparing(int pairs, int atOnce) {
        var limits = new CompareLimits(List.of("big"), Duration.ofMinutes(2), pairs, QUIET, atOnce);
        return new Comparing(world.index(), models, limits, () -> now);
    }
}
