package io.casebook.knowledge.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/**
 * The passages with the highest scores, exactly, without comparing whole vectors with all of them. A first look at every passage
 * tells how high its score can be at most; whole vectors are then compared from the most promising down, until no passage that is
 * left can reach the worst that is kept.
 */
final class FirstLook {
    /** Scores are rounded afterwards: what is this much below may still come out equal. */
    private static final double ROUNDING = 2e-6;

    private static final int MARGIN = 4;

    /** So many passages are looked at in one go; beyond that every processor takes its share. */
    private static final int SHARE = 4_096;

    private final IndexedPassage[] passages;
    private final int[] numbers;
    private final Question question;
    private final @Nullable Meaning[] meanings;
    private final WordScores words;
    private final Shares shares;
    private final double[] atMost;

    /**
     * @param around looks only at what a graph calls near, where it says so; otherwise at everything
     */
    FirstLook(Candidates candidates, Asking asking, WordScores words, @Nullable Neighbourhood around) {
        this.passages = candidates.passages();
        this.numbers = candidates.numbers();
        this.question = asking.question();
        this.meanings = asking.meanings().all();
        this.words = words;
        this.shares = Shares.of(asking.query().method(), asking.byMeaning());
        this.atMost = new double[passages.length];
        if (around == null) {
            lookAtAll();
        } else {
            lookAround(around, candidates);
        }
    }

    /** What a graph calls near, what the words call likely, and what is too new for the graph. */
    private void lookAround(Neighbourhood around, Candidates candidates) {
        for (var place = 0; place < passages.length; place++) {
            atMost[place] = words.score(numbers[place]);
        }
        var chosen = new BitSet(passages.length);
        for (var likely : promising(Math.min(passages.length, Neighbourhood.NEAREST))) {
            chosen.set(likely);
        }
        var inGraph = around.size();
        for (var place = 0; place < passages.length; place++) {
            if (numbers[place] >= inGraph) {
                chosen.set(place);
            }
        }
        for (var asked : question.meanings()) {
            for (var near : around.nearest(asked.vector(), new Eligible(candidates))) {
                chosen.set(candidates.placeOf(near));
            }
        }
        Arrays.fill(atMost, 0);
        chosen.stream().forEach(place -> look(place, place + 1));
    }

    private record Eligible(Candidates candidates) implements Bits {
        @Override
        public boolean get(int passage) {
            return candidates.contains(passage);
        }

        @Override
        public int length() {
            return candidates.total();
        }
    }

    private void lookAtAll() {
        if (passages.length <= SHARE) {
            look(0, passages.length);
        } else {
            var shares = (passages.length + SHARE - 1) / SHARE;
            IntStream.range(0, shares)
                    .parallel()
                    .forEach(share -> look(share * SHARE, Math.min(passages.length, (share + 1) * SHARE)));
        }
    }

    /** One form of the question after the other, so that what it is compared with streams by. */
    private void look(int from, int to) {
        if (shares.meaning() > 0) {
            for (var asked : question.meanings()) {
                look(asked.quantized(), from, to);
            }
        }
        for (var i = from; i < to; i++) {
            atMost[i] = shares.of(Math.min(1, atMost[i]), words.score(numbers[i]));
        }
    }

    private void look(Quantized asked, int from, int to) {
        for (var i = from; i < to; i++) {
            var meaning = meanings[numbers[i]];
            if (meaning != null) {
                atMost[i] = Math.max(atMost[i], asked.atMost(meaning.quantized()));
            }
        }
    }

    /**
     * The best passages in their order.
     *
     * @param wanted how many at most
     * @param ofOneArticle how many of one article at most; more would crowd out the others
     */
    List<Scored> best(int wanted, int ofOneArticle) {
        for (var looked = Math.min(passages.length, wanted * MARGIN);
                ;
                looked = Math.min(passages.length, looked * MARGIN)) {
            var promising = promising(looked);
            var best = best(promising, wanted, ofOneArticle);
            // Passages that were not looked at are no better than the least promising one that was.
            var left = looked == passages.length ? 0 : atMost[promising[looked - 1]];
            if (left <= 0 || (best.size() == wanted && best.getLast().score() > left + ROUNDING)) {
                return best;
            }
        }
    }

    /** Every passage compared in full: the slow and obvious way that the quick one is held against. */
    List<Scored> all() {
        return Arrays.stream(passages).map(this::exactly).toList();
    }

    /** The most promising passages, by their place in the array, the best first. */
    private int[] promising(int count) {
        var heap = new PriorityQueue<Integer>(
                Math.max(1, count), (left, right) -> Double.compare(atMost[left], atMost[right]));
        for (var i = 0; i < passages.length; i++) {
            if (heap.size() < count) {
                heap.add(i);
            } else if (atMost[i] > atMost[heap.element()]) {
                heap.remove();
                heap.add(i);
            }
        }
        var ordered = new int[heap.size()];
        for (var i = ordered.length - 1; i >= 0; i--) {
            ordered[i] = heap.remove();
        }
        return ordered;
    }

    private List<Scored> best(int[] promising, int wanted, int ofOneArticle) {
        var best = new ArrayList<Scored>();
        var ofArticle = new HashMap<String, Integer>();
        for (var place : promising) {
            if (best.size() >= wanted
                    && atMost[place] + ROUNDING < best.getLast().score()) {
                break;
            }
            var scored = exactly(passages[place]);
            if (scored.score() > 0) {
                insert(best, ofArticle, scored, ofOneArticle);
                if (best.size() > wanted) {
                    ofArticle.merge(best.removeLast().passage().version().articleId(), -1, Integer::sum);
                }
            }
        }
        return best;
    }

    private static void insert(List<Scored> best, Map<String, Integer> ofArticle, Scored scored, int ofOneArticle) {
        var article = scored.passage().version().articleId();
        var place = best.size();
        while (place > 0 && Scored.BEST_FIRST.compare(scored, best.get(place - 1)) < 0) {
            place--;
        }
        best.add(place, scored);
        if (ofArticle.merge(article, 1, Integer::sum) > ofOneArticle) {
            for (var worst = best.size() - 1; ; worst--) {
                if (best.get(worst).passage().version().articleId().equals(article)) {
                    best.remove(worst);
                    ofArticle.merge(article, -1, Integer::sum);
                    return;
                }
            }
        }
    }

    private Scored exactly(IndexedPassage passage) {
        var likeness = 0.0;
        var meaning = meanings[passage.number()];
        if (meaning != null) {
            for (var asked : question.meanings()) {
                likeness = Math.max(likeness, Vectors.dot(asked.vector(), meaning.vector()));
            }
        }
        likeness = Math.min(1, likeness);
        var word = words.score(passage.number());
        return new Scored(passage, likeness, word, Scored.rounded(shares.of(likeness, word)));
    }
}
