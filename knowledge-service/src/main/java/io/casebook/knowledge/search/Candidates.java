package io.casebook.knowledge.search;

import io.casebook.knowledge.articles.Validity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The passages that may be found by somebody at a position, and what is counted over them: how many there are in a language and how
 * long they are. It holds for every moment at which the same articles are valid, so that it is made once and not at every search.
 */
final class Candidates {
    /** Marks a passage that may not be found. */
    private static final short NOT_ELIGIBLE = -1;

    /**
     * The passages of one language.
     *
     * @param language language without region
     * @param number its number among the groups
     * @param passages how many there are
     * @param averageLength how many terms they have on average
     */
    record Group(String language, int number, int passages, double averageLength) {}

    private record Term(int group, String text) {}

    /** Terms whose frequency is remembered; questions ask with the same words again and again. */
    private static final int MOST_TERMS = 20_000;

    private final IndexedPassage[] passages;
    private final int[] numbers;
    private final int[] placeOf;
    private final Map<Term, Integer> frequencies = new ConcurrentHashMap<>();
    private final short[] groupOf;
    private final List<Group> groups;
    private final @Nullable Instant from;
    private final @Nullable Instant to;

    private Candidates(
            IndexedPassage[] passages,
            short[] groupOf,
            List<Group> groups,
            @Nullable Instant from,
            @Nullable Instant to) {
        this.passages = passages;
        this.numbers = Arrays.stream(passages).mapToInt(IndexedPassage::number).toArray();
        this.groupOf = groupOf;
        this.placeOf = new int[groupOf.length];
        for (var place = 0; place < numbers.length; place++) {
            placeOf[numbers[place]] = place;
        }
        this.groups = List.copyOf(groups);
        this.from = from;
        this.to = to;
    }

    /**
     * @param versions the versions that could be found at a position
     * @param total a number above that of every passage of theirs
     * @param admission who asks
     * @param at the moment that is asked for
     */
    static Candidates of(List<IndexedVersion> versions, int total, Admission admission, Instant at) {
        var gathered = new ArrayList<IndexedPassage>();
        var groupOf = new short[total];
        Arrays.fill(groupOf, NOT_ELIGIBLE);
        var counted = new HashMap<String, long[]>();
        Instant from = null;
        Instant to = null;
        for (var version : versions) {
            var content = version.version().content();
            if (!admission.admits(content, version.language())) {
                continue;
            }
            for (var change : Validity.changes(content)) {
                if (change.isAfter(at)) {
                    to = to == null || change.isBefore(to) ? change : to;
                } else {
                    from = from == null || change.isAfter(from) ? change : from;
                }
            }
            if (Validity.holds(content, at)) {
                var group = counted.computeIfAbsent(version.language(), _ -> new long[] {counted.size(), 0, 0});
                for (var passage : version.passages()) {
                    groupOf[passage.number()] = (short) group[0];
                    group[1]++;
                    group[2] += passage.length();
                    gathered.add(passage);
                }
            }
        }
        return new Candidates(gathered.toArray(IndexedPassage[]::new), groupOf, groups(counted), from, to);
    }

    private static List<Group> groups(Map<String, long[]> counted) {
        return counted.entrySet().stream()
                .map(entry -> {
                    var sums = entry.getValue();
                    var average = Math.max(1.0, (double) sums[2] / Math.max(1, sums[1]));
                    return new Group(entry.getKey(), (int) sums[0], (int) sums[1], average);
                })
                .toList();
    }

    /** Whether the same articles are valid at a moment. */
    boolean holdAt(Instant moment) {
        return (from == null || !moment.isBefore(from)) && (to == null || moment.isBefore(to));
    }

    /** The passages, in the order of their articles; not to be changed. */
    IndexedPassage[] passages() {
        return passages;
    }

    /** Their numbers, in the same order; not to be changed. */
    int[] numbers() {
        return numbers;
    }

    /** Whether all of them are in one language. */
    boolean isOnlyIn(String language) {
        return groups.size() == 1 && groups.getFirst().language.equals(language);
    }

    boolean isEmpty() {
        return passages.length == 0;
    }

    List<Group> groups() {
        return groups;
    }

    /** A number above that of every passage. */
    int total() {
        return groupOf.length;
    }

    /** Whether a passage may be found. */
    boolean contains(int passage) {
        return passage < groupOf.length && groupOf[passage] != NOT_ELIGIBLE;
    }

    /** The place of a passage that may be found among {@link #passages()}. */
    int placeOf(int passage) {
        return placeOf[passage];
    }

    /** Whether a passage may be found and belongs to a group. */
    boolean isIn(Group group, int passage) {
        return passage < groupOf.length && groupOf[passage] == group.number;
    }

    /** How many passages of a group hold a term. What is added to the lexicon later has other numbers and does not count. */
    int frequency(Group group, String term, Lexicon lexicon) {
        var key = new Term(group.number, term);
        var known = frequencies.get(key);
        if (known != null) {
            return known;
        }
        var frequency = count(group, lexicon.find(group.language, term));
        if (frequencies.size() < MOST_TERMS) {
            frequencies.put(key, frequency);
        }
        return frequency;
    }

    private int count(Group group, Postings postings) {
        var count = 0;
        for (var i = 0; i < postings.size(); i++) {
            if (isIn(group, postings.passages()[i])) {
                count++;
            }
        }
        return count;
    }
}
