package io.casebook.knowledge.search;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * BM25 over exactly the passages that may be found: how rare a term is and how long passages are is counted among them alone, so
 * that the same question at the same position always gives the same score.
 */
final class WordScores {
    private static final double K1 = 1.2;
    private static final double B = 0.6;
    private static final int NOT_ELIGIBLE = -1;

    /** For each passage number: the language group it is in, or not eligible. */
    private final int[] groups;

    private final double[] scores;
    private final double[] covered;
    private final int[] lengths;

    private WordScores(int total) {
        groups = new int[total];
        Arrays.fill(groups, NOT_ELIGIBLE);
        scores = new double[total];
        covered = new double[total];
        lengths = new int[total];
    }

    /**
     * @param eligible the versions that may be found
     * @param total a number above that of every eligible passage
     */
    static WordScores of(List<IndexedVersion> eligible, int total, Question question, Lexicon lexicon) {
        var scores = new WordScores(total);
        scores.eligible(eligible).values().forEach(group -> scores.score(group, question, lexicon));
        return scores;
    }

    /** How well the words fit: 0 for none, 1 for a passage that is full of every term of the question. */
    double score(IndexedPassage passage) {
        return scores[passage.number()];
    }

    /** The share of the question's information (rare terms count more) whose terms the passage has. */
    double coverage(IndexedPassage passage) {
        return covered[passage.number()];
    }

    private Map<String, Group> eligible(List<IndexedVersion> versions) {
        var byLanguage = new HashMap<String, Group>();
        for (var version : versions) {
            var group =
                    byLanguage.computeIfAbsent(version.language(), language -> new Group(language, byLanguage.size()));
            for (var passage : version.passages()) {
                groups[passage.number()] = group.number;
                lengths[passage.number()] = passage.length();
                group.passages++;
                group.length += passage.length();
            }
        }
        return byLanguage;
    }

    private void score(Group group, Question question, Lexicon lexicon) {
        var average = Math.max(1.0, (double) group.length / Math.max(1, group.passages));
        var best = 0.0;
        var information = 0.0;
        for (var term : question.terms(group.language)) {
            var postings = lexicon.find(group.language, term);
            var rarity = rarity(group.passages, frequency(group, postings));
            information += rarity;
            best += rarity * (K1 + 1);
            for (var i = 0; i < postings.size(); i++) {
                var passage = postings.passages()[i];
                if (isIn(group, passage)) {
                    var count = postings.counts()[i];
                    var damping = K1 * (1 - B + B * lengths[passage] / average);
                    scores[passage] += rarity * count * (K1 + 1) / (count + damping);
                    covered[passage] += rarity;
                }
            }
        }
        if (information > 0) {
            for (var passage = 0; passage < groups.length; passage++) {
                if (groups[passage] == group.number) {
                    scores[passage] /= best;
                    covered[passage] /= information;
                }
            }
        }
    }

    private int frequency(Group group, Postings postings) {
        var frequency = 0;
        for (var i = 0; i < postings.size(); i++) {
            if (isIn(group, postings.passages()[i])) {
                frequency++;
            }
        }
        return frequency;
    }

    private boolean isIn(Group group, int passage) {
        return passage < groups.length && groups[passage] == group.number;
    }

    private static double rarity(int passages, int frequency) {
        return Math.log(1 + (passages - frequency + 0.5) / (frequency + 0.5));
    }

    private static final class Group {
        private final String language;
        private final int number;
        private int passages;
        private long length;

        private Group(String language, int number) {
            this.language = language;
            this.number = number;
        }
    }
}
