package io.casebook.knowledge.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.knowledge.Articles;
import io.casebook.knowledge.ScriptedModels;
import io.casebook.knowledge.WordEmbeddings;
import io.casebook.knowledge.articles.ArticleHash;
import io.casebook.knowledge.articles.ArticleShelf;
import io.casebook.knowledge.gaps.Conversations;
import io.casebook.knowledge.gaps.Drafts;
import io.casebook.knowledge.gaps.GapBook;
import io.casebook.knowledge.gaps.GapCluster;
import io.casebook.knowledge.gaps.GapReport;
import io.casebook.knowledge.gaps.Proposal;
import io.casebook.knowledge.gaps.Review;
import io.casebook.platform.tasks.TaskKind;
import io.casebook.vocabulary.event.Lane;
import io.casebook.vocabulary.knowledge.ArticleStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Articles that models write from what people replied. */
class DraftingTest {
    private static final String KAYAKS = "do you sell kayaks";
    private static final String BOATS = "do you sell red kayaks";
    private static final String DOGS = "may my dog come along";
    private static final String REPLY =
            "Hi Grace, we sell kayaks from May on. Yours is order 100234.\nBest regards\nAnna";
    private static final String ARTICLE = "{\"title\": \"Kayaks\", \"body\": \"We sell kayaks **from May on**.\"}";
    private static final Instant NOW = Instant.parse("2026-03-03T09:00:00Z");

    private final GapBook book = new GapBook(1_000, Duration.ofDays(90));
    private final ArticleShelf shelf = new ArticleShelf();
    private final ScriptedModels models = new ScriptedModels().answering(ARTICLE);
    private Drafts drafts = new Drafts();
    private GapReport report = new GapReport(book, shelf, new WordEmbeddings(), 0.7, drafts);
    private Drafting drafting = drafting(20, 2);
    private Instant now = NOW;

    @BeforeEach
    void a_resolved_case() {
        happens(new Conversations().resolvedCase("c-1", KAYAKS, REPLY));
    }

    @Test
    void an_article_is_written_from_what_people_replied_without_what_belongs_to_one_of_them() {
        drafting.step();

        assertThat(models.asked()).singleElement().satisfies(task -> {
            assertThat(task.kind()).isEqualTo(TaskKind.DRAFT_ARTICLE);
            assertThat(task.lane()).isEqualTo(Lane.BACKGROUND);
            assertThat(task.models()).containsExactly("big", "small");
            assertThat(task.language()).isEqualTo("en");
            assertThat(task.material())
                    .containsEntry("question", KAYAKS)
                    .containsEntry("questions", KAYAKS)
                    .containsEntry("replies", "We sell kayaks from May on. Yours is order [number].");
        });
        var proposal = proposal();
        assertThat(proposal.title()).isEqualTo("Kayaks");
        assertThat(proposal.body()).isEqualTo("We sell kayaks **from May on**.");
        assertThat(proposal.writtenBy()).isEqualTo("big");
        assertThat(proposal.replies().text()).isEqualTo("We sell kayaks from May on. Yours is order [number].");
        assertThat(proposal.conversations()).containsExactly("c-1");
        assertThat(proposal.taken()).isEqualTo(1);
    }

    @Test
    void until_it_is_written_the_replies_are_proposed_as_they_are() {
        models.thinking();
        drafting.step();

        assertThat(proposal().writtenBy()).isEqualTo("people");
        assertThat(proposal().body()).startsWith("We sell kayaks from May on.");
        assertThat(proposal().note()).isNull();
    }

    @Test
    void what_a_model_makes_up_of_a_person_is_taken_out_again() {
        happens(new Conversations()
                .conversation("c-2", Duration.ofHours(2))
                .attached("{\"name\":\"Grace Hopper\"}")
                .asks(DOGS)
                .lacks("hand_off")
                .human("Dogs are welcome, on a leash.")
                .finished("resolved"));
        models.answering("{\"title\": \"Grace's dog\", \"body\": \"Ask Grace at grace@home.example.\"}");
        drafting.step();

        var proposal = Objects.requireNonNull(gap(DOGS).proposal());
        assertThat(proposal.title()).isEqualTo("[name]'s dog");
        assertThat(proposal.body()).isEqualTo("Ask [name] at [e-mail].");
        assertThat(proposal.taken()).isEqualTo(3);
    }

    @Test
    void nobody_is_asked_twice_about_the_same_replies() {
        drafting.step();
        now = NOW.plus(Duration.ofDays(2));
        drafting.step();

        assertThat(models.asked()).hasSize(1);
    }

