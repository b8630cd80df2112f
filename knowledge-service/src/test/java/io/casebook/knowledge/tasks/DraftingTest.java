package io.casebook.knowledge.tasks;

import static io.casebook.knowledge.tasks.DraftingWorld.ARTICLE;
import static io.casebook.knowledge.tasks.DraftingWorld.BOATS;
import static io.casebook.knowledge.tasks.DraftingWorld.DOGS;
import static io.casebook.knowledge.tasks.DraftingWorld.KAYAKS;
import static io.casebook.knowledge.tasks.DraftingWorld.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.knowledge.gaps.Conversations;
import io.casebook.knowledge.gaps.Review;
import io.casebook.platform.tasks.TaskKind;
import io.casebook.vocabulary.event.Lane;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Articles that models write from what people replied. */
class DraftingTest {
    private final DraftingWorld world = new DraftingWorld();

    @Test
    void an_article_is_written_from_what_people_replied_without_what_belongs_to_one_of_them() {
        world.step();

        assertThat(world.models.asked()).singleElement().satisfies(task -> {
            assertThat(task.kind()).isEqualTo(TaskKind.DRAFT_ARTICLE);
            assertThat(task.lane()).isEqualTo(Lane.BACKGROUND);
            assertThat(task.models()).containsExactly("big", "small");
            assertThat(task.language()).isEqualTo("en");
            assertThat(task.material())
                    .containsEntry("question", KAYAKS)
                    .containsEntry("questions", KAYAKS)
                    .containsEntry("replies", "We sell kayaks from May on. Yours is order [number].");
        });
        var proposal = world.proposal();
        assertThat(proposal.title()).isEqualTo("Kayaks");
        assertThat(proposal.body()).isEqualTo("We sell kayaks **from May on**.");
        assertThat(proposal.writtenBy()).isEqualTo("big");
        assertThat(proposal.replies().text()).isEqualTo("We sell kayaks from May on. Yours is order [number].");
        assertThat(proposal.conversations()).containsExactly("c-1");
        assertThat(proposal.taken()).isEqualTo(1);
    }

    @Test
    void where_nobody_writes_nobody_is_asked_and_the_replies_are_proposed_as_they_are() {
        world.hasNobodyWhoWrites();
        world.step();

        assertThat(world.models.asked()).isEmpty();
        assertThat(world.proposal().writtenBy()).isEqualTo("people");
        assertThat(world.proposal().note()).isNull();
    }

    @Test
    void until_it_is_written_the_replies_are_proposed_as_they_are() {
        world.models.thinking();
        world.step();

        assertThat(world.proposal().writtenBy()).isEqualTo("people");
        assertThat(world.proposal().body()).startsWith("We sell kayaks from May on.");
        assertThat(world.proposal().note()).isNull();
    }

    @Test
    void what_a_model_makes_up_of_a_person_is_taken_out_again() {
        world.happens(new Conversations()
                .conversation("c-2", Duration.ofHours(2))
                .attached("{\"name\":\"Grace Hopper\"}")
                .asks(DOGS)
                .lacks("hand_off")
                .human("Dogs are welcome, on a leash.")
                .finished("resolved"));
        world.models.answering("{\"title\": \"Grace's dog\", \"body\": \"Ask Grace at grace@home.example.\"}");
        world.step();

        var proposal = Objects.requireNonNull(world.gap(DOGS).proposal());
        assertThat(proposal.title()).isEqualTo("[name]'s dog");
        assertThat(proposal.body()).isEqualTo("Ask [name] at [e-mail].");
        assertThat(proposal.taken()).isEqualTo(3);
    }

    @Test
    void nobody_is_asked_twice_about_the_same_replies() {
        world.step();
        world.now = NOW.plus(Duration.ofDays(2));
        world.step();

        assertThat(world.models.asked()).hasSize(1);
    }

