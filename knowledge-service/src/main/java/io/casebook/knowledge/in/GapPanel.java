package io.casebook.knowledge.in;

import io.casebook.knowledge.gaps.GapCluster;
import io.casebook.knowledge.gaps.Proposal;
import io.casebook.knowledge.gaps.Review;
import io.casebook.knowledge.gaps.Share;
import io.casebook.vocabulary.Visibility;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The chosen gap as the page shows it.
 *
 * @param id its id
 * @param question the question that leads it
 * @param asked all of that question, where it is longer; null where it is not
 * @param keeps whether a decision keeps the question's words
 * @param counts how often it was asked, in words
 * @param trend how that develops, in words
 * @param causes what told it, in words
 * @param handOffs how many ended in a hand-off, in words
 * @param examples the newest questions
 * @param form what may be decided on; null where nothing may
 * @param decided what was decided, in words; null where nothing was
 * @param articleId the article that was decided on; null where nothing was
 * @param effect hand-offs before and after the approval, in words; null where nothing was approved
 */
public record GapPanel(
        String id,
        String question,
        @Nullable String asked,
        boolean keeps,
        String counts,
        String trend,
        List<String> causes,
        String handOffs,
        List<Line> examples,
        @Nullable Form form,
        @Nullable String decided,
        @Nullable String articleId,
        @Nullable String effect) {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Map<String, String> CAUSES = Map.of(
            "low_answerability", "the articles do not answer",
            "hand_off", "handed off for want of an answer",
            "correction", "corrected by a person",
            "thumbs_down", "judged unhelpful");

    /** What a person wrote and was refused. */
    record Written(
            String title,
            String body,
            @Nullable String visibility,
            @Nullable String writtenBy) {}

    /** A question of a customer. */
    public record Line(String text, String conversation, String at, boolean handedOff) {}

    /**
     * What a person decides on.
     *
     * @param title title of the article
     * @param body text of the article
     * @param visibility who may see it, as somebody chose last
     * @param taken how many pieces of personal data were taken out
     * @param conversations where the replies are from
     * @param heading what it is
     * @param writtenBy who wrote it; empty where nobody has yet
     * @param replies what people replied, where a model wrote the text from it; null where the text is that
     * @param note why no model has written it; null where there is nothing to say
     */
    public record Form(
            String title,
            String body,
            String visibility,
            int taken,
            List<String> conversations,
            String heading,
            String writtenBy,
            @Nullable String replies,
            @Nullable String note) {
        Form as(Written written) {
            var by = written.writtenBy() == null ? writtenBy : written.writtenBy();
            var wanted = written.visibility();
            var chosen = wanted != null && ArticleBody.VISIBILITIES.containsKey(wanted) ? wanted : visibility;
            return new Form(written.title(), written.body(), chosen, taken, conversations, heading, by, replies, note);
        }
    }

    static GapPanel of(GapCluster gap, @Nullable Written written) {
        var review = gap.review();
        var effect = gap.effect();
        var asked = gap.asked();
        return new GapPanel(
                gap.id(),
                gap.question(),
                asked == null || asked.words().equals(gap.question()) ? null : asked.words(),
                asked != null,
                "%s in %s".formatted(count(gap.gaps(), "gap"), count(gap.conversations(), "conversation")),
                "%d in the last 7 days, %d in the 7 before".formatted(gap.lastWeek(), gap.weekBefore()),
                new TreeMap<>(gap.causes())
                        .entrySet().stream()
                                .map(cause -> "%d × %s"
                                        .formatted(
                                                cause.getValue(), CAUSES.getOrDefault(cause.getKey(), cause.getKey())))
                                .toList(),
                share(gap.handOffs()),
                gap.examples().stream()
                        .map(each ->
                                new Line(each.text(), each.conversationId(), date(each.askedAt()), each.handedOff()))
                        .toList(),
                review == null || gap.awaitsReview() ? form(gap, written) : null,
                review == null ? null : decided(review),
                review == null ? null : review.articleId(),
                effect == null ? null : "%s before, %s since".formatted(share(effect.before()), share(effect.after())));
    }

    private static Form form(GapCluster gap, @Nullable Written written) {
        var proposal = gap.proposal();
        var review = gap.review();
        Form form;
        if (review != null && review.state() == Review.State.SAVED) {
            form = saved(review, proposal);
        } else if (proposal != null) {
            form = proposed(proposal, visibility(review));
        } else {
            var heading = "No person has resolved one of these cases yet; write the article yourself";
            form = new Form(gap.question(), "", visibility(review), 0, List.of(), heading, "", null, null);
        }
        return written == null ? form : form.as(written);
    }

    private static Form saved(Review review, @Nullable Proposal proposal) {
        return new Form(
                review.title(),
                review.body(),
                visibility(review),
                proposal == null ? 0 : proposal.taken(),
                review.conversations(),
                "The article, as it was changed",
                review.writtenBy() == null ? "" : review.writtenBy(),
                null,
                null);
    }

    private static Form proposed(Proposal proposal, String visibility) {
        return new Form(
                proposal.title(),
                proposal.body(),
                visibility,
                proposal.taken(),
                proposal.conversations(),
                proposal.isDraft()
                        ? "Proposed article, written by %s from what people replied".formatted(proposal.writtenBy())
                        : "Proposed article, from what people replied",
                proposal.writtenBy(),
                proposal.isDraft() ? proposal.replies().text() : null,
                proposal.note());
    }

    private static String visibility(@Nullable Review review) {
        var visibility = review == null ? Visibility.PUBLIC : review.visibility();
        return visibility.name().toLowerCase(Locale.ROOT);
    }

    private static String decided(Review review) {
        var who = (review.by().isEmpty() ? "" : " by " + review.by()) + ", " + date(review.at());
        return switch (review.state()) {
            case SAVED -> "Changed" + who;
            case APPROVED -> "Approved" + who + author(review);
            case REJECTED -> "Rejected" + who + (review.reason() == null ? "" : ": " + review.reason());
        };
    }

    private static String author(Review review) {
        var by = review.writtenBy();
        return by == null || by.equals(Proposal.PEOPLE) ? "" : "; drafted by " + by;
    }

    private static String share(Share share) {
        return share.questions() == 0
                ? "no question"
                : "%d of %d handed off (%d %%)"
                        .formatted(share.handedOff(), share.questions(), Math.round(share.rate() * 100));
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String date(Instant time) {
        return DATE.format(time) + " UTC";
    }
}
