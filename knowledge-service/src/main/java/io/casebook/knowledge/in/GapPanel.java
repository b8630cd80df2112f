package io.casebook.knowledge.in;

import io.casebook.knowledge.gaps.GapCluster;
import io.casebook.knowledge.gaps.Review;
import io.casebook.knowledge.gaps.Share;
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
    record Written(String title, String body) {}

    /** A question of a customer. */
    public record Line(String text, String conversation, String at, boolean handedOff) {}

    /** What a person decides on. */
    public record Form(String title, String body, int taken, List<String> conversations, String heading) {}

    static GapPanel of(GapCluster gap, @Nullable Written written) {
        var review = gap.review();
        var effect = gap.effect();
        return new GapPanel(
                gap.id(),
                gap.question(),
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
        var taken = proposal == null ? 0 : proposal.taken();
        Form form;
        if (review != null && review.state() == Review.State.SAVED) {
            form = new Form(
                    review.title(), review.body(), taken, review.conversations(), "The article, as it was changed");
        } else if (proposal != null) {
            form = new Form(
                    proposal.title(),
                    proposal.body(),
                    taken,
                    proposal.conversations(),
                    "Proposed article, from what people replied");
        } else {
            form = new Form(
                    gap.question(),
                    "",
                    taken,
                    List.of(),
                    "No person has resolved one of these cases yet; write the article yourself");
        }
        return written == null
                ? form
                : new Form(written.title(), written.body(), taken, form.conversations(), form.heading());
    }

    private static String decided(Review review) {
        var who = (review.by().isEmpty() ? "" : " by " + review.by()) + ", " + date(review.at());
        return switch (review.state()) {
            case SAVED -> "Changed" + who;
            case APPROVED -> "Approved" + who;
            case REJECTED -> "Rejected" + who + (review.reason() == null ? "" : ": " + review.reason());
        };
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
