package io.casebook.knowledge.audits;

import io.casebook.knowledge.articles.Notes;
import io.casebook.knowledge.search.KnowledgeIndex;
import io.casebook.knowledge.search.NearPassages;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Passages of two articles that are worth a model's look: those of which a sentence was doubted for its words, and those that are near in
 * meaning, most alike first.
 *
 * @param pairs the pairs
 * @param left how many passages were not compared with all others
 */
public record Suspects(List<PassagePair> pairs, int left) {
    /** Of each passage so many of other articles, the nearest ones. */
    static final int NEAREST = 3;

    /** Cosine from which on two passages may be about the same thing; what that finds is printed by {@code SuspectsQualityTest}. */
    static final double ALIKE = 0.55;

    /** So many vectors are compared in one look: some twenty thousand passages with one another. */
    private static final long COMPARISONS = 200_000_000;

    /** So many pairs are held at most, the most alike ones. */
    private static final int MOST = 5_000;

    public Suspects {
        pairs = List.copyOf(pairs);
    }

    /** Looks through the articles as they are now. */
    public static Suspects in(KnowledgeIndex index, Instant now) {
        var library = Library.of(index.shelf(), new Usage(null, Map.of()), now, Duration.ZERO);
        var pairs = new LinkedHashMap<String, PassagePair>();
        new Contradictions(library)
                .doubts()
                .forEach(doubt -> pairs.putIfAbsent(doubt.pair().key(), doubt.pair()));
        var near = index.near(new NearPassages.Wanted(
                version -> !Notes.isNote(version.articleId()) && !Library.isOver(version.content(), now),
                (one, other) -> Library.meet(one.content(), other.content()),
                NEAREST,
                ALIKE,
                COMPARISONS));
        near.pairs().forEach(each -> {
            var pair = PassagePair.of(each.one(), each.first(), each.other(), each.second());
            pairs.putIfAbsent(pair.key(), pair);
        });
        return new Suspects(pairs.values().stream().limit(MOST).toList(), near.left());
    }
}
