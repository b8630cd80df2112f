package io.casebook.platform.redaction;

import io.casebook.platform.matching.CountedText;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Finds values of one kind. Whatever the text is, a detector looks at each of its characters some times and not more: its patterns take
 * back no more than a few characters, and what it does beside them it counts.
 */
@FunctionalInterface
interface Detector {
    /**
     * Hands on what it finds.
     *
     * @param text where to look
     * @param context what the text is called, such as the name of a field; empty where it has no name
     * @throws CountedText.UsedUpException where that takes too long
     */
    void find(CountedText text, String context, Consumer<Found> found);

    /** True where one of the words stands shortly before a place, or is what the text is called. */
    static boolean announced(Pattern words, CountedText text, int place, String context) {
        text.spend(NEAR);
        CharSequence before = text.subSequence(Math.max(0, place - NEAR), place);
        return words.matcher(before).find()
                || (!context.isEmpty() && words.matcher(context).find());
    }

    /** How far before a value the word may stand that says what it is. */
    int NEAR = 48;
}
