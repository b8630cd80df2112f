package io.casebook.knowledge.passages;

import java.util.regex.Pattern;

/** Lines of plain text. */
final class Lines {
    /** Line breaks whose line is not indented deep already: lists nested a hundredfold must not grow into megabytes of spaces. */
    private static final Pattern SHALLOW_BREAK = Pattern.compile("\\n(?! {6})");

    private Lines() {}

    /** A text whose lines after the first are indented, as below a bullet. */
    static String hanging(String text) {
        return SHALLOW_BREAK.matcher(text).replaceAll("\n  ");
    }
}
