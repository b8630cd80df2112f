package io.casebook.conversation.check;

import io.casebook.conversation.check.Background.Quotable;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A draft names no internal passage as its source, repeats none of its words, and gives nothing away that stands there alone: a code, a
 * link, an address, a telephone number. What is internal may steer the agent, so that an amount or a day may come from it.
 */
final class NoInternal {
    /** So many words one after the other are no accident. */
    private static final int RUN = 8;

    /** A sentence of so many words is recognised as a whole; shorter ones are everybody's. */
    private static final int SHORTEST_SENTENCE = 5;

    /** So many characters one after the other are no accident where words are written without spaces. */
    private static final int CHARACTERS = 12;

    /** So many digits in one are no amount or year, but a number that names something. */
    private static final int NAMING_DIGITS = 6;

    /** A word of letters and figures of this length is a code; shorter ones count and measure: {@code 20GB}, {@code 2nd}. */
    private static final int SHORTEST_CODE = 5;

    private static final Set<UnicodeScript> WITHOUT_SPACES = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    private NoInternal() {}

    static @Nullable Fault fault(Draft draft, Background background) {
        if (background.passages().stream().anyMatch(passage -> passage.internal() && passage.cited())) {
            return new Fault("it rests on an internal passage", null);
        }
        var internal = background.internal();
        if (internal.isEmpty()) {
            return null;
        }
        // What a public article says as well is no secret.
        var open = background.passages().stream()
                .filter(passage -> !passage.internal())
                .map(Quotable::text)
                .toList();
        var repeated = repeated(draft.text(), internal, open);
        if (repeated != null) {
            return new Fault("it repeats an internal passage word for word", repeated);
        }
        var told = told(draft.text(), internal, background.given());
        return told == null ? null : new Fault("it gives away what stands in an internal passage alone", told);
    }

    private static @Nullable String repeated(String draft, List<String> internal, List<String> open) {
        for (Function<String, Set<String>> taking : List.<Function<String, Set<String>>>of(
                text -> runs(words(text), RUN, " "), text -> runs(unspaced(text), CHARACTERS, ""))) {
            var runs = taking.apply(draft);
            if (runs.isEmpty()) {
                continue;
            }
            var secret = all(internal, taking);
            secret.removeAll(all(open, taking));
            for (var run : runs) {
                if (secret.contains(run)) {
                    return run;
                }
            }
        }
        return sentence(draft, internal, open);
    }

    /** A short sentence of an internal passage that the draft says as a whole. */
    private static @Nullable String sentence(String draft, List<String> internal, List<String> open) {
        var said = padded(words(draft));
        Predicate<String> isOpen =
                sentence -> open.stream().anyMatch(text -> padded(words(text)).contains(sentence));
        return internal.stream()
                .flatMap(text -> Sentence.of(text).stream())
                .filter(sentence -> !sentence.question())
                .map(sentence -> words(sentence.text()))
                .filter(words -> words.size() >= SHORTEST_SENTENCE && words.size() < RUN)
                .map(NoInternal::padded)
                .filter(said::contains)
                .filter(isOpen.negate())
                .findFirst()
                .map(String::strip)
                .orElse(null);
    }

    /** A fact of the draft that only an internal passage can have told. */
    private static @Nullable String told(String draft, List<String> internal, List<String> given) {
        var stated = new Naming();
        FactScanner.scan(Chars.unescaped(draft), stated);
        if (stated.shown.isEmpty()) {
            return null;
        }
        var known = new Naming();
        given.forEach(text -> FactScanner.scan(Chars.unescaped(text), known));
        var secret = new Naming();
        internal.forEach(text -> FactScanner.scan(Chars.unescaped(text), secret));
        for (var i = 0; i < stated.shown.size(); i++) {
            var key = stated.keys.get(i);
            if (secret.keys.contains(key) && !known.keys.contains(key)) {
                return stated.shown.get(i);
            }
        }
        return null;
    }

    /** Facts that name one thing, so that who says them must have read them somewhere. */
    private static final class Naming implements FactScanner.Reader {
        private final List<String> shown = new ArrayList<>();
        private final List<String> keys = new ArrayList<>();

        @Override
        public void fact(String words, List<String> meanings) {
            for (var key : meanings) {
                if (names(key)) {
                    shown.add(words);
                    keys.add(key);
                }
            }
        }

        private static boolean names(String key) {
            if (key.startsWith("m:") || key.startsWith("u:")) {
                return true;
            }
            if (!key.startsWith("i:") && !key.startsWith("p:")) {
                return false;
            }
            var digits = key.chars().filter(Character::isDigit).count();
            var letters = key.length() - 2 - digits;
            return digits >= NAMING_DIGITS || (letters > 0 && digits > 0 && letters + digits >= SHORTEST_CODE);
        }

        @Override
        public void word(String word, boolean name) {
            // A word alone gives nothing away.
        }

        @Override
        public void spelt(int number) {
            // Neither does a small number.
        }

        @Override
        public void currency(String words, String code) {
            // Nor a currency.
        }
    }

    private static Set<String> all(List<String> texts, Function<String, Set<String>> taking) {
        var all = new HashSet<String>();
        texts.forEach(text -> all.addAll(taking.apply(text)));
        return all;
    }

    private static String padded(List<String> words) {
        return " " + String.join(" ", words) + " ";
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

    /** The characters of scripts that put no spaces between words. */
    private static List<String> unspaced(String text) {
        return text.codePoints()
                .filter(Character::isLetter)
                .filter(character -> WITHOUT_SPACES.contains(UnicodeScript.of(character)))
                .mapToObj(Character::toString)
                .toList();
    }

    /** Every run of parts, in its order. */
    private static Set<String> runs(List<String> parts, int length, String between) {
        var runs = new LinkedHashSet<String>();
        for (var i = 0; i + length <= parts.size(); i++) {
            runs.add(String.join(between, parts.subList(i, i + length)));
        }
        return runs;
    }
}
