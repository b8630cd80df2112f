package io.casebook.knowledge.past;

import io.casebook.knowledge.passages.PassageText;
import io.casebook.vocabulary.PassageRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A passage that a conversation used.
 *
 * @param used what the conversation's log says of it
 * @param then its text then; null where the knowledge log does not have it
 * @param now what the article says in its place today; null where it says nothing of the kind
 * @param position position of the article's version of today; null where there is none
 * @param today what became of it
 */
public record UsedPassage(
        PassageRef used,
        @Nullable PassageText then,
        @Nullable PassageText now,
        @Nullable Long position,
        Today today) {

    /** What became of a passage. */
    public enum Today {
        /** It says the same. */
        SAME,
        /** It says something else. */
        CHANGED,
        /** The article is there and says nothing of the kind any more. */
        GONE,
        /** The article is not to be found, a draft or switched off. */
        SWITCHED_OFF,
        /** The article does not hold today: its time has not come again, or is over. */
        NOT_VALID,
        /** The article was taken away. */
        RETIRED,
        /** The knowledge log does not have the passage as it was used. */
        UNKNOWN
    }

    /** The lines and sentences that stood there then and do not today. */
    public List<String> removed() {
        return without(sentences(then), sentences(now));
    }

    /** The lines and sentences that stand there today and did not then. */
    public List<String> added() {
        return now == null ? List.of() : without(sentences(now), sentences(then));
    }

    private static List<String> without(List<String> some, List<String> others) {
        return some.stream().filter(sentence -> !others.contains(sentence)).toList();
    }

    private static List<String> sentences(@Nullable PassageText passage) {
        return passage == null ? List.of() : List.of(passage.text().split("\\n+|(?<=[.!?])\\s+"));
    }
}
