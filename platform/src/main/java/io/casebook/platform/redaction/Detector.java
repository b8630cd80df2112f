package io.casebook.platform.redaction;

import java.util.function.Consumer;

/** Finds values of one kind. */
@FunctionalInterface
interface Detector {
    /**
     * Hands on what it finds.
     *
     * @param text where to look
     * @param context what the text is called, such as the name of a field; empty where it has no name
     */
    void find(String text, String context, Consumer<Found> found);

    /** True where one of the words stands shortly before a place, or is what the text is called. */
    static boolean announced(java.util.regex.Pattern words, String text, int place, String context) {
        String before = text.substring(Math.max(0, place - NEAR), place);
        return words.matcher(before).find()
                || (!context.isEmpty() && words.matcher(context).find());
    }

    /** How far before a value the word may stand that says what it is. */
    int NEAR = 48;
}
