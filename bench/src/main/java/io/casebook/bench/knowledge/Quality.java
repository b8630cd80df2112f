package io.casebook.bench.knowledge;

import io.casebook.bench.knowledge.Questions.Asked;
import io.casebook.knowledge.search.Found;
import io.casebook.knowledge.search.KnowledgeIndex;
import io.casebook.knowledge.search.Method;
import io.casebook.knowledge.search.SearchQuery;
import io.casebook.vocabulary.Visibility;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is measured of how well a method finds: over the questions that an article answers, the place of the first article that does;
 * over all, whether those that no article answers are told from the others.
 */
final class Quality {
    private static final int DEPTH = 10;
    private static final double EVEN = 0.5;
    private static final int BINS = 10;

    private record Outcome(boolean answered, int place, double answerability) {}

    private final List<Outcome> outcomes = new ArrayList<>();

    static Quality of(KnowledgeIndex index, List<Asked> questions, Method method, boolean withContext) {
        var quality = new Quality();
        for (var asked : questions) {
            quality.add(asked, search(index, asked, method, withContext ? asked.context() : null));
        }
        return quality;
    }

    static Found search(KnowledgeIndex index, Asked asked, Method method, @Nullable String context) {
        var query = new SearchQuery(
                        asked.text(),
                        SearchQuery.MAX_PASSAGES,
                        Set.of(Visibility.PUBLIC, Visibility.USERS),
                        Set.of(),
                        null,
                        null,
                        Instant.now())
                .withContext(context)
                .by(method);
        return index.search(index.position(), query);
    }

    private void add(Asked asked, Found found) {
        var articles = found.passages().stream()
                .map(passage -> passage.version().articleId())
                .distinct()
                .limit(DEPTH)
                .toList();
        var place = 0;
        for (var i = 0; i < articles.size() && place == 0; i++) {
            place = asked.answers().contains(articles.get(i)) ? i + 1 : 0;
        }
        outcomes.add(new Outcome(!asked.answers().isEmpty(), place, found.answerability()));
    }

    /** The figures by their names. */
    Map<String, Double> figures() {
        var figures = new LinkedHashMap<String, Double>();
        var answered = outcomes.stream().filter(Outcome::answered).toList();
        for (var depth : List.of(1, 3, DEPTH)) {
            figures.put(
                    "recall_at_" + depth,
                    mean(answered, outcome -> outcome.place > 0 && outcome.place <= depth ? 1 : 0));
        }
        figures.put("mrr", mean(answered, outcome -> outcome.place == 0 ? 0 : 1.0 / outcome.place));
        // One article is relevant, or any of a few is as good: the ideal order has it first.
        figures.put(
                "ndcg_at_10",
                mean(answered, outcome -> outcome.place == 0 ? 0 : Math.log(2) / Math.log(1.0 + outcome.place)));
        if (answered.size() < outcomes.size()) {
            figures.put("answerability_auc", separation());
        }
        return figures;
    }

    /** How far answerability is from how often a question is answered at all, on average over ten bins of it. */
    double calibrationError() {
        var error = 0.0;
        for (var bin = 0; bin < BINS; bin++) {
            var low = (double) bin / BINS;
            var high = bin == BINS - 1 ? 2 : (bin + 1.0) / BINS;
            var inBin = outcomes.stream()
                    .filter(outcome -> outcome.answerability >= low && outcome.answerability < high)
                    .toList();
            var said = mean(inBin, Outcome::answerability);
            var was = mean(inBin, outcome -> outcome.answered ? 1 : 0);
            error += Math.abs(said - was) * inBin.size() / outcomes.size();
        }
        return error;
    }

    /** The share of questions that nothing answers whose answerability is high enough for an answer all the same. */
    double takenForAnswerable() {
        return mean(
                outcomes.stream().filter(outcome -> !outcome.answered).toList(),
                outcome -> outcome.answerability >= EVEN ? 1 : 0);
    }

    /** The share of questions that are answered whose answerability is too low for it. */
    double takenForUnanswerable() {
        return mean(
                outcomes.stream().filter(Outcome::answered).toList(), outcome -> outcome.answerability < EVEN ? 1 : 0);
    }

    /** The chance that a question that is answered gets a higher figure than one that is not; a tie counts half. */
    private double separation() {
        var won = 0.0;
        var pairs = 0;
        for (var yes : outcomes) {
            for (var no : outcomes) {
                if (yes.answered && !no.answered) {
                    won += yes.answerability > no.answerability ? 1 : yes.answerability < no.answerability ? 0 : EVEN;
                    pairs++;
                }
            }
        }
        return won / pairs;
    }

    private static double mean(List<Outcome> among, java.util.function.ToDoubleFunction<Outcome> figure) {
        return among.stream().mapToDouble(figure).average().orElse(0);
    }
}
