package io.casebook.knowledge.gaps;

import io.casebook.knowledge.gaps.Clustering.Leader;
import io.casebook.knowledge.gaps.Clustering.Placed;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What leads clusters: a question that none before it is like, or what somebody decided on. */
final class Leaders {
    private static final int LONGEST_TITLE = 160;

    private Leaders() {}

    static Leader of(Placed placed) {
        var question = placed.question();
        return new Leader(question.id(), question.agentId(), title(question), placed.vector(), null);
    }

    /**
     * What a decision leads its cluster with: the whole question that was decided on, so that it keeps the questions that it had. A
     * record without it, or a rejection, which holds no words, goes by the question itself as long as that is held.
     *
     * @param held the questions that are held, by id
     * @return null where nothing tells any more what it was about
     */
    static @Nullable String words(Review review, Map<String, AskedQuestion> held) {
        if (review.asked() != null) {
            return review.asked();
        }
        var question = held.get(review.clusterId());
        if (question != null) {
            return question.masked();
        }
        return review.question().isEmpty() ? null : review.question();
    }

    /** The title of what was decided on. */
    static String title(Review review, Map<String, AskedQuestion> held) {
        var question = held.get(review.clusterId());
        return review.question().isEmpty() && question != null ? title(question) : review.question();
    }

    /** The question as a title: its first lines as one, without personal data. */
    static String title(AskedQuestion question) {
        var line = question.masked().replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST_TITLE ? line : line.substring(0, LONGEST_TITLE - 1) + "…";
    }
}
