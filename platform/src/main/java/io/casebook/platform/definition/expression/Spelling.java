package io.casebook.platform.definition.expression;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the word that somebody probably meant. */
public final class Spelling {

    private Spelling() {}

    /** A hint that names the nearest word or, where none is near, the words there are. */
    public static String hint(String word, Collection<String> known) {
        String near = nearest(word, known);
        if (near != null) {
            return "did you mean " + near + "?";
        }
        return known.isEmpty()
                ? "there are none"
                : "there are: " + String.join(", ", known.stream().sorted().toList());
    }

    /** The known word that differs in a letter or two; null where none is that near. */
    public static @Nullable String nearest(String word, Collection<String> known) {
        String plain = plain(word);
        int allowed = plain.length() <= 3 ? 1 : plain.length() <= 7 ? 2 : 3;
        return known.stream()
                .filter(candidate -> distance(plain, plain(candidate)) <= allowed)
                .min(Comparator.comparingInt((String candidate) -> distance(plain, plain(candidate)))
                        .thenComparing(Comparator.naturalOrder()))
                .orElse(null);
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
