package io.casebook.knowledge.tasks;

import io.casebook.knowledge.Articles;
import io.casebook.knowledge.ScriptedModels;
import io.casebook.knowledge.WordEmbeddings;
import io.casebook.knowledge.articles.ArticleShelf;
import io.casebook.knowledge.gaps.Conversations;
import io.casebook.knowledge.gaps.Decision;
import io.casebook.knowledge.gaps.Drafts;
import io.casebook.knowledge.gaps.GapBook;
import io.casebook.knowledge.gaps.GapCluster;
import io.casebook.knowledge.gaps.GapReport;
import io.casebook.knowledge.gaps.Proposal;
import io.casebook.knowledge.gaps.Review;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Conversations with gaps, and models that write about them; the first case is resolved already. */
class DraftingWorld {
    static final String KAYAKS = "do you sell kayaks";
    static final String BOATS = "do you sell red kayaks";
    static final String DOGS = "may my dog come along";
    static final String ARTICLE = "{\"title\": \"Kayaks\", \"body\": \"We sell kayaks **from May on**.\"}";
    static final Instant NOW = Instant.parse("2026-03-03T09:00:00Z");
    private static final String REPLY =
            "Hi Grace, we sell kayaks from May on. Yours is order 100234.\nBest regards\nAnna";

    final GapBook book = new GapBook(1_000, Duration.ofDays(90));
    final ScriptedModels models = new ScriptedModels().answering(ARTICLE);
    private final ArticleShelf shelf = new ArticleShelf();
    Drafts drafts = new Drafts();
    Instant now = NOW;
    private final WordEmbeddings words = new WordEmbeddings();
    private GapReport report = report();
    private List<String> writers = List.of("big", "small");
    private Drafting drafting = drafting(20, 2);

    DraftingWorld() {
        happens(new Conversations().resolvedCase("c-1", KAYAKS, REPLY));
    }

    void step() {
        drafting.step();
    }

    void hasNobodyWhoWrites() {
        writers = List.of();
        drafting = drafting(20, 2);
    }

    void bounds(int gaps, int atOnce) {
        drafting = drafting(gaps, atOnce);
    }

    void restarts() {
        drafts = new Drafts();
        report = report();
        drafting = drafting(20, 2);
        happens(new Conversations());
    }

    void passes(Duration time) {
        now = now.plus(time);
    }

    private GapReport report() {
        return new GapReport(book, shelf, () -> words, 0.7, drafts, Duration.ZERO, () -> now);
    }

    private Drafting drafting(int gaps, int atOnce) {
        var limits = new DraftLimits(new Writers(writers, agent -> null), Duration.ofMinutes(2), gaps, atOnce);
        return new Drafting(report, drafts, models, limits, () -> now);
    }

    final void happens(Conversations conversations) {
        conversations.log().forEach(book::apply);
        while (report.embedSome()) {
            // Until every question has its vector.
        }
    }

    List<GapCluster> gaps() {
        return report.read().clusters();
    }

    GapCluster gap(String question) {
        return gaps().stream()
                .filter(gap -> gap.question().equals(question))
                .findFirst()
                .orElseThrow();
    }

    Proposal proposal() {
        return Objects.requireNonNull(gap(KAYAKS).proposal());
    }

    void decide(GapCluster gap, Review.State state) {
        var review = state == Review.State.REJECTED
                ? Decision.rejection(gap, "anna", "too early").on(gap, NOW)
                : new Decision(state, gap.question(), "body", null, "anna", null, "people", List.of()).on(gap, NOW);
        shelf.apply(0, Articles.record(0, review.articleId(), Decision.article(review, "en")));
    }
}
