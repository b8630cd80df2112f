package io.casebook.knowledge.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Puts passages in order for a question. The score is 0.65 of the likeness in meaning plus 0.35 of the likeness in words, both
 * between 0 and 1; equal scores go by article and place, so that an order never depends on chance.
 */
final class Ranking {
    private static final double MEANING = 0.65;
    private static final double WORDS = 0.35;

    private static final int MOST_OF_ONE_ARTICLE = 2;

    /** Scores are compared and told to this many places; what differs behind them is noise of the arithmetic. */
    private static final double GRAIN = 1e6;

    private static final Comparator<Scored> BEST_FIRST = Comparator.comparingDouble((Scored scored) -> -scored.score)
            .thenComparing(scored -> scored.passage.version().articleId())
            .thenComparingInt(scored -> scored.passage.ordinal());

    private record Scored(IndexedPassage passage, double meaning, double words, double score) {}

    private Ranking() {}

    /**
     * @param position position that is searched at
     * @param eligible the versions that may be found there
     * @param total a number above that of every eligible passage
     * @param wanted how many passages at most
     */
    static Found rank(
            long position, List<IndexedVersion> eligible, int total, Question question, Lexicon lexicon, int wanted) {
        var words = WordScores.of(eligible, total, question, lexicon);
        // The worst of the best stands at the head, so that a better one can take its place: nothing is sorted that is
        // not told.
        var best = new PriorityQueue<>(wanted + 1, BEST_FIRST.reversed());
        for (var version : eligible) {
            for (var candidate : bestOf(version, question, words)) {
                best.add(candidate);
                if (best.size() > wanted) {
                    best.remove();
                }
            }
        }
        var ordered = best.stream().sorted(BEST_FIRST).toList();
        if (ordered.isEmpty()) {
            return new Found(position, List.of(), 0);
        }
        var top = ordered.getFirst();
        return new Found(
                position,
                ordered.stream().map(Ranking::found).toList(),
                rounded(Answerability.of(top.meaning, top.words)));
    }

    /** The few best passages of a version; more of one article would crowd out the others. */
    private static List<Scored> bestOf(IndexedVersion version, Question question, WordScores words) {
        var best = new ArrayList<Scored>(MOST_OF_ONE_ARTICLE + 1);
        for (var passage : version.passages()) {
            var scored = score(passage, question, words);
            if (scored.score > 0) {
                var place = best.size();
                while (place > 0 && BEST_FIRST.compare(scored, best.get(place - 1)) < 0) {
                    place--;
                }
                if (place < MOST_OF_ONE_ARTICLE) {
                    best.add(place, scored);
                    if (best.size() > MOST_OF_ONE_ARTICLE) {
                        best.removeLast();
                    }
                }
            }
        }
        return best;
    }

    private static Scored score(IndexedPassage passage, Question question, WordScores words) {
        var meaning = 0.0;
        for (var vector : question.vectors()) {
            meaning = Math.max(meaning, Vectors.dot(vector, passage.vector()));
        }
        meaning = Math.min(1, meaning);
        var word = words.score(passage);
        return new Scored(passage, meaning, word, rounded(MEANING * meaning + WORDS * word));
    }

    private static FoundPassage found(Scored scored) {
        var passage = scored.passage;
        return new FoundPassage(
                passage.version(),
                passage.ordinal(),
                passage.text().title(),
                passage.text().text(),
                passage.textHash(),
                scored.score);
    }

    private static double rounded(double value) {
        return Math.round(value * GRAIN) / GRAIN;
    }
}
