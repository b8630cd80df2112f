package io.casebook.conversation.check;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A draft does not speak about what the agent must leave to people. To decline it is no fault. */
final class ForbiddenTopics {
    private static final Set<String> DECLINES =
            Set.of("not", "no", "cannot", "never", "unable", "nicht", "kein", "keine", "keinen", "keinerlei");

    private final List<List<String>> topics;

    ForbiddenTopics(List<String> topics) {
        this.topics = topics.stream()
                .map(topic -> Sentence.words(topic.toLowerCase(Locale.ROOT)).stream()
                        .filter(word -> !word.equals(Sentence.BREAK))
                        .toList())
                .filter(words -> !words.isEmpty())
                .toList();
    }

    boolean none() {
        return topics.isEmpty();
    }

    @Nullable
    Fault fault(Draft draft) {
        for (var sentence : Sentence.of(draft.text())) {
            for (var topic : topics) {
                if (mentions(sentence.words(), topic)
                        && sentence.words().stream().noneMatch(DECLINES::contains)) {
                    return new Fault("it speaks about a forbidden topic: " + String.join(" ", topic), sentence.text());
                }
            }
        }
        return null;
    }

    /** Every word of the topic stands in the sentence, each perhaps with an ending. */
    private static boolean mentions(List<String> words, List<String> topic) {
        return topic.stream().allMatch(wanted -> words.stream().anyMatch(word -> word.startsWith(wanted)));
    }
}
