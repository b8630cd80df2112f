package io.casebook.knowledge.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/**
 * Puts passages in order for a question. The score is 0.65 of the likeness in meaning plus 0.35 of the likeness in words, both
 * between 0 and 1; equal scores go by article and place, so that an order never depends on chance.
 */
final class Ranking {
    private static final double MEANING = 0.65;
    private static final double WORDS = 0.35;

    /** More passages of one article would crowd out the others. */
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
        var scored = new ArrayList<Scored>();
        for (var version : eligible) {
            for (var passage : version.passages()) {
                scored.add(score(passage, question, words));
            }
        }
        if (scored.isEmpty()) {
            return new Found(position, List.of(), 0);
        }
        scored.sort(BEST_FIRST);
        var best = scored.getFirst();
        return new Found(position, passages(scored, wanted), rounded(Answerability.of(best.meaning, best.words)));
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

    private static List<FoundPassage> passages(List<Scored> scored, int wanted) {
        var taken = new HashMap<String, Integer>();
        var passages = new ArrayList<FoundPassage>();
        for (var candidate : scored) {
            if (passages.size() == wanted || candidate.score <= 0) {
                break;
            }
            var passage = candidate.passage;
            if (taken.merge(passage.version().articleId(), 1, Integer::sum) <= MOST_OF_ONE_ARTICLE) {
                passages.add(new FoundPassage(
                        passage.version(),
                        passage.ordinal(),
                        passage.text().title(),
                        passage.text().text(),
                        passage.textHash(),
                        candidate.score));
            }
        }
        return passages;
    }

    private static double rounded(double value) {
        return Math.round(value * GRAIN) / GRAIN;
    }
}
