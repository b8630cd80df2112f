package io.casebook.knowledge.in;

import io.casebook.knowledge.KnowledgeService;
import io.casebook.knowledge.articles.ArticleHash;
import io.casebook.knowledge.articles.ArticleRules;
import io.casebook.knowledge.gaps.GapCluster;
import io.casebook.knowledge.gaps.GapReport;
import io.casebook.knowledge.gaps.Review;
import io.casebook.knowledge.gaps.Review.State;
import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.Code;
import io.casebook.platform.http.Ids;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.Visibility;
import io.casebook.vocabulary.knowledge.ArticlePublished;
import io.casebook.vocabulary.knowledge.ArticleStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Carries out what people decide on proposals: a version of an article, in the name of who decided. */
@ApplicationScoped
class GapReviews {
    private final KnowledgeService service;
    private final GapReport report;
    private final ArticleWriter writer;
    private final InstantSource clock = InstantSource.system();

    GapReviews(KnowledgeService service, GapReport report, ArticleWriter writer) {
        this.service = service;
        this.report = report;
        this.writer = writer;
    }

    /** Publishes the proposal as the person wants it. */
    GapCluster approve(String id, GapDecision decision) {
        return write(id, decision, State.APPROVED, null);
    }

    /** Keeps the proposal as the person wants it, as a draft that nobody finds. */
    GapCluster save(String id, GapDecision decision) {
        return write(id, decision, State.SAVED, null);
    }

    /** Rejects the proposal. The words of the replies are not kept. */
    GapCluster reject(String id, String humanId, String reason) {
        var cluster = find(id);
        var decision = GapDecision.of(humanId, cluster.question(), "Rejected: " + reason, null, null);
        return write(id, decision, State.REJECTED, reason);
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

    private GapCluster write(String id, GapDecision decision, State state, @Nullable String reason) {
        var cluster = find(id);
        var before = cluster.review();
        if (before != null && before.state() == State.APPROVED) {
            throw new ApiException(
                    Code.FAILED_PRECONDITION,
                    "the proposal was approved by %s; change the article `%s` itself"
                            .formatted(before.by(), before.articleId()));
        }
        var review = review(cluster, decision, state, reason);
        var article = article(cluster, review);
        var objection = ArticleRules.objection(article);
        if (objection != null) {
            throw ApiException.invalid(objection.field(), objection.message());
        }
        writer.write(review.articleId(), ArticleHash.stamp(article), new Actor(ActorType.HUMAN, decision.humanId()));
        return find(id);
    }

    private Review review(GapCluster cluster, GapDecision decision, State state, @Nullable String reason) {
        var now = clock.instant();
        var before = cluster.review();
        Instant approvedAt = state == State.APPROVED ? now : null;
        var proposal = cluster.proposal();
        return new Review(
                cluster.id(),
                state,
                cluster.question(),
                decision.title(),
                decision.body(),
                visibility(before, decision),
                cluster.agentId(),
                cluster.gaps(),
                proposal == null ? (before == null ? List.of() : before.conversations()) : proposal.conversations(),
                decision.humanId(),
                now,
                approvedAt,
                reason,
                writtenBy(cluster, decision));
    }

    /** Who may see it: never more people than somebody chose last, unless this person says so. */
    private static Visibility visibility(@Nullable Review before, GapDecision decision) {
        var wanted = decision.visibility();
        if (wanted != null) {
            return wanted;
        }
        return before == null ? Visibility.PUBLIC : before.visibility();
    }

    /** Who wrote what the person saw; a proposal may have been written anew meanwhile, so that their word counts. */
    private static @Nullable String writtenBy(GapCluster cluster, GapDecision decision) {
        if (decision.writtenBy() != null) {
            return decision.writtenBy();
        }
        var before = cluster.review();
        if (before != null && before.state() == State.SAVED) {
            return before.writtenBy();
        }
        var proposal = cluster.proposal();
        return proposal == null ? null : proposal.writtenBy();
    }

    private static ArticlePublished article(GapCluster cluster, Review review) {
        return new ArticlePublished(
                review.title(),
                null,
                review.body(),
                "markdown",
                review.state() == State.REJECTED ? Visibility.INTERNAL : review.visibility(),
                List.of(),
                cluster.language(),
                null,
                review.state() == State.APPROVED ? ArticleStatus.PUBLISHED : ArticleStatus.DRAFT,
                null,
                null,
                review.by(),
                null,
                cluster.agentId().isEmpty() ? null : cluster.agentId(),
                null,
                review.data(),
                null,
                "",
                null);
    }
}
