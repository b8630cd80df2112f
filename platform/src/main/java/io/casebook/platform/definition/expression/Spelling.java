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
                .filter(candidate -> Math.abs(candidate.length() - word.length()) <= 2 * allowed)
                .filter(candidate -> distance(plain, plain(candidate)) <= allowed)
                .min(Comparator.comparingInt((String candidate) -> distance(plain, plain(candidate)))
                        .thenComparing(Comparator.naturalOrder()))
                .orElse(null);
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    /** Letters left out, added, changed or swapped with their neighbour. */
    private static int distance(String a, String b) {
        int[][] distances = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                distances[i][j] = i == 0 || j == 0 ? i + j : step(distances, a, b, i, j);
            }
        }
        return distances[a.length()][b.length()];
    }

    private static int step(int[][] distances, String a, String b, int i, int j) {
        int changed = distances[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(changed, Math.min(distances[i - 1][j], distances[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, distances[i - 2][j - 2] + 1) : least;
    }
}
