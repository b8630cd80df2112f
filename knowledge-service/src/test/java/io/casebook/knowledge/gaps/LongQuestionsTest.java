package io.casebook.knowledge.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.knowledge.Articles;
import io.casebook.knowledge.articles.ArticleHash;
import io.casebook.knowledge.articles.ArticleShelf;
import io.casebook.platform.embedding.InProcessEmbeddings;
import io.casebook.vocabulary.knowledge.ArticlePublished;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Decisions on questions of customers who tell a story first, compared by the model in the process. */
class LongQuestionsTest {
    private static final String TENT =
            "Hello, my name is not important, I was with my two children at the lake last weekend and we had the most wonderful time,"
                    + " apart from the rain on Saturday night that came out of nowhere and went on until the morning. Anyway, when we woke"
                    + " up the floor was wet. Can you tell me whether the tent that I bought from you can be waterproofed again?";
    private static final String TENT_TOO =
            "Good morning! We spent our holidays in Norway this year, three weeks on the road with a dog and far too much luggage, and"
                    + " it rained on most of the days, which we knew before of course. On the last of them water came in. Is there a way"
                    + " to have the tent that we bought from you waterproofed again, or is that something we do ourselves?";
    private static final String KAYAK =
            "Hi there, I have been a customer of yours since the very first day, when the shop was still in the old mill and you had to"
                    + " ring the bell, and I tell all my friends about it. This spring my brother-in-law is coming from Canada with his"
                    + " whole family. What I would like to know is whether you rent out kayaks for a weekend, and what that costs.";
    private static final String PUMP =
            "Dear team, first of all thank you for the quick delivery of the last parcel, my husband was very surprised that it came"
                    + " before his birthday after all, and the wrapping was lovely too. Now to the reason why I am writing: the pump that"
                    + " came with the mattress stopped working after a single night. Do you sell the pump on its own?";

    private final GapBook book = new GapBook(1_000, Duration.ofDays(90));
    private final ArticleShelf shelf = new ArticleShelf();
    private final InProcessEmbeddings model = new InProcessEmbeddings();
    private final GapReport report =
            new GapReport(book, shelf, () -> model, 0.7, new Drafts(), Duration.ZERO, InstantSource.system());

    @ParameterizedTest
    @ValueSource(strings = {TENT, KAYAK, PUMP})
    void an_approved_gap_keeps_its_questions_and_never_waits_for_review_again(String story) {
        assertThat(story.length()).isBetween(300, 400);
        var gap = happens(new Conversations()
                        .resolvedCase("c-1", story, "Yes, we can do that for you.")
                        .resolvedCase("c-2", story, "Yes, that is no problem."))
                .getFirst();
        decide(0, gap, Review.State.APPROVED);

        var clusters = happens(later().resolvedCase("c-3", story, "Yes, of course we can."));

        assertThat(clusters).singleElement().satisfies(kept -> {
            assertThat(kept.id()).isEqualTo(gap.id());
            assertThat(kept.gaps()).isEqualTo(3);
            assertThat(kept.awaitsReview()).isFalse();
            var effect = Objects.requireNonNull(kept.effect());
            assertThat(effect.before()).isEqualTo(new Share(2, 2));
            assertThat(effect.after()).isEqualTo(new Share(1, 1));
        });
    }

    @Test
    void what_is_like_it_before_the_decision_is_like_it_after() {
        var before = happens(new Conversations()
                .resolvedCase("c-1", TENT, "Yes, we can do that for you.")
                .resolvedCase("c-2", KAYAK, "40 euros a weekend.")
                .resolvedCase("c-3", TENT_TOO, "Bring it to the shop, please."));
        for (var i = 0; i < before.size(); i++) {
            decide(i, before.get(i), Review.State.APPROVED);
        }

        assertThat(report.read().clusters().stream().map(GapCluster::id))
                .containsExactlyElementsOf(before.stream().map(GapCluster::id).toList());
        assertThat(report.read().clusters().stream().map(GapCluster::gaps))
                .containsExactlyElementsOf(before.stream().map(GapCluster::gaps).toList());
        assertThat(report.read().clusters()).noneMatch(GapCluster::awaitsReview);
    }

