package io.casebook.gateway.builtin;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** How many of a question's telling words a text has; a word that every text has tells little. */
final class WordOverlap {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:['’-]\\p{L}+)*");
    private static final Set<String> SMALL = Set.of(
            ("a an the i my me you your we our it its is are was be am have has had do does did can could will would should"
                            + " may must not no yes and or but if so that this these to of in on at for from with by about into"
                            + " out what where when which who why how much many any some please want need get there here hello hi"
                            + " thanks as than then they their them he she dont i'm i'd i've it's don't can't doesn't isn't what's")
                    .split(" "));

    private final Set<String> question;
    private final Map<String, Integer> frequency = new HashMap<>();
    private final int texts;

    WordOverlap(String question, Collection<String> texts) {
        this.question = stems(question);
        this.texts = texts.size();
        for (var text : texts) {
            stems(text).forEach(stem -> frequency.merge(stem, 1, Integer::sum));
        }
    }

    /** From 0, none of the telling words, to 1, all of them. */
    double of(String text) {
        var stems = stems(text);
        var all = 0.0;
        var found = 0.0;
        for (var stem : question) {
            var weight = Math.log(1 + (texts + 1.0) / (1 + frequency.getOrDefault(stem, 0)));
            all += weight;
            if (stems.contains(stem)) {
                found += weight;
            }
        }
        return all == 0 ? 0 : found / all;
    }

    private static Set<String> stems(String text) {
        var stems = new HashSet<String>();
        WORD.matcher(text.toLowerCase(java.util.Locale.ROOT)).results().forEach(word -> {
            if (!SMALL.contains(word.group())) {
                stems.add(stem(word.group()));
            }
        });
        return stems;
    }

    /** Crude, and the same on both sides. */
    private static String stem(String word) {
        for (var ending : List.of("ings", "ing", "ies", "ied", "ed", "es", "s", "y")) {
            if (word.endsWith(ending) && word.length() - ending.length() >= 3) {
                return word.substring(0, word.length() - ending.length());
            }
        }
        return word;
    }
}
