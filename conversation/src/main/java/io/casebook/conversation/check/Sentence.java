package io.casebook.conversation.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A sentence as words in lower case.
 *
 * @param text as it was written
 * @param words its words, contractions taken apart; {@link #BREAK} stands for the marks between its clauses
 * @param question true where it asks
 */
record Sentence(String text, List<String> words, boolean question) {
    /** What stands between two clauses. */
    static final String BREAK = ",";

    private static final Map<String, List<String>> CONTRACTED = Map.ofEntries(
            Map.entry("ve", List.of("have")),
            Map.entry("ll", List.of("will")),
            Map.entry("m", List.of("am")),
            Map.entry("re", List.of("are")),
            Map.entry("d", List.of("would")),
            Map.entry("s", List.of("is")));
    private static final Map<String, String> BEFORE_NOT = Map.of("ca", "can", "wo", "will", "sha", "shall");

    Sentence {
        words = List.copyOf(words);
    }

    /** The sentences of a text, in their order. */
    static List<Sentence> of(String text) {
        var sentences = new ArrayList<Sentence>();
        var start = 0;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '\n' || ((c == '.' || c == '!' || c == '?' || c == '…') && ends(text, i))) {
                add(sentences, text.substring(start, i + 1));
                start = i + 1;
            }
        }
        add(sentences, text.substring(start));
        return sentences;
    }

    private static boolean ends(String text, int i) {
        var next = Chars.at(text, i + 1);
        if (Character.isLetterOrDigit(next) || next == '@') {
            return false;
        }
        // "3. Juli" goes on, and so does "z.B. am".
        if (text.charAt(i) != '.' || !Chars.digit(Chars.at(text, i - 1))) {
            return true;
        }
        var word = i + 1;
        while (Chars.at(text, word) == ' ') {
            word++;
        }
        var end = word;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return word >= text.length()
                || !Lexemes.MONTHS.containsKey(text.substring(word, end).toLowerCase(Locale.ROOT));
    }

    private static void add(List<Sentence> sentences, String text) {
        var words = words(text);
        if (!words.isEmpty()) {
            sentences.add(new Sentence(text.strip(), words, text.indexOf('?') >= 0));
        }
    }

    static List<String> words(String text) {
        var words = new ArrayList<String>();
        var i = 0;
        while (i < text.length()) {
            var c = text.charAt(i);
            if (!Character.isLetterOrDigit(c)) {
                if (",;:()–—".indexOf(c) >= 0
                        && !words.isEmpty()
                        && !words.getLast().equals(BREAK)) {
                    words.add(BREAK);
                }
                i++;
                continue;
            }
            var start = i;
            while (i < text.length() && (Character.isLetterOrDigit(text.charAt(i)) || apostrophe(text, i))) {
                i++;
            }
            word(words, text.substring(start, i).toLowerCase(Locale.ROOT).replace('’', '\''));
        }
        return words;
    }

    private static boolean apostrophe(String text, int i) {
        var c = text.charAt(i);
        return (c == '\'' || c == '’') && Character.isLetter(Chars.at(text, i + 1));
    }

    private static void word(List<String> words, String word) {
        var mark = word.lastIndexOf('\'');
        if (mark < 0) {
            words.add(word);
            return;
        }
        var ending = word.substring(mark + 1);
        var front = word.substring(0, mark);
        if (ending.equals("t") && front.endsWith("n")) {
            var verb = front.substring(0, front.length() - 1);
            words.add(BEFORE_NOT.getOrDefault(verb, verb));
            words.add("not");
            return;
        }
        var rest = CONTRACTED.get(ending);
        words.add(front);
        if (rest == null) {
            words.add(ending);
        } else {
            words.addAll(rest);
        }
    }
}
