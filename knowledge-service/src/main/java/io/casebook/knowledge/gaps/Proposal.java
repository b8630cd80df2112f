package io.casebook.knowledge.gaps;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An article that the answers of people propose. Either nobody wrote it: its title is the question, its text what people replied. Or a
 * model wrote it from what they replied. Its sources are named in any case.
 *
 * @param title its title
 * @param body its text, Markdown
 * @param replies what people replied, which it was made of
 * @param taken how many pieces of personal data were taken out
 * @param writtenBy the model that wrote it; {@link #PEOPLE} where it is what people replied, word for word
 * @param note why no model has written it, for whoever decides; null where there is nothing to say
 */
public record Proposal(
        String title,
        String body,
        Replies replies,
        int taken,
        String writtenBy,
        @Nullable String note) {
    /** Stands for the people whose replies the text is. */
    public static final String PEOPLE = "people";

    /** What people replied, as an article. */
    static Proposal of(String title, Replies replies) {
        return new Proposal(title, replies.text(), replies, replies.taken(), PEOPLE, null);
    }

    /** The same, as a model wrote it. */
    static Proposal of(Draft draft) {
        return new Proposal(
                draft.title(), draft.body(), draft.from(), draft.from().taken() + draft.taken(), draft.model(), null);
    }

    Proposal with(String word) {
        return new Proposal(title, body, replies, taken, writtenBy, word);
    }

    /** Whether a model wrote it. */
    public boolean isDraft() {
        return !writtenBy.equals(PEOPLE);
    }

    /** The conversations that the replies are from. */
    public List<String> conversations() {
        return replies.conversations();
    }
}
