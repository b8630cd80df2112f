package io.casebook.knowledge.gaps;

import io.casebook.knowledge.gaps.Clustering.Leader;
import io.casebook.knowledge.gaps.Clustering.Placed;
import io.casebook.schemas.ContentHash;

/** Names clusters, always the same way for the same question. */
final class Leaders {
    private static final int LONGEST_TITLE = 160;

    private Leaders() {}

    static Leader of(Placed placed) {
        var question = placed.question();
        return new Leader(
                ContentHash.of(question.conversationId(), Integer.toString(question.turn())),
                question.agentId(),
                title(question),
                placed.vector(),
                null);
    }

    /** The question as a title: its first lines as one, without personal data. */
    static String title(AskedQuestion question) {
        var line = PersonalData.mask(question.text(), question.names())
                .text()
                .replaceAll("\\s+", " ")
                .strip();
        return line.length() <= LONGEST_TITLE ? line : line.substring(0, LONGEST_TITLE - 1) + "…";
    }
}