    @ParameterizedTest
    @ValueSource(strings = {TENT, KAYAK, PUMP})
    void the_decision_stays_also_when_the_first_question_is_held_no_more(String story) {
        var gap = happens(new Conversations()
                        .resolvedCase("c-1", story, "Yes, we can do that for you.")
                        .resolvedCase("c-2", story, "Yes, that is no problem."))
                .getFirst();
        decide(0, gap, Review.State.APPROVED);

        var clusters = happens(later().conversation("c-1", Duration.ofHours(1)).erased());

        assertThat(clusters).singleElement().satisfies(kept -> {
            assertThat(kept.id()).isEqualTo(gap.id());
            assertThat(kept.gaps()).isEqualTo(1);
            assertThat(kept.awaitsReview()).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {TENT, KAYAK, PUMP})
    void a_record_that_does_not_tell_the_whole_question_goes_by_the_question_itself_while_it_is_held(String story) {
        var gap = happens(new Conversations().resolvedCase("c-1", story, "Yes, we can do that for you."))
                .getFirst();
        var data =
                "{\"gap\":{\"cluster\":\"%s\",\"state\":\"approved\",\"question\":\"%s\",\"gaps\":1,\"by\":\"anna\"}}"
                        .formatted(gap.id(), gap.question());
        publish(
                0,
                gap.id(),
                Articles.article(gap.question(), "body").withAgentId("shop").withData(data));

        var clusters = happens(later().resolvedCase("c-2", story, "Yes, that is no problem."));

        assertThat(clusters).singleElement().satisfies(kept -> {
            assertThat(kept.id()).isEqualTo(gap.id());
            assertThat(kept.gaps()).isEqualTo(2);
            assertThat(kept.awaitsReview()).isFalse();
            assertThat(Objects.requireNonNull(kept.effect()).before().questions())
                    .as("no share is told: it is counted from what is held")
                    .isEqualTo(2);
        });
    }

    @Test
    void no_id_is_that_of_two_clusters_whatever_is_decided() {
        var clusters = happens(new Conversations()
                .resolvedCase("c-1", TENT, "Yes, we can do that for you.")
                .resolvedCase("c-2", KAYAK, "40 euros a weekend.")
                .resolvedCase("c-3", PUMP, "Yes, for 20 euros."));
        var states = List.of(Review.State.APPROVED, Review.State.SAVED, Review.State.REJECTED);
        for (var i = 0; i < states.size(); i++) {
            decide(i, clusters.get(i), states.get(i));
        }

        assertThat(report.read().clusters()).hasSize(3);
        assertThat(Set.copyOf(
                        report.read().clusters().stream().map(GapCluster::id).toList()))
                .hasSize(3);
        assertThat(report.read().clusters().stream().map(GapCluster::question))
                .as("a rejection keeps no words, and is shown by the question itself")
                .containsExactlyInAnyOrderElementsOf(
                        clusters.stream().map(GapCluster::question).toList());
    }

    private static Conversations later() {
        return Conversations.at(Conversations.START.plus(Duration.ofDays(1)));
    }

    private void decide(long position, GapCluster gap, Review.State state) {
        var at = Instant.parse("2026-03-02T20:00:00Z");
        var decision = state == Review.State.REJECTED
                ? Decision.rejection(gap, "anna", "too early")
                : new Decision(state, gap.question(), "body", null, "anna", null, null, List.of());
        var review = decision.on(gap, at);
        publish(position, gap.id(), Decision.article(review, "en"));
    }

    private void publish(long position, String gapId, ArticlePublished article) {
        shelf.apply(position, Articles.record(position, Review.PREFIX + gapId, ArticleHash.stamp(article)));
        embed();
    }

    private List<GapCluster> happens(Conversations conversations) {
        conversations.log().forEach(book::apply);
        embed();
        return report.read().clusters();
    }

    private void embed() {
        while (report.embedSome()) {
            // Until every question has its vector.
        }
    }
}
