package io.casebook.knowledge.in;

import io.casebook.knowledge.KnowledgeService;
import io.casebook.knowledge.articles.ArticleRules;
import io.casebook.knowledge.gaps.Decision;
import io.casebook.knowledge.gaps.ErasedDrafts;
import io.casebook.knowledge.gaps.GapBook;
import io.casebook.knowledge.gaps.GapCluster;
import io.casebook.knowledge.gaps.GapReport;
import io.casebook.knowledge.gaps.Review;
import io.casebook.knowledge.gaps.Review.State;
import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.Code;
import io.casebook.platform.http.Ids;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Carries out what people decide on proposals: a version of an article, in the name of who decided. */
@ApplicationScoped
class GapReviews {
    private final KnowledgeService service;
    private final GapReport report;
    private final GapBook book;
    private final ErasedDrafts erasures;
    private final ArticleWriter writer;
    private final InstantSource clock = InstantSource.system();

    GapReviews(KnowledgeService service, GapReport report, GapBook book, ErasedDrafts erasures, ArticleWriter writer) {
        this.service = service;
        this.report = report;
        this.book = book;
        this.erasures = erasures;
        this.writer = writer;
    }

    /** Publishes the proposal as the person wants it. */
    GapCluster approve(String id, GapDecision wanted) {
        return write(find(id), wanted.as(State.APPROVED));
    }

    /** Keeps the proposal as the person wants it, as a draft that nobody finds. */
    GapCluster save(String id, GapDecision wanted) {
        return write(find(id), wanted.as(State.SAVED));
    }

    /** Rejects the proposal. */
    GapCluster reject(String id, String humanId, String reason) {
        var cluster = find(id);
        return write(cluster, Decision.rejection(cluster, humanId, reason));
    }

    GapCluster find(String id) {
        ArticlesResource.requireCaughtUp(service);
        var cluster = report.find(Ids.requireValid("id", id));
        if (cluster == null) {
            throw new ApiException(
                    Code.NOT_FOUND, "there is no gap `%s`; list them with GET /v1/knowledge/gaps".formatted(id));
        }
        return cluster;
    }

    private GapCluster write(GapCluster cluster, Decision decision) {
        var before = cluster.review();
        if (before != null && before.state() == State.APPROVED) {
            throw new ApiException(
                    Code.FAILED_PRECONDITION,
                    "the proposal was approved by %s; change the article `%s` itself"
                            .formatted(before.by(), before.articleId()));
        }
        requireHeld(decision.madeOf(), before);
        var review = decision.on(cluster, clock.instant());
        var article = Decision.article(review, cluster.language());
        var objection = ArticleRules.objection(article);
        if (objection != null) {
            throw ApiException.invalid(objection.field(), objection.message());
        }
        writer.write(review.articleId(), article, new Actor(ActorType.HUMAN, decision.by()));
        return find(cluster.id());
    }

    /** What was made of a conversation that was erased since may not be kept, nor published, by who still had it on the screen. */
    private void requireHeld(List<String> madeOf, @Nullable Review before) {
        for (var conversation : madeOf) {
            var kept = before != null && before.conversations().contains(conversation);
            if (erasures.isErased(conversation) || !(kept || book.holds(conversation))) {
                throw new ApiException(
                        Code.FAILED_PRECONDITION,
                        "a conversation that the text was made of is gone: it was erased, or is too old; look at what is proposed now");
            }
        }
    }
}
