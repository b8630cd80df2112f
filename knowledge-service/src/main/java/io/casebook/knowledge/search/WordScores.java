package io.casebook.knowledge.search;

import io.casebook.knowledge.search.Candidates.Group;

/**
 * BM25 over exactly the passages that may be found: how rare a term is and how long passages are is counted among them alone, so
 * that the same question at the same position always gives the same score.
 */
final class WordScores {
    private static final double K1 = 1.2;
    private static final double B = 0.6;

    private final Candidates candidates;
    private final Question question;
    private final Lexicon lexicon;

    /** For each passage number. */
    private final double[] scores;

    private WordScores(Candidates candidates, Question question, Lexicon lexicon) {
        this.candidates = candidates;
        this.question = question;
        this.lexicon = lexicon;
        this.scores = new double[candidates.total()];
    }

    static WordScores of(Candidates candidates, Question question, Lexicon lexicon) {
        var scores = new WordScores(candidates, question, lexicon);
        candidates.groups().forEach(scores::score);
        return scores;
    }

    /** How well the words fit: 0 for none, 1 for a passage that is full of every term of the question. */
    double score(int passage) {
        return scores[passage];
    }

    private void score(Group group) {
        var terms = question.terms(group.language());
        var rarities = terms.stream().mapToDouble(term -> rarity(group, term)).toArray();
        var sum = 0.0;
        for (var rarity : rarities) {
            sum += rarity;
        }
        for (var i = 0; i < rarities.length && sum > 0; i++) {
            score(group, lexicon.find(group.language(), terms.get(i).text()), rarities[i] / sum);
        }
    }

    /** Adds one term, whose share of the highest score possible is known. */
    private void score(Group group, Postings postings, double share) {
        for (var i = 0; i < postings.size(); i++) {
            var passage = postings.passages()[i];
            if (candidates.isIn(group, passage)) {
                var count = postings.counts()[i];
                var damping = K1 * (1 - B + B * postings.lengths()[i] / group.averageLength());
                scores[passage] += share * count / (count + damping);
            }
        }
    }

    /** How much a term tells: the rarer, the more. */
    private double rarity(Group group, Question.Term term) {
        var frequency = candidates.frequency(group, term.text(), lexicon);
        return term.weight() * Math.log(1 + (group.passages() - frequency + 0.5) / (frequency + 0.5));
    }
}