    @Test
    void another_reply_is_taken_in_after_ten_minutes_and_until_then_the_draft_stays() {
        drafting.step();
        happens(new Conversations().resolvedCase("c-2", BOATS, "Red ones from June on."));
        models.answering("{\"title\": \"Kayaks\", \"body\": \"From May, red ones from June.\"}");
        now = NOW.plus(Drafting.PAUSE).minusSeconds(1);
        drafting.step();

        assertThat(models.asked()).hasSize(1);
        assertThat(proposal().body()).isEqualTo("We sell kayaks **from May on**.");
        assertThat(proposal().conversations()).containsExactly("c-1");

        now = NOW.plus(Drafting.PAUSE);
        drafting.step();

        assertThat(models.last().material())
                .containsEntry("questions", BOATS + "\n" + KAYAKS)
                .hasEntrySatisfying(
                        "replies", text -> assertThat(text).startsWith("Red ones from June on.\n\nWe sell"));
        assertThat(proposal().body()).isEqualTo("From May, red ones from June.");
        assertThat(proposal().conversations()).containsExactly("c-2", "c-1");
    }

    @Test
    void an_erased_conversation_takes_the_draft_with_it() {
        happens(new Conversations().resolvedCase("c-2", BOATS, "Red ones from June on."));
        drafting.step();
        assertThat(proposal().isDraft()).isTrue();

        happens(new Conversations().conversation("c-2", Duration.ofHours(9)).erased());

        assertThat(proposal().isDraft()).isFalse();
        assertThat(proposal().body()).doesNotContain("Red");
        assertThat(drafts.size()).isZero();
    }

    @Test
    void a_draft_of_a_conversation_that_was_erased_meanwhile_is_never_shown() {
        happens(new Conversations().resolvedCase("c-2", BOATS, "Red ones from June on."));
        models.thinking();
        drafting.step();
        happens(new Conversations().conversation("c-2", Duration.ofHours(9)).erased());
        models.answersNow(ARTICLE);

        assertThat(proposal().isDraft()).isFalse();
        assertThat(drafts.size()).isZero();
    }

    @Test
    void with_all_its_conversations_a_gap_and_its_draft_are_gone() {
        drafting.step();
        happens(new Conversations().conversation("c-1", Duration.ofHours(9)).erased());

        assertThat(report.read().clusters()).isEmpty();
        assertThat(drafts.size()).isZero();
    }

    @Test
    void only_the_most_wanted_gaps_are_written_about_and_few_at_a_time() {
        happens(new Conversations().resolvedCase("c-2", DOGS, "Dogs are welcome, on a leash."));
        happens(new Conversations().resolvedCase("c-3", BOATS, "Red ones from June on."));
        drafting = drafting(1, 2);
        drafting.step();

        assertThat(models.asked()).hasSize(1);
        assertThat(models.last().material()).containsEntry("question", KAYAKS);

        drafting = drafting(20, 1);
        models.thinking();
        happens(new Conversations().resolvedCase("c-4", "where is the toilet", "In the cellar, to the left."));
        drafting.step();
        drafting.step();

        assertThat(models.asked()).hasSize(2);
        models.answersNow(ARTICLE);
        drafting.step();

        assertThat(models.asked()).hasSize(3);
    }

    @Test
    void replies_that_do_not_answer_are_shown_as_they_are_with_a_word() {
        models.answering("{\"title\": \"\", \"body\": \" \"}");
        drafting.step();

        assertThat(proposal().isDraft()).isFalse();
        assertThat(proposal().body()).startsWith("We sell kayaks");
        assertThat(proposal().note()).isEqualTo("big read the replies and found that they do not answer the question");
        now = NOW.plus(Duration.ofDays(1));
        drafting.step();
        assertThat(models.asked()).hasSize(1);
    }

    @Test
    void what_fails_is_told_and_tried_again_after_ever_longer_times() {
        models.failing("rate_limited");
        drafting.step();

        assertThat(proposal().isDraft()).isFalse();
        assertThat(proposal().note()).isEqualTo("No model could write it (rate_limited); it is tried again later");

        asksAgainAfter(Drafting.PAUSE);
        asksAgainAfter(Drafting.PAUSE.multipliedBy(2));
        asksAgainAfter(Drafting.PAUSE.multipliedBy(4));
        models.answering(ARTICLE);
        asksAgainAfter(Drafting.PAUSE.multipliedBy(8));

        assertThat(proposal().isDraft()).isTrue();
        assertThat(proposal().note()).isNull();
    }

