package io.casebook.gateway.answer;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Text of a model that has got stuck: it says the same again and again. Tables and lists repeat words and are none; so what counts
 * is the same run of words one after the other, or a long text made of few runs.
 */
final class Looping {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final int LONGEST_RUN = 40;
    /** So often in a row is no emphasis. */
    private static final int MOST_TIMES = 4;
    /** A single word may be repeated more often: "very, very, very". */
    private static final int MOST_TIMES_ONE_WORD = 7;

    private static final int FEWEST_WORDS = 100;
    private static final int SHINGLE = 6;
    private static final double FEWEST_DIFFERENT = 0.4;
    private static final int LONGEST_SENTENCE_LINE = 4;

    private Looping() {}

    static boolean in(String text) {
        var words = WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(word -> word.group())
                .toList();
        return inARow(words) || fewRuns(words) || sameLines(text);
    }

    /** The same run of words, one right after the other. */
    private static boolean inARow(List<String> words) {
        for (var length = 1; length <= Math.min(LONGEST_RUN, words.size() / MOST_TIMES); length++) {
            var most = length == 1 ? MOST_TIMES_ONE_WORD : MOST_TIMES;
            var same = 0;
            for (var i = length; i < words.size(); i++) {
                same = words.get(i).equals(words.get(i - length)) ? same + 1 : 0;
                if (same >= (most - 1) * length && hasLetters(words.subList(i - length + 1, i + 1))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean hasLetters(List<String> run) {
        return run.stream().anyMatch(word -> word.length() > 1 && Character.isLetter(word.charAt(0)));
    }

    private static boolean fewRuns(List<String> words) {
        if (words.size() < FEWEST_WORDS) {
            return false;
        }
        var runs = new HashSet<String>();
        for (var i = 0; i + SHINGLE <= words.size(); i++) {
            runs.add(String.join(" ", words.subList(i, i + SHINGLE)));
        }
        return runs.size() < FEWEST_DIFFERENT * (words.size() - SHINGLE + 1);
    }

    /** Whole sentences that stand there line by line. */
    private static boolean sameLines(String text) {
        var counts = new HashMap<String, Integer>();
        for (var line : text.split("\\n")) {
            var stripped = line.strip();
            if (stripped.split("\\s+").length > LONGEST_SENTENCE_LINE
                    && counts.merge(stripped, 1, Integer::sum) >= MOST_TIMES) {
                return true;
            }
        }
        return false;
    }
}
