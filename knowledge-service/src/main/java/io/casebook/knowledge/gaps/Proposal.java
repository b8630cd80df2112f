package io.casebook.knowledge.gaps;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An article that the answers of people propose. Nobody wrote it: its title is the question, its text what people replied, and its
 * sources are named.
 *
 * @param title the question
 * @param body the replies without courtesy and personal data, Markdown
 * @param conversations the conversations that the replies are from
 * @param taken how many pieces of personal data were taken out
 */
public record Proposal(String title, String body, List<String> conversations, int taken) {
    private static final int MOST_SOURCES = 5;
    private static final int SHORTEST = 12;

    public Proposal {
        conversations = List.copyOf(conversations);
    }

    /**
     * Drafts an article from the newest resolved cases.
     *
     * @param title the question of the cluster
     * @param questions the cluster's questions, oldest first
     * @return null where no reply of a person resolved one of them
     */
    static @Nullable Proposal of(String title, List<AskedQuestion> questions) {
        var parts = new LinkedHashSet<String>();
        var sources = new LinkedHashSet<String>();
        var taken = 0;
        var resolved = new ArrayList<>(questions)
                .reversed().stream()
                        .filter(AskedQuestion::isGap)
                        .filter(AskedQuestion::resolved)
                        .toList();
        for (var question : resolved) {
            if (sources.size() == MOST_SOURCES || sources.contains(question.conversationId())) {
                continue;
            }
            for (var reply : question.replies()) {
                var masked = PersonalData.mask(ReplyText.of(reply), question.names());
                if (masked.text().length() >= SHORTEST) {
                    sources.add(question.conversationId());
                    taken += parts.add(masked.text()) ? masked.taken() : 0;
                }
            }
        }
        return parts.isEmpty() ? null : new Proposal(title, String.join("\n\n", parts), List.copyOf(sources), taken);
    }
}