    @Test
    void a_failure_leaves_the_draft_that_was_there() {
        drafting.step();
        happens(new Conversations().resolvedCase("c-2", BOATS, "Red ones from June on."));
        models.failing("unavailable");
        now = NOW.plus(Drafting.PAUSE);
        drafting.step();

        assertThat(proposal().body()).isEqualTo("We sell kayaks **from May on**.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"title\": \"Kayaks\"}",
                "{\"title\": \"Kayaks\", \"body\": 7}",
                "{\"title\": \"\", \"body\": \"We sell kayaks.\"}",
                "{\"title\": [1], \"body\": \"We sell kayaks.\"}",
                "[]",
            })
    void an_answer_without_the_form_of_an_article_counts_as_a_failure(String json) {
        models.answering(json);
        drafting.step();

        assertThat(proposal().isDraft()).isFalse();
        assertThat(proposal().note()).contains("unusable_answer");
    }

    @Test
    void a_text_that_is_too_long_for_a_decision_counts_as_a_failure() {
        models.answering("{\"title\": \"Kayaks\", \"body\": \"%s\"}".formatted("x".repeat(20_001)));
        drafting.step();

        assertThat(proposal().note()).contains("unusable_answer");
    }

    @Test
    void nothing_is_asked_where_no_person_resolved_a_case_or_somebody_decided() {
        happens(new Conversations()
                .conversation("c-2", Duration.ofHours(2))
                .asks(DOGS)
                .lacks("hand_off")
                .human("Dogs are welcome, on a leash."));
        decide(gap(KAYAKS), Review.State.SAVED);
        drafting.step();

        assertThat(models.asked()).isEmpty();
    }

    @Test
    void long_replies_are_put_to_a_model_as_far_as_they_fit_the_newest_first() {
        for (var i = 2; i < 20; i++) {
            var long_reply = "x".repeat(1_900) + " case " + i + ".";
            happens(new Conversations()
                    .conversation("c-" + i, Duration.ofHours(i))
                    .asks(KAYAKS)
                    .lacks("hand_off")
                    .human("First " + long_reply)
                    .human("Second " + long_reply)
                    .human("Third " + long_reply)
                    .finished("resolved"));
        }
        drafting.step();

        assertThat(models.last().material().get("replies"))
                .hasSizeLessThan(20_000)
                .contains("case 19.", "case 17.");
        assertThat(proposal().conversations()).containsExactly("c-19", "c-18", "c-17");
    }

    @Test
    void nothing_is_asked_while_gaps_are_still_being_put_together() {
        new Conversations()
                .resolvedCase("c-2", BOATS, "Red ones from June on.")
                .log()
                .forEach(book::apply);
        drafting.step();

        assertThat(models.asked()).isEmpty();
    }

    @Test
    void after_a_restart_what_was_written_is_there_again_and_no_model_is_asked() {
        drafting.step();
        drafts = new Drafts();
        report = new GapReport(book, shelf, new WordEmbeddings(), 0.7, drafts);
        drafting = drafting(20, 2);
        while (report.embedSome()) {
            // Until every question has its vector.
        }
        drafting.step();

        assertThat(proposal().isDraft()).isTrue();
        assertThat(models.asked()).hasSize(1);
    }

    private void asksAgainAfter(Duration pause) {
        var before = models.asked().size();
        now = now.plus(pause).minusSeconds(1);
        drafting.step();
        assertThat(models.asked()).hasSize(before);
        now = now.plusSeconds(1);
        drafting.step();
        assertThat(models.asked()).hasSize(before + 1);
    }

    private Drafting drafting(int gaps, int atOnce) {
        var limits = new DraftLimits(List.of("big", "small"), Duration.ofMinutes(2), gaps, atOnce);
        return new Drafting(report, drafts, models, limits, () -> now);
    }

    private void happens(Conversations conversations) {
        conversations.log().forEach(book::apply);
        while (report.embedSome()) {
            // Until every question has its vector.
        }
    }

    private GapCluster gap(String question) {
        return report.read().clusters().stream()
                .filter(gap -> gap.question().equals(question))
                .findFirst()
                .orElseThrow();
    }

    private Proposal proposal() {
        return Objects.requireNonNull(gap(KAYAKS).proposal());
    }

    private void decide(GapCluster gap, Review.State state) {
        var review = new Review(
                gap.id(),
                state,
                gap.question(),
                gap.question(),
                "body",
                gap.agentId(),
                gap.gaps(),
                List.of("c-1"),
                "anna",
                NOW,
                null,
                null,
                "people");
        var article = Articles.article(gap.question(), "body")
                .withStatus(ArticleStatus.DRAFT)
                .withAgentId("shop")
                .withData(review.data());
        shelf.apply(0, Articles.record(0, review.articleId(), ArticleHash.stamp(article)));
    }
}
