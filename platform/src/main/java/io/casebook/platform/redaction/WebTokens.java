package io.casebook.platform.redaction;

import io.casebook.conversation.definition.Sensitive;
import io.casebook.platform.matching.CountedText;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds JSON web tokens: three rows of base64, the first of which begins as a JSON object does. */
final class WebTokens implements Detector {
    private static final String BEGIN = "eyJ";
    private static final int SHORTEST_HEAD = 8;
    private static final int LONGEST_HEAD = 2000;

    /** A row is read as a whole: each place in it where a token might begin would read all of what follows again. */
    private static final Pattern ROWS = Pattern.compile(
            "(?<![A-Za-z0-9_-])([A-Za-z0-9_-]{11,}+)\\.(?=([A-Za-z0-9_-]{8,8000}+\\.[A-Za-z0-9_-]{8,2000}+))");

    @Override
    public void find(CountedText text, String context, Consumer<Found> found) {
        String plain = text.toString();
        if (!plain.contains(BEGIN)) {
            return;
        }
        Matcher rows = ROWS.matcher(text);
        while (rows.find()) {
            int start = begin(plain, rows.start(1), rows.end(1));
            if (start >= 0) {
                found.accept(Found.of(Sensitive.SECRET, start, rows.end(2), plain.substring(start, rows.end(2))));
            }
        }
    }

    /** Where a token begins in its first row: at its beginning, or behind a hyphen; -1 where none does. */
    private static int begin(String text, int from, int to) {
        int at = text.indexOf(BEGIN, from, to);
        while (at >= 0) {
            int head = to - at - BEGIN.length();
            if (head >= SHORTEST_HEAD && head <= LONGEST_HEAD && (at == from || text.charAt(at - 1) == '-')) {
                return at;
            }
            at = text.indexOf(BEGIN, at + 1, to);
        }
        return -1;
    }
}
