package io.casebook.knowledge.gaps;

import io.casebook.knowledge.articles.ArticleHash;
import io.casebook.knowledge.gaps.Review.State;
import io.casebook.vocabulary.Visibility;
import io.casebook.vocabulary.knowledge.ArticlePublished;
import io.casebook.vocabulary.knowledge.ArticleStatus;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants to become of a gap's article.
 *
 * @param state what is decided
 * @param title title of the article
 * @param body text of the article
 * @param visibility who may see it; null for as somebody chose last
 * @param by who decides
 * @param reason why it is rejected; null where it is not
 * @param writtenBy who wrote what the person saw; null where they do not say
 * @param madeOf the conversations that what the person saw was made of; empty where they do not say
 */
public record Decision(
        State state,
        String title,
        String body,
        @Nullable Visibility visibility,
        String by,
        @Nullable String reason,
        @Nullable String writtenBy,
        List<String> madeOf) {
    private static final String REJECTED = "Rejected proposal";

    public Decision {
        madeOf = List.copyOf(madeOf);
    }

    /** A rejection: no words of customers or replies are kept, and of the reason none that tell a person. */
    public static Decision rejection(GapCluster cluster, String by, String reason) {
        var told = PersonalData.mask(reason, cluster.names()).text();
        return new Decision(State.REJECTED, REJECTED, "Rejected: " + told, null, by, told, null, List.of());
    }

    /** What it makes of a gap, as it is to be written down. */
    public Review on(GapCluster cluster, Instant now) {
        var kept = state != State.REJECTED;
        var approved = state == State.APPROVED;
        return new Review(
                cluster.id(),
                state,
                kept ? cluster.question() : "",
                kept ? words(cluster) : null,
                kept ? conversation(cluster) : null,
                title,
                body,
                visibility(cluster.review()),
                cluster.agentId(),
                cluster.gaps(),
                kept ? conversations(cluster) : List.of(),
                by,
                now,
                approved ? now : null,
                approved ? cluster.handOffs() : null,
                reason,
                kept ? writtenBy(cluster) : null);
    }

    /** The article that a review is written down in. */
    public static ArticlePublished article(Review review, String language) {
        return ArticleHash.stamp(new ArticlePublished(
                review.title(),
                null,
                review.body(),
                "markdown",
                review.state() == State.REJECTED ? Visibility.INTERNAL : review.visibility(),
                List.of(),
                language,
                null,
                review.state() == State.APPROVED ? ArticleStatus.PUBLISHED : ArticleStatus.DRAFT,
                null,
                null,
                review.by(),
                null,
                review.agentId().isEmpty() ? null : review.agentId(),
                null,
                review.data(),
                null,
                "",
                null));
    }

    private static @Nullable String words(GapCluster cluster) {
        var before = cluster.review();
        if (before != null && before.asked() != null) {
            return before.asked();
        }
        var asked = cluster.asked();
        return asked == null ? null : asked.words();
    }

    private static @Nullable String conversation(GapCluster cluster) {
        var before = cluster.review();
        if (before != null && before.askedIn() != null) {
            return before.askedIn();
        }
        var asked = cluster.asked();
        return asked == null ? null : asked.conversationId();
    }

    /** Where the text is from: what is proposed now, and what it may have kept of a draft before. */
    private List<String> conversations(GapCluster cluster) {
        var proposal = cluster.proposal();
        var before = cluster.review();
        return Stream.of(
                        madeOf,
                        before == null ? List.<String>of() : before.conversations(),
                        proposal == null || !madeOf.isEmpty() ? List.<String>of() : proposal.conversations())
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /** Who may see it: never more people than somebody chose last, unless this person says so. */
    private Visibility visibility(@Nullable Review before) {
        if (visibility != null) {
            return visibility;
        }
        return before == null ? Visibility.PUBLIC : before.visibility();
    }

    /** Who wrote what the person saw; a proposal may have been written anew meanwhile, so that their word counts. */
    private @Nullable String writtenBy(GapCluster cluster) {
        if (writtenBy != null) {
            return writtenBy;
        }
        var before = cluster.review();
        if (before != null && before.state() == State.SAVED) {
            return before.writtenBy();
        }
        var proposal = cluster.proposal();
        return proposal == null ? null : proposal.writtenBy();
    }
}
