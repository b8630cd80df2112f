package io.casebook.knowledge.gaps;

import io.casebook.knowledge.articles.ArticleLog;
import io.casebook.knowledge.articles.ArticleShelf;
import io.casebook.knowledge.articles.ArticleVersion;
import io.casebook.knowledge.articles.ShelvedArticle;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.knowledge.ArticleRecord;
import io.casebook.vocabulary.knowledge.ArticleRetired;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Takes away what nobody approved and what came from a conversation that was erased: drafts of proposed articles, and rejections of older
 * records, which held words.
 *
 * <p>What has to go is worked out from what the articles say now, so that it is the same in every instance and after every start; each
 * retirement is of one version and does nothing to another that came meanwhile. So it does not matter how often it is written.
 */
public final class ErasedDrafts {
    private static final Logger LOG = Logger.getLogger(ErasedDrafts.class);
    private static final Actor SERVICE = new Actor(ActorType.SYSTEM, "knowledge");

    /** Conversations are remembered after their time, for a draft that was made of one and saved a moment late. */
    private static final int MOST_REMEMBERED = 100_000;

    private final ArticleShelf shelf;
    private final ArticleLog log;
    private final String tenantId;
    private final InstantSource clock;
    private final Set<String> erased = new LinkedHashSet<>();
    /** Positions of versions whose retirement is written and not yet read back. */
    private final Set<Long> underWay = new LinkedHashSet<>();

    private boolean changed;
    private long looked = Long.MIN_VALUE;

    /**
     * @param shelf the articles
     * @param log where they are retired
     * @param tenantId whose installation
     * @param clock what time it is
     */
    public ErasedDrafts(ArticleShelf shelf, ArticleLog log, String tenantId, InstantSource clock) {
        this.shelf = shelf;
        this.log = log;
        this.tenantId = tenantId;
        this.clock = clock;
    }

    /** A conversation was erased. */
    public synchronized void erased(String conversationId) {
        changed |= erased.add(conversationId);
    }

    /** Whether a conversation is known to be erased. */
    public synchronized boolean isErased(String conversationId) {
        return erased.contains(conversationId);
    }

    /** Retires what has to go, once the articles are known up to the end of their log. Nothing to do costs next to nothing. */
    public synchronized void step() {
        var position = shelf.position();
        if (!changed && position == looked && underWay.isEmpty()) {
            return;
        }
        var doomed = shelf.articles().stream()
                .filter(this::mustGo)
                .map(ShelvedArticle::version)
                .toList();
        looked = position;
        changed = false;
        underWay.retainAll(doomed.stream().map(ArticleVersion::position).toList());
        doomed.stream().filter(version -> underWay.add(version.position())).forEach(this::retire);
        forgetTheOldest();
    }

    private boolean mustGo(ShelvedArticle article) {
        var review = Review.in(article);
        return review != null && !Review.everApproved(article) && review.cameFrom(erased);
    }

    private void retire(ArticleVersion version) {
        var retired = new ArticleRetired().withReason("a conversation that it was made of was erased");
        var record = new ArticleRecord(
                version.articleId(), tenantId, clock.instant(), SERVICE, retired.withPosition(version.position()));
        LOG.infof(
                "a draft goes with its conversation: article=%s position=%d", version.articleId(), version.position());
        var _ = log.append(record).whenComplete((position, failure) -> {
            if (failure != null) {
                tryAgain(version, failure);
            }
        });
    }

    private synchronized void tryAgain(ArticleVersion version, Throwable failure) {
        LOG.warnf(
                "a draft of an erased conversation could not be taken away and is tried again: article=%s fault=%s",
                version.articleId(), failure.getClass().getSimpleName());
        underWay.remove(version.position());
        changed = true;
    }

    private void forgetTheOldest() {
        var oldest = erased.iterator();
        for (var left = erased.size() - MOST_REMEMBERED; left > 0 && underWay.isEmpty(); left--) {
            oldest.next();
            oldest.remove();
        }
    }
}
