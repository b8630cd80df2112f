package io.casebook.knowledge.articles;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Articles that say nearly the same. Two of them compete for the same question, and one day only one of them is corrected.
 *
 * <p>Texts are compared by their sequences of four words (Broder 1997, "On the resemblance and containment of documents"): the share
 * that both have of those that either has. Candidates are found by MinHash signatures in bands, so that not every pair is compared; what is told is
 * the exact share.
 */
public final class NearDuplicates {
    /** From this share on, two articles are nearly the same. */
    public static final double NEARLY = 0.8;

    private static final int WORDS = 4;
    private static final long[] NONE = {};
    private static final int BANDS = 16;
    private static final int ROWS = 4;
    /** Among many that are alike each is compared with so many others, and no more pairs are told than people read. */
    private static final int NEIGHBOURS = 20;

    private static final int MOST_PAIRS = 100;
    /** Scripts that put no spaces between words: each character counts as a word. */
    private static final Pattern WITHOUT_SPACES = Pattern.compile(
            "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}\\p{IsMyanmar}]");

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final Map<String, long[]> shingles = new HashMap<>();
    private final Map<Long, List<String>> bands = new HashMap<>();

    /**
     * Two articles that say nearly the same.
     *
     * @param one id of the one, which comes first in the order of ids
     * @param other id of the other
     * @param share how much they have in common, {@link #NEARLY} to 1
     */
    public record Pair(String one, String other, double share) {}

    /** Adds an article. */
    public void add(String id, String title, String text) {
        var own = shingles(title + " " + text);
        shingles.put(id, own);
        for (var band : bandsOf(own)) {
            bands.computeIfAbsent(band, key -> new ArrayList<>()).add(id);
        }
    }

    /** The pairs among the added articles of which at least one is asked for, in the order of their ids. */
    public List<Pair> pairs(Predicate<String> askedFor) {
        var seen = new HashSet<List<String>>();
        var pairs = new ArrayList<Pair>();
        for (var together : bands.values()) {
            for (var i = 0; i < together.size(); i++) {
                for (var j = i + 1; j < Math.min(together.size(), i + NEIGHBOURS); j++) {
                    var ids = ordered(together.get(i), together.get(j));
                    if ((askedFor.test(ids.getFirst()) || askedFor.test(ids.getLast())) && seen.add(ids)) {
                        var share = share(ids.getFirst(), ids.getLast());
                        if (share >= NEARLY) {
                            pairs.add(new Pair(ids.getFirst(), ids.getLast(), share));
                        }
                    }
                }
            }
        }
        pairs.sort(Comparator.comparing(Pair::one).thenComparing(Pair::other));
        return pairs.size() > MOST_PAIRS ? pairs.subList(0, MOST_PAIRS) : pairs;
    }

    private double share(String one, String other) {
        var first = shingles.getOrDefault(one, NONE);
        var second = shingles.getOrDefault(other, NONE);
        var both = 0;
        for (int i = 0, j = 0; i < first.length && j < second.length; ) {
            if (first[i] == second[j]) {
                both++;
            }
            var step = Long.compare(first[i], second[j]);
            i += step <= 0 ? 1 : 0;
            j += step >= 0 ? 1 : 0;
        }
        var either = first.length + second.length - both;
        return either == 0 ? 0 : (double) both / either;
    }

    private static List<String> ordered(String one, String other) {
        return one.compareTo(other) <= 0 ? List.of(one, other) : List.of(other, one);
    }

    /** The hashes of all sequences of four words, each once, in order. */
    private static long[] shingles(String text) {
        var spaced = WITHOUT_SPACES.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" $0 ");
        var words = Arrays.stream(NO_WORD.split(spaced))
                .filter(word -> !word.isEmpty())
                .mapToLong(String::hashCode)
                .toArray();
        return IntStream.rangeClosed(0, words.length - WORDS)
                .mapToLong(at -> {
                    var hash = 0L;
                    for (var word = at; word < at + WORDS; word++) {
                        hash = mixed(hash * 31 + words[word]);
                    }
                    return hash;
                })
                .sorted()
                .distinct()
                .toArray();
    }

    private static Set<Long> bandsOf(long[] shingles) {
        var keys = new HashSet<Long>();
        if (shingles.length == 0) {
            return keys;
        }
        for (var band = 0; band < BANDS; band++) {
            var key = (long) band;
            for (var row = 0; row < ROWS; row++) {
                var seed = mixed(1L + (long) band * ROWS + row);
                var least = Long.MAX_VALUE;
                for (var shingle : shingles) {
                    least = Math.min(least, mixed(shingle ^ seed));
                }
                key = mixed(key * 31 + least);
            }
            keys.add(key);
        }
        return keys;
    }

    /** The finaliser of SplitMix64: every bit of the result depends on every bit of the value. */
    private static long mixed(long value) {
        var z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
