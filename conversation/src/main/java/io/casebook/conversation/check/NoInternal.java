package io.casebook.conversation.check;

import io.casebook.conversation.check.Background.Quotable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A draft names no internal passage as its source and repeats none of its words. */
final class NoInternal {
    /** So many words one after the other are no accident. */
    private static final int RUN = 8;

    private NoInternal() {}

    static @Nullable Fault fault(Draft draft, Background background) {
        if (background.passages().stream().anyMatch(passage -> passage.internal() && passage.cited())) {
            return new Fault("it rests on an internal passage", null);
        }
        if (background.passages().stream().noneMatch(Quotable::internal)) {
            return null;
        }
        var runs = runs(words(draft.text()));
        if (runs.isEmpty()) {
            return null;
        }
        var open = new HashSet<String>();
        var internal = new HashSet<String>();
        for (var passage : background.passages()) {
            (passage.internal() ? internal : open).addAll(runs(words(passage.text())));
        }
        for (var run : runs) {
            // What a public article says as well is no secret.
            if (internal.contains(run) && !open.contains(run)) {
                return new Fault("it repeats an internal passage word for word", run);
            }
        }
        return null;
    }

    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        for (var word : Sentence.words(text)) {
            if (!word.equals(Sentence.BREAK)) {
                words.add(word);
            }
        }
        return words;
    }

    /** Every run of words, in its order. */
    private static Set<String> runs(List<String> words) {
        var runs = new LinkedHashSet<String>();
        for (var i = 0; i + RUN <= words.size(); i++) {
            runs.add(String.join(" ", words.subList(i, i + RUN)));
        }
        return runs;
    }
}
