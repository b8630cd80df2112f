package io.casebook.knowledge.gaps;

import io.casebook.knowledge.gaps.Clustering.Cluster;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something that customers ask and the articles do not answer.
 *
 * @param id its id
 * @param question the question that leads it, without personal data, cut
 * @param asked the conversation and the whole words of that question, without personal data; null where it is held no more
 * @param agentId the agent that is asked
 * @param language language of the newest question
 * @param gaps questions for which something told a gap
 * @param conversations conversations that they are from
 * @param causes how many questions were told by each cause
 * @param lastWeek gaps of the last seven days
 * @param weekBefore gaps of the seven days before
 * @param firstSeen when it was asked first; null where every question of it is gone
 * @param lastSeen when it was asked last; null where every question of it is gone
 * @param examples the newest gaps, newest first
 * @param handOffs how many of all its questions ended in a hand-off
 * @param replies what people replied lately; null where no reply resolved a case
 * @param proposal what the replies of people propose; null where none resolved a case
 * @param names names of the people who take part
 * @param review what a person decided; null where nobody did
 * @param effect what became of the questions after the approval; null where nothing was approved
 */
public record GapCluster(
        String id,
        String question,
        @Nullable Asked asked,
        String agentId,
        String language,
        int gaps,
        int conversations,
        Map<String, Integer> causes,
        int lastWeek,
        int weekBefore,
        @Nullable Instant firstSeen,
        @Nullable Instant lastSeen,
        List<Example> examples,
        Share handOffs,
        @Nullable Replies replies,
        @Nullable Proposal proposal,
        Set<String> names,
        @Nullable Review review,
        @Nullable Effect effect) {
    private static final int MOST_EXAMPLES = 5;
    private static final Duration WEEK = Duration.ofDays(7);

    /** A cluster that was rejected proposes again when it has grown by this factor. */
    private static final int GROWN = 2;

    public GapCluster {
        causes = Map.copyOf(causes);
        examples = List.copyOf(examples);
        names = Set.copyOf(names);
    }

    /**
     * The question that leads the cluster.
     *
     * @param conversationId the conversation that it is from
     * @param words all of it, without personal data
     */
    public record Asked(String conversationId, String words) {}

    /**
     * A question of the cluster.
     *
     * @param text the customer's words without personal data
     * @param conversationId the conversation
     * @param askedAt when it was asked
     * @param handedOff true when it ended in a hand-off
     */
    public record Example(String text, String conversationId, Instant askedAt, boolean handedOff) {}

    /**
     * The questions before and after an article was approved.
     *
     * @param since when it was approved
     * @param before questions before
     * @param after questions after
     */
    public record Effect(Instant since, Share before, Share after) {}

    /** Whether a person should decide something here. */
    public boolean awaitsReview() {
        if (review == null) {
            return proposal != null;
        }
        return switch (review.state()) {
            case SAVED -> true;
            case APPROVED -> false;
            case REJECTED -> proposal != null && gaps >= GROWN * Math.max(1, review.gaps());
        };
    }

    /**
     * Tells of a cluster.
     *
     * @param replies what people replied to its questions; null where none resolved a case
     */
    static GapCluster of(Cluster cluster, @Nullable Replies replies, Instant now, Drafts drafts) {
        var leader = cluster.leader();
        var gaps = cluster.gaps();
        var review = leader.review();
        var causes = new TreeMap<String, Integer>();
        gaps.forEach(gap -> gap.causes().forEach(cause -> causes.merge(cause, 1, Integer::sum)));
        return new GapCluster(
                leader.id(),
                leader.text(),
                asked(cluster),
                leader.agentId(),
                gaps.isEmpty() ? "en" : gaps.getLast().language(),
                gaps.size(),
                (int) gaps.stream()
                        .map(AskedQuestion::conversationId)
                        .distinct()
                        .count(),
                causes,
                between(gaps, now.minus(WEEK), Instant.MAX),
                between(gaps, now.minus(WEEK.multipliedBy(2)), now.minus(WEEK)),
                gaps.isEmpty() ? null : gaps.getFirst().askedAt(),
                gaps.isEmpty() ? null : gaps.getLast().askedAt(),
                examples(gaps),
                Share.of(cluster.questions()),
                replies,
                replies == null ? null : proposal(cluster, replies, drafts),
                names(gaps),
                review,
                review == null || review.approvedAt() == null
                        ? null
                        : effect(cluster.questions(), review.approvedAt(), review.before()));
    }

    private static @Nullable Asked asked(Cluster cluster) {
        return cluster.questions().stream()
                .filter(question -> question.id().equals(cluster.leader().id()))
                .findFirst()
                .map(question -> new Asked(question.conversationId(), question.masked()))
                .orElse(null);
    }

    private static Set<String> names(List<AskedQuestion> questions) {
        return questions.stream().flatMap(each -> each.names().stream()).collect(Collectors.toSet());
    }

    private static Proposal proposal(Cluster cluster, Replies replies, Drafts drafts) {
        var leader = cluster.leader();
        var resolved = Replies.resolved(cluster.questions()).stream()
                .map(AskedQuestion::conversationId)
                .collect(Collectors.toSet());
        return drafts.on(leader.id(), Proposal.of(leader.text(), replies), resolved);
    }

    private static int between(List<AskedQuestion> gaps, Instant from, Instant to) {
        return (int) gaps.stream()
                .filter(gap -> !gap.askedAt().isBefore(from) && gap.askedAt().isBefore(to))
                .count();
    }

    private static List<Example> examples(List<AskedQuestion> gaps) {
        return new ArrayList<>(gaps)
                .reversed().stream()
                        .limit(MOST_EXAMPLES)
                        .map(gap ->
                                new Example(Leaders.title(gap), gap.conversationId(), gap.askedAt(), gap.handedOff()))
                        .toList();
    }

    /** What was before is told by the decision, since its questions are not held for ever; by what is held where it is not told. */
    private static Effect effect(List<AskedQuestion> questions, Instant since, @Nullable Share told) {
        var before = questions.stream()
                .filter(each -> each.askedAt().isBefore(since))
                .toList();
        var after = questions.stream()
                .filter(each -> !each.askedAt().isBefore(since))
                .toList();
        return new Effect(since, told == null ? Share.of(before) : told, Share.of(after));
    }
}
