package io.casebook.knowledge.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.knowledge.Articles;
import io.casebook.knowledge.KnowledgeWorld;
import io.casebook.knowledge.articles.ArticleLog;
import io.casebook.vocabulary.Visibility;
import io.casebook.vocabulary.knowledge.ArticlePublished;
import io.casebook.vocabulary.knowledge.ArticleRecord;
import io.casebook.vocabulary.knowledge.ArticleRetired;
import io.casebook.vocabulary.knowledge.ArticleStatus;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of drafts when a conversation that they were made of is erased. */
class ErasedDraftsTest {
    private static final String DRAFT = "proposal.g1";

    private final KnowledgeWorld world = new KnowledgeWorld();
    private ErasedDrafts drafts = instance(world);

    @ParameterizedTest
    @ValueSource(strings = {"c-1", "c-2", "c-asked"})
    void a_draft_goes_with_any_conversation_that_its_text_or_its_question_is_from(String conversation) {
        world.change(DRAFT, saved(null));
        drafts.erased(conversation);
        drafts.step();

        assertThat(world.index().shelf().find(DRAFT)).isNull();
        assertThat(retirements()).hasSize(1);
    }

    @Test
    void what_came_from_other_conversations_stays() {
        world.change(DRAFT, saved(null));
        drafts.erased("c-3");
        drafts.step();

        assertThat(world.log()).hasSize(1);
    }

    @Test
    void what_a_person_approved_stays_also_after_it_was_switched_to_a_draft() {
        world.change(DRAFT, review(Review.State.APPROVED, null));
        world.change("proposal.g2", review(Review.State.APPROVED, null).withStatus(ArticleStatus.DRAFT));
        drafts.erased("c-1");
        drafts.step();

        assertThat(retirements()).isEmpty();
    }

    @Test
    void a_rejection_of_an_older_record_goes_which_held_words_and_one_that_holds_none_stays() {
        world.change(
                DRAFT,
                Articles.article("Where is my order?", "Rejected: no")
                        .withStatus(ArticleStatus.DRAFT)
                        .withData("{\"gap\":{\"state\":\"rejected\",\"question\":\"Where is my order?\","
                                + "\"conversations\":[\"c-1\"]}}"));
        world.change("proposal.g2", rejected());
        drafts.erased("c-1");
        drafts.step();

        assertThat(retirements())
                .singleElement()
                .satisfies(record -> assertThat(record.articleId()).isEqualTo(DRAFT));
    }

    @Test
    void two_instances_and_a_restart_have_the_effect_of_one() {
        world.change(DRAFT, saved(null));
        var late = new ArrayList<ArticleRecord>();
        var other = instance(record -> {
            late.add(record);
            return CompletableFuture.completedFuture(7L);
        });
        drafts.erased("c-1");
        other.erased("c-1");
        // It stops before its retirement is read back.
        other.step();
        drafts.step();
        drafts.step();
        world.change(DRAFT, saved("c-9"));
        late.forEach(world::append);
        drafts.step();

        assertThat(world.index().shelf().find(DRAFT))
                .as("the draft that somebody saved meanwhile, of other conversations")
                .isNotNull();
        assertThat(retirements()).hasSize(2);

        // The log of conversations is read from its beginning again.
        drafts = instance(world);
        drafts.erased("c-1");
        drafts.step();

        assertThat(retirements()).hasSize(2);
        assertThat(world.index().shelf().find(DRAFT)).isNotNull();
    }

    @Test
    void a_restart_before_anything_was_written_does_what_was_left() {
        world.change(DRAFT, saved(null));
        drafts.erased("c-1");
        drafts = instance(world);
        drafts.erased("c-1");
        drafts.step();

        assertThat(world.index().shelf().find(DRAFT)).isNull();
    }

    @Test
    void a_draft_that_is_saved_a_moment_after_goes_too() {
        drafts.erased("c-1");
        drafts.step();
        world.change(DRAFT, saved(null));
        drafts.step();

        assertThat(world.index().shelf().find(DRAFT)).isNull();
    }

    @Test
    void what_could_not_be_written_is_tried_again_and_what_is_written_is_not() {
        world.change(DRAFT, saved(null));
        var tries = new ArrayList<ArticleRecord>();
        drafts = instance(record -> {
            tries.add(record);
            return tries.size() == 1
                    ? CompletableFuture.failedFuture(new IllegalStateException("no broker"))
                    : CompletableFuture.completedFuture(7L);
        });
        drafts.erased("c-1");
        drafts.step();
        drafts.step();
        drafts.step();

        assertThat(tries).hasSize(2);
    }

    private ErasedDrafts instance(ArticleLog log) {
        return new ErasedDrafts(world.index().shelf(), log, "default", InstantSource.system());
    }

    private List<ArticleRecord> retirements() {
        return world.log().stream()
                .filter(record -> record.payload() instanceof ArticleRetired)
                .toList();
    }

    private static ArticlePublished saved(@Nullable String conversation) {
        return review(Review.State.SAVED, conversation);
    }

    private static ArticlePublished rejected() {
        return Decision.article(
                new Review(
                        "g2",
                        Review.State.REJECTED,
                        "",
                        null,
                        null,
                        "Rejected proposal",
                        "Rejected: no",
                        Visibility.PUBLIC,
                        "shop",
                        1,
                        List.of(),
                        "anna",
                        Instant.EPOCH,
                        null,
                        null,
                        "no",
                        null),
                "en");
    }

    /** Made of two conversations, about a question of a third; or all of it of one. */
    private static ArticlePublished review(Review.State state, @Nullable String only) {
        return Decision.article(
                new Review(
                        "g1",
                        state,
                        "Where is my order?",
                        "Where is my order?",
                        only == null ? "c-asked" : only,
                        "Where is my order?",
                        "It is on its way.",
                        Visibility.PUBLIC,
                        "shop",
                        1,
                        only == null ? List.of("c-1", "c-2") : List.of(only),
                        "anna",
                        Instant.EPOCH,
                        state == Review.State.APPROVED ? Instant.EPOCH : null,
                        null,
                        null,
                        null),
                "en");
    }
}
