package io.casebook.knowledge.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.knowledge.Articles;
import io.casebook.knowledge.WordEmbeddings;
import io.casebook.knowledge.articles.ArticleHash;
import io.casebook.knowledge.articles.ArticleShelf;
import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.knowledge.ArticleRetired;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is missing, and what became of the proposals. */
class GapReportTest {
    private static final String KAYAKS = "do you sell kayaks";
    private static final String BOATS = "do you sell red kayaks";
    private static final String DOGS = "may my dog come along";

    private final GapBook book = new GapBook(1_000, Duration.ofDays(90));
    private final ArticleShelf shelf = new ArticleShelf();
    private final WordEmbeddings words = new WordEmbeddings();
    private final GapReport report = report(book, shelf);

    @Test
    void questions_that_are_alike_are_counted_together_the_most_wanted_first() {
        var clusters = read(Conversations.of("c-1")
                .asks(DOGS)
                .lacks("low_answerability")
                .conversation("c-2", Duration.ofHours(1))
                .asks(KAYAKS)
                .lacks("low_answerability")
                .asks(BOATS)
                .lacks("low_answerability")
                .lacks("hand_off")
                .handsOff()
                .conversation("c-3", Duration.ofHours(1))
                .asks(BOATS)
                .lacks("thumbs_down")
                .conversation("c-4", Duration.ofHours(1))
                .asks(KAYAKS));

        assertThat(clusters.stream().map(GapCluster::question)).containsExactly(KAYAKS, DOGS);
        var kayaks = clusters.getFirst();
        assertThat(kayaks.gaps()).isEqualTo(3);
        assertThat(kayaks.conversations()).isEqualTo(2);
        assertThat(kayaks.causes())
                .containsEntry("low_answerability", 2)
                .containsEntry("hand_off", 1)
                .containsEntry("thumbs_down", 1);
        assertThat(kayaks.handOffs()).isEqualTo(new Share(4, 1));
        assertThat(kayaks.examples().getFirst().conversationId()).isEqualTo("c-3");
        assertThat(kayaks.proposal()).isNull();
        assertThat(kayaks.awaitsReview()).isFalse();
    }

    @Test
    void the_trend_tells_this_week_from_the_one_before() {
        var clusters = read(Conversations.of("c-1")
                .asks(KAYAKS)
                .lacks("hand_off")
                .conversation("c-2", Duration.ofDays(8))
                .asks(KAYAKS)
                .lacks("hand_off")
                .conversation("c-3", Duration.ofDays(1))
                .asks(KAYAKS)
                .lacks("hand_off"));

        assertThat(clusters.getFirst().lastWeek()).isEqualTo(2);
        assertThat(clusters.getFirst().weekBefore()).isEqualTo(1);
    }

    @Test
    void the_replies_of_people_propose_an_article_without_what_belongs_to_one_of_them() {
        var clusters = read(new Conversations()
                .conversation("c-0", Duration.ZERO)
                .attached("{\"name\":\"Grace Hopper\"}")
                .asks(KAYAKS)
                .lacks("hand_off")
                .handsOff()
                .human("Hi Grace, we sell kayaks from May on. Grace, yours is order 100234.\nBest regards\nAnna")
                .finished("resolved")
                .resolvedCase("c-1", BOATS, "Hello!\nRed ones too, ask a@b.example."));

        var proposal = Objects.requireNonNull(clusters.getFirst().proposal());
        assertThat(proposal.title()).isEqualTo(KAYAKS);
        assertThat(proposal.body())
                .isEqualTo(
                        "Red ones too, ask [e-mail].\n\nWe sell kayaks from May on. [name], yours is order [number].");
        assertThat(proposal.conversations()).containsExactly("c-1", "c-0");
        assertThat(proposal.taken()).isEqualTo(3);
        assertThat(clusters.getFirst().awaitsReview()).isTrue();
    }

    @Test
    void an_approved_article_shows_the_hand_offs_before_and_after() {
        var before = new Conversations()
                .resolvedCase("c-1", KAYAKS, "From May on we do.")
                .resolvedCase("c-2", BOATS, "Yes, red ones.");
        var cluster = read(before).getFirst();
        decide(0, cluster, Review.State.APPROVED, Conversations.START.plus(Duration.ofHours(5)));
        var clusters = read(Conversations.at(Conversations.START.plus(Duration.ofHours(6)))
                .conversation("c-3", Duration.ZERO)
                .asks(KAYAKS)
                .agentSays("a1")
                .asks(BOATS)
                .handsOff());

        var effect = Objects.requireNonNull(clusters.getFirst().effect());
        assertThat(effect.before()).isEqualTo(new Share(2, 2));
        assertThat(effect.after()).isEqualTo(new Share(2, 1));
        assertThat(effect.after().rate()).isEqualTo(0.5);
        assertThat(clusters.getFirst().awaitsReview()).isFalse();
    }

