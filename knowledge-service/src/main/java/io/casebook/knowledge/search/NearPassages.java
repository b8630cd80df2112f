package io.casebook.knowledge.search;

import io.casebook.knowledge.articles.ArticleVersion;
import io.casebook.knowledge.passages.PassageText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Passages of two articles that are near in meaning: of each passage the nearest few of other articles. Every two passages are compared, those
 * of the newest articles first, until a bound is reached.
 *
 * @param pairs the pairs, the nearest first
 * @param left how many passages were not compared with all others
 */
public record NearPassages(List<Pair> pairs, int left) {
    public NearPassages {
        pairs = List.copyOf(pairs);
    }

    /**
     * Two passages.
     *
     * @param one version of the one article
     * @param first its passage
     * @param other version of the other article
     * @param second its passage
     * @param likeness cosine of their vectors
     */
    public record Pair(
            ArticleVersion one, PassageText first, ArticleVersion other, PassageText second, double likeness) {}

    /**
     * What to look for.
     *
     * @param looksAt whether an article is looked at
     * @param meets whether passages of two articles are worth a look
     * @param nearest how many of each passage
     * @param likeness cosine that they have at least
     * @param comparisons how many vectors are compared at most
     */
    public record Wanted(
            Predicate<ArticleVersion> looksAt,
            BiPredicate<ArticleVersion, ArticleVersion> meets,
            int nearest,
            double likeness,
            long comparisons) {}

    static NearPassages of(List<IndexedVersion> versions, Generation meanings, Wanted wanted) {
        var passages = versions.stream()
                .filter(version -> wanted.looksAt().test(version.version()))
                .sorted(Comparator.comparingLong(version -> -version.version().position()))
                .flatMap(version -> version.passages().stream())
                .filter(passage -> meanings.of(passage.number()) != null)
                .toArray(IndexedPassage[]::new);
        return new Look(passages, meanings, wanted).all();
    }

    /** Two passages by their places. */
    private record Near(int one, int other, float likeness) {}

    /** One look at all passages. */
    private static final class Look {
        private final IndexedPassage[] passages;
        private final float[][] vectors;
        private final Wanted wanted;
        private final List<List<Near>> nearest;

        Look(IndexedPassage[] passages, Generation meanings, Wanted wanted) {
            this.passages = passages;
            this.vectors = new float[passages.length][];
            for (var place = 0; place < passages.length; place++) {
                var meaning = meanings.of(passages[place].number());
                vectors[place] = meaning == null ? new float[0] : meaning.vector();
            }
            this.wanted = wanted;
            this.nearest = IntStream.range(0, passages.length)
                    .<List<Near>>mapToObj(place -> new ArrayList<>())
                    .toList();
        }

        NearPassages all() {
            var compared = 0L;
            var one = 0;
            for (; one < passages.length; one++) {
                compared += passages.length - one - 1;
                if (compared > wanted.comparisons() || Thread.currentThread().isInterrupted()) {
                    break;
                }
                compare(one);
            }
            var found = new LinkedHashSet<Near>();
            nearest.forEach(found::addAll);
            var pairs = found.stream()
                    .sorted(Comparator.comparingDouble((Near near) -> -near.likeness())
                            .thenComparingInt(Near::one)
                            .thenComparingInt(Near::other))
                    .map(this::pair)
                    .toList();
            return new NearPassages(pairs, passages.length - one);
        }

        private void compare(int one) {
            for (var other = one + 1; other < passages.length; other++) {
                var likeness = Vectors.dot(vectors[one], vectors[other]);
                if (likeness >= wanted.likeness() && differ(passages[one], passages[other])) {
                    var near = new Near(one, other, likeness);
                    keep(nearest.get(one), near);
                    keep(nearest.get(other), near);
                }
            }
        }

        private boolean differ(IndexedPassage one, IndexedPassage other) {
            return !one.version().articleId().equals(other.version().articleId())
                    && !one.textHash().equals(other.textHash())
                    && wanted.meets().test(one.version(), other.version());
        }

        private void keep(List<Near> kept, Near near) {
            kept.add(near);
            if (kept.size() > wanted.nearest()) {
                kept.sort(Comparator.comparingDouble((Near each) -> -each.likeness())
                        .thenComparingInt(Near::one)
                        .thenComparingInt(Near::other));
                kept.removeLast();
            }
        }

        private Pair pair(Near near) {
            var one = passages[near.one()];
            var other = passages[near.other()];
            return new Pair(one.version(), one.text(), other.version(), other.text(), near.likeness());
        }
    }
}
