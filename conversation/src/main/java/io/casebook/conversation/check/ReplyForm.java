package io.casebook.conversation.check;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A draft keeps to the length and the words that the definition wants. */
final class ReplyForm {
    /** No reply is longer, whatever the definition says: what is examined is bounded. */
    static final int LONGEST = 20_000;

    private final int maxCharacters;
    private final List<Avoided> avoid;

    private record Avoided(String phrase, String words) {}

    ReplyForm(int maxCharacters, List<String> avoid) {
        this.maxCharacters = maxCharacters <= 0 ? LONGEST : Math.min(maxCharacters, LONGEST);
        this.avoid = avoid.stream()
                .map(phrase -> new Avoided(phrase, joined(phrase)))
                .filter(avoided -> !avoided.words().isBlank())
                .toList();
    }

    boolean none() {
        return maxCharacters == LONGEST && avoid.isEmpty();
    }

    static boolean tooLong(Draft draft) {
        return draft.text().length() > LONGEST;
    }

    @Nullable
    Fault fault(Draft draft) {
        if (draft.text().length() > maxCharacters) {
            return new Fault(
                    "it has " + draft.text().length() + " characters, and at most " + maxCharacters + " are wanted",
                    null);
        }
        if (avoid.isEmpty()) {
            return null;
        }
        var text = joined(draft.text());
        for (var avoided : avoid) {
            if (text.contains(avoided.words())) {
                return new Fault("it says what the definition avoids: " + avoided.phrase(), null);
            }
        }
        return null;
    }

    /** The words alone, so that case, marks and line ends do not matter. */
    private static String joined(String text) {
        var words = Sentence.words(text);
        var joined = new StringBuilder(" ");
        for (var word : words) {
            if (!word.equals(Sentence.BREAK)) {
                joined.append(word).append(' ');
            }
        }
        return joined.toString();
    }
}