    @Test
    void another_reply_is_taken_in_after_ten_minutes_and_until_then_the_draft_stays() {
        world.step();
        world.happens(new Conversations().resolvedCase("c-2", BOATS, "Red ones from June on."));
        world.models.answering("{\"title\": \"Kayaks\", \"body\": \"From May, red ones from June.\"}");
        world.now = NOW.plus(Drafting.PAUSE).minusSeconds(1);
        world.step();

        assertThat(world.models.asked()).hasSize(1);
        assertThat(world.proposal().body()).isEqualTo("We sell kayaks **from May on**.");
        assertThat(world.proposal().conversations()).containsExactly("c-1");

        world.now = NOW.plus(Drafting.PAUSE);
        world.step();

        assertThat(world.models.last().material())
                .containsEntry("questions", BOATS + "\n" + KAYAKS)
                .hasEntrySatisfying(
                        "replies", text -> assertThat(text).startsWith("Red ones from June on.\n\nWe sell"));
        assertThat(world.proposal().body()).isEqualTo("From May, red ones from June.");
        assertThat(world.proposal().conversations()).containsExactly("c-2", "c-1");
    }

    @Test
    void only_the_most_wanted_gaps_are_written_about_and_few_at_a_time() {
        world.happens(new Conversations().resolvedCase("c-2", DOGS, "Dogs are welcome, on a leash."));
        world.happens(new Conversations().resolvedCase("c-3", BOATS, "Red ones from June on."));
        world.bounds(1, 2);
        world.step();

        assertThat(world.models.asked()).hasSize(1);
        assertThat(world.models.last().material()).containsEntry("question", KAYAKS);

        world.bounds(20, 1);
        world.models.thinking();
        world.happens(new Conversations().resolvedCase("c-4", "where is the toilet", "In the cellar, to the left."));
        world.step();
        world.step();

        assertThat(world.models.asked()).hasSize(2);
        world.models.answersNow(ARTICLE);
        world.step();

        assertThat(world.models.asked()).hasSize(3);
    }

    @Test
    void nothing_is_asked_where_no_person_resolved_a_case_or_somebody_decided() {
        world.happens(new Conversations()
                .conversation("c-2", Duration.ofHours(2))
                .asks(DOGS)
                .lacks("hand_off")
                .human("Dogs are welcome, on a leash."));
        world.decide(world.gap(KAYAKS), Review.State.SAVED);
        world.step();

        assertThat(world.models.asked()).isEmpty();
    }

    @Test
    void long_replies_are_put_to_a_model_as_far_as_they_fit_the_newest_first() {
        for (var i = 2; i < 20; i++) {
            var long_reply = "x".repeat(1_900) + " case " + i + ".";
            world.happens(new Conversations()
                    .conversation("c-" + i, Duration.ofHours(i))
                    .asks(KAYAKS)
                    .lacks("hand_off")
                    .human("First " + long_reply)
                    .human("Second " + long_reply)
                    .human("Third " + long_reply)
                    .finished("resolved"));
        }
        world.step();

        assertThat(world.models.last().material().get("replies"))
                .hasSizeLessThan(20_000)
                .contains("case 19.", "case 17.");
        assertThat(world.proposal().conversations()).containsExactly("c-19", "c-18", "c-17");
    }

    @Test
    void nothing_is_asked_while_gaps_are_still_being_put_together() {
        new Conversations()
                .resolvedCase("c-2", BOATS, "Red ones from June on.")
                .log()
                .forEach(world.book::apply);
        world.step();

        assertThat(world.models.asked()).isEmpty();
    }

    @Test
    void after_a_restart_what_was_written_is_there_again_and_no_model_is_asked() {
        world.step();
        world.restarts();
        world.step();

        assertThat(world.proposal().isDraft()).isTrue();
        assertThat(world.models.asked()).hasSize(1);
    }

    @Test
    void a_rejected_proposal_is_written_about_again_once_twice_as_many_have_asked() {
        world.decide(world.gap(KAYAKS), Review.State.REJECTED);
        world.step();
        assertThat(world.models.asked()).isEmpty();

        world.happens(new Conversations().resolvedCase("c-2", BOATS, "Red ones from June on."));
        world.step();

        assertThat(world.models.asked()).hasSize(1);
    }
}
