package io.casebook.knowledge.in;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.casebook.knowledge.gaps.GapCluster;
import io.casebook.knowledge.gaps.Proposal;
import io.casebook.knowledge.gaps.Share;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A gap as callers see it.
 *
 * @param id its id
 * @param question the question that leads it, without personal data
 * @param agentId the agent that is asked
 * @param language language of the newest question
 * @param gaps questions for which something told a gap
 * @param conversations conversations that they are from
 * @param causes how many questions were told by each cause
 * @param trend how many came lately
 * @param firstSeen when it was asked first
 * @param lastSeen when it was asked last
 * @param examples the newest gaps, newest first
 * @param handOffs how many of all its questions ended in a hand-off
 * @param awaitsReview true where a person should decide
 * @param proposal what the replies of people propose
 * @param review what a person decided
 * @param effect the hand-offs before and after the approval
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GapView(
        String id,
        String question,
        String agentId,
        String language,
        int gaps,
        int conversations,
        Map<String, Integer> causes,
        Trend trend,
        @Nullable Instant firstSeen,
        @Nullable Instant lastSeen,
        List<GapCluster.Example> examples,
        Rate handOffs,
        boolean awaitsReview,
        @Nullable ProposalView proposal,
        @Nullable ReviewView review,
        @Nullable EffectView effect) {

    /**
     * Gaps by week.
     *
     * @param lastWeek of the last seven days
     * @param weekBefore of the seven days before
     */
    public record Trend(int lastWeek, int weekBefore) {}

    /**
     * A share of questions.
     *
     * @param questions how many questions
     * @param handedOff how many of them ended in a hand-off
     * @param rate the share, 0 to 1
     */
    public record Rate(int questions, int handedOff, double rate) {
        static Rate of(Share share) {
            return new Rate(share.questions(), share.handedOff(), share.rate());
        }
    }

    /**
     * A proposed article.
     *
     * @param title its title
     * @param body its text
     * @param conversations where the replies are from
     * @param taken how many pieces of personal data were taken out
     * @param writtenBy the model that wrote it, or {@code people}
     * @param replies what people replied
     * @param note why no model has written it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ProposalView(
            String title,
            String body,
            List<String> conversations,
            int taken,
            String writtenBy,
            String replies,
            @Nullable String note) {
        static ProposalView of(Proposal proposal) {
            return new ProposalView(
                    proposal.title(),
                    proposal.body(),
                    proposal.conversations(),
                    proposal.taken(),
                    proposal.writtenBy(),
                    proposal.replies().text(),
                    proposal.note());
        }
    }

    /**
     * A decision.
     *
     * @param articleId the article
     * @param state saved, approved or rejected
     * @param title title of the article
     * @param body text of the article
     * @param visibility who may see it, as somebody chose last
     * @param by who decided
     * @param at when
     * @param reason why it was rejected
     * @param writtenBy who wrote what was decided on
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ReviewView(
            String articleId,
            String state,
            String title,
            String body,
            String visibility,
            String by,
            Instant at,
            @Nullable String reason,
            @Nullable String writtenBy) {}

    /**
     * What became of the questions.
     *
     * @param since when the article was approved
     * @param before the questions before
     * @param after the questions after
     */
    public record EffectView(Instant since, Rate before, Rate after) {}

    static GapView of(GapCluster gap) {
        var proposal = gap.proposal();
        var review = gap.review();
        var effect = gap.effect();
        return new GapView(
                gap.id(),
                gap.question(),
                gap.agentId(),
                gap.language(),
                gap.gaps(),
                gap.conversations(),
                new TreeMap<>(gap.causes()),
                new Trend(gap.lastWeek(), gap.weekBefore()),
                gap.firstSeen(),
                gap.lastSeen(),
                gap.examples(),
                Rate.of(gap.handOffs()),
                gap.awaitsReview(),
                proposal == null ? null : ProposalView.of(proposal),
                review == null
                        ? null
                        : new ReviewView(
                                review.articleId(),
                                review.state().wireName(),
                                review.title(),
                                review.body(),
                                review.visibility().name().toLowerCase(Locale.ROOT),
                                review.by(),
                                review.at(),
                                review.reason(),
                                review.writtenBy()),
                effect == null
                        ? null
                        : new EffectView(effect.since(), Rate.of(effect.before()), Rate.of(effect.after())));
    }
}