    @Test
    void a_rejected_proposal_comes_back_when_twice_as_many_have_asked() {
        var cluster = read(new Conversations().resolvedCase("c-1", KAYAKS, "From May on we do."))
                .getFirst();
        decide(0, cluster, Review.State.REJECTED, Conversations.START);
        assertThat(read(new Conversations()).getFirst().awaitsReview()).isFalse();

        var grown = read(Conversations.at(Conversations.START.plus(Duration.ofDays(1)))
                .resolvedCase("c-2", BOATS, "Red ones too, yes."));

        assertThat(grown).singleElement().satisfies(again -> {
            assertThat(again.id()).isEqualTo(cluster.id());
            assertThat(again.awaitsReview()).isTrue();
            assertThat(Objects.requireNonNull(again.review()).reason()).isEqualTo("too early");
        });
    }

    @Test
    void a_decision_stays_with_its_questions_when_the_first_of_them_is_erased() {
        var log = new Conversations()
                .resolvedCase("c-1", KAYAKS, "From May on we do.")
                .resolvedCase("c-2", BOATS, "Yes, red ones.");
        var cluster = read(log).getFirst();
        decide(0, cluster, Review.State.APPROVED, Conversations.START);
        var clusters = read(Conversations.at(Conversations.START.plus(Duration.ofDays(1)))
                .conversation("c-1", Duration.ZERO)
                .erased());

        assertThat(clusters).singleElement().satisfies(left -> {
            assertThat(left.id()).isEqualTo(cluster.id());
            assertThat(left.gaps()).isEqualTo(1);
            assertThat(left.examples().toString()).doesNotContain("c-1");
        });
    }

    @Test
    void an_article_that_is_taken_away_is_proposed_again() {
        var cluster = read(new Conversations().resolvedCase("c-1", KAYAKS, "From May on we do."))
                .getFirst();
        decide(0, cluster, Review.State.APPROVED, Conversations.START);
        shelf.apply(
                1, Articles.record(1, Review.PREFIX + cluster.id(), new ArticleRetired().withReason("deleted by API")));

        assertThat(read(new Conversations()).getFirst().awaitsReview()).isTrue();
    }

    @Test
    void an_article_that_was_edited_without_its_data_is_still_known() {
        shelf.apply(
                0,
                Articles.record(
                        0,
                        Review.PREFIX + "abc",
                        ArticleHash.stamp(
                                Articles.article(KAYAKS, "From May on.").withAgentId("shop"))));
        var clusters = read(new Conversations().resolvedCase("c-1", BOATS, "From May on we do."));

        assertThat(clusters).singleElement().satisfies(known -> {
            assertThat(known.id()).isEqualTo("abc");
            assertThat(Objects.requireNonNull(known.effect()).since()).isEqualTo(Articles.START);
        });
    }

    @Test
    void the_order_in_which_partitions_are_read_changes_nothing() {
        var log = new Conversations()
                .resolvedCase("c-1", KAYAKS, "From May on we do.")
                .resolvedCase("c-2", DOGS, "Yes, on a leash.")
                .resolvedCase("c-3", BOATS, "Yes, red ones.")
                .log();
        var byConversation = new ArrayList<>(log);
        byConversation.sort(
                Comparator.comparing(ConversationEvent::conversationId).reversed());

        var other = new GapBook(1_000, Duration.ofDays(90));
        byConversation.forEach(other::apply);
        var otherReport = report(other, new ArticleShelf());
        otherReport.embedSome();
        log.forEach(book::apply);
        report.embedSome();

        assertThat(otherReport.read().clusters()).isEqualTo(report.read().clusters());
    }

    @Test
    void the_questions_of_two_agents_are_not_mixed() {
        shelf.apply(
                0,
                Articles.record(
                        0,
                        Review.PREFIX + "abc",
                        ArticleHash.stamp(
                                Articles.article(KAYAKS, "From May on.").withAgentId("bank"))));
        var clusters = read(new Conversations().resolvedCase("c-1", KAYAKS, "From May on we do."));

        assertThat(clusters.stream().map(GapCluster::agentId)).containsExactlyInAnyOrder("shop", "bank");
    }

    private GapReport report(GapBook questions, ArticleShelf articles) {
        return new GapReport(
                questions, articles, () -> words, 0.7, new Drafts(), Duration.ZERO, InstantSource.system());
    }

    private List<GapCluster> read(Conversations conversations) {
        conversations.log().forEach(book::apply);
        while (report.embedSome()) {
            // Until every question has its vector.
        }
        return report.read().clusters();
    }

    private void decide(long position, GapCluster cluster, Review.State state, Instant at) {
        var decision = state == Review.State.REJECTED
                ? Decision.rejection(cluster, "anna", "too early")
                : new Decision(state, cluster.question(), "body", null, "anna", null, null, List.of());
        var review = decision.on(cluster, at);
        shelf.apply(position, Articles.record(position, review.articleId(), Decision.article(review, "en")));
    }
}
