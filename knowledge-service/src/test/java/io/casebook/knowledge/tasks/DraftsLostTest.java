package io.casebook.knowledge.tasks;

import static io.casebook.knowledge.tasks.DraftingWorld.ARTICLE;
import static io.casebook.knowledge.tasks.DraftingWorld.BOATS;
import static io.casebook.knowledge.tasks.DraftingWorld.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.knowledge.gaps.Conversations;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where no model has written an article, or none may be shown any more. */
class DraftsLostTest {
    private final DraftingWorld world = new DraftingWorld();

    @Test
    void an_erased_conversation_takes_the_draft_with_it() {
        world.happens(new Conversations().resolvedCase("c-2", BOATS, "Red ones from June on."));
        world.step();
        assertThat(world.proposal().isDraft()).isTrue();

        world.happens(
                new Conversations().conversation("c-2", Duration.ofHours(9)).erased());

        assertThat(world.proposal().isDraft()).isFalse();
        assertThat(world.proposal().body()).doesNotContain("Red");
        assertThat(world.drafts.size()).isZero();
    }

    @Test
    void a_draft_of_a_conversation_that_was_erased_meanwhile_is_never_shown() {
        world.happens(new Conversations().resolvedCase("c-2", BOATS, "Red ones from June on."));
        world.models.thinking();
        world.step();
        world.happens(
                new Conversations().conversation("c-2", Duration.ofHours(9)).erased());
        world.models.answersNow(ARTICLE);

        assertThat(world.proposal().isDraft()).isFalse();
        assertThat(world.drafts.size()).isZero();
    }

    @Test
    void with_all_its_conversations_a_gap_and_its_draft_are_gone() {
        world.step();
        world.happens(
                new Conversations().conversation("c-1", Duration.ofHours(9)).erased());

        assertThat(world.gaps()).isEmpty();
        assertThat(world.drafts.size()).isZero();
    }

    @Test
    void replies_that_do_not_answer_are_shown_as_they_are_with_a_word() {
        world.models.answering("{\"title\": \"\", \"body\": \" \"}");
        world.step();

        assertThat(world.proposal().isDraft()).isFalse();
        assertThat(world.proposal().body()).startsWith("We sell kayaks");
        assertThat(world.proposal().note())
                .isEqualTo("big read the replies and found that they do not answer the question");
        world.now = NOW.plus(Duration.ofDays(1));
        world.step();
        assertThat(world.models.asked()).hasSize(1);
    }

    @Test
    void what_fails_is_told_and_tried_again_after_ever_longer_times() {
        world.models.failing("rate_limited");
        world.step();

        assertThat(world.proposal().isDraft()).isFalse();
        assertThat(world.proposal().note())
                .isEqualTo("No model could write it (rate_limited); it is tried again later");

        asksAgainAfter(Drafting.PAUSE);
        asksAgainAfter(Drafting.PAUSE.multipliedBy(2));
        asksAgainAfter(Drafting.PAUSE.multipliedBy(4));
        world.models.answering(ARTICLE);
        asksAgainAfter(Drafting.PAUSE.multipliedBy(8));

        assertThat(world.proposal().isDraft()).isTrue();
        assertThat(world.proposal().note()).isNull();
    }

    @Test
    void a_failure_leaves_the_draft_that_was_there() {
        world.step();
        world.happens(new Conversations().resolvedCase("c-2", BOATS, "Red ones from June on."));
        world.models.failing("unavailable");
        world.now = NOW.plus(Drafting.PAUSE);
        world.step();

        assertThat(world.proposal().body()).isEqualTo("We sell kayaks **from May on**.");
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
        world.models.answering(json);
        world.step();

        assertThat(world.proposal().isDraft()).isFalse();
        assertThat(world.proposal().note()).contains("unusable_answer");
    }

    @Test
    void a_text_that_is_too_long_for_a_decision_counts_as_a_failure() {
        world.models.answering("{\"title\": \"Kayaks\", \"body\": \"%s\"}".formatted("x".repeat(20_001)));
        world.step();

        assertThat(world.proposal().note()).contains("unusable_answer");
    }

    private void asksAgainAfter(Duration pause) {
        var before = world.models.asked().size();
        world.now = world.now.plus(pause).minusSeconds(1);
        world.step();
        assertThat(world.models.asked()).hasSize(before);
        world.now = world.now.plusSeconds(1);
        world.step();
        assertThat(world.models.asked()).hasSize(before + 1);
    }
}
