package io.casebook.gateway.builtin;

import io.casebook.platform.embedding.Embeddings;
import io.casebook.vocabulary.Visibility;
import io.casebook.vocabulary.llm.Passage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers a question with the sentences of a passage, word for word. Which ones: those nearest to the question in meaning and in
 * words, with what belongs to them. Nothing internal is ever quoted. Thread-safe.
 */
public final class Extract {
    private static final int PASSAGES = 3;
    private static final double MEANING = 0.7;
    private static final double WORDS = 0.3;
    private static final double HEADING = 0.5;
    /** A row reads worse than a sentence that says the same. */
    private static final double ROW = 0.9;

    private static final double HEADED = 0.7;
    private static final double WHOLE = 0.2;
    private static final double RANK = 0.05;

    /** Likeness at which an answer begins to be one, and that at which it surely is one. */
    private static final double UNLIKE = 0.22;

    private static final double ALIKE = 0.58;
    private static final double ANSWERABILITY = 0.65;

    private final Embeddings embeddings;

    /** An extractor that compares by these embeddings. */
    public Extract(Embeddings embeddings) {
        this.embeddings = embeddings;
    }

    /**
     * An answer.
     *
     * @param text the sentences; null where there is nothing to quote
     * @param source the passage that they stand in; null where there is nothing to quote
     * @param confidence how likely they answer the question, from 0 to 1
     */
    public record Answer(@Nullable String text, @Nullable Passage source, double confidence) {
        static final Answer NONE = new Answer(null, null, 0);
    }

    /** Answers a question from passages, best first; answerability is what the retrieval said about them. */
    public Answer answer(String question, List<Passage> passages, @Nullable Double answerability) {
        var quotable = passages.stream()
                .filter(passage -> passage.source().visibility() != Visibility.INTERNAL)
                .limit(PASSAGES)
                .toList();
        if (question.isBlank() || quotable.isEmpty()) {
            return Answer.NONE;
        }
        var asked = embeddings.embed(MessageText.plain(question));
        var words = new WordOverlap(
                question,
                quotable.stream()
                        .map(passage -> passage.title() + " " + passage.text())
                        .toList());
        Candidate best = null;
        for (var i = 0; i < quotable.size(); i++) {
            var candidate = candidate(asked, words, quotable.get(i), RANK * i);
            if (candidate != null && (best == null || candidate.score() > best.score())) {
                best = candidate;
            }
        }
        return best == null
                ? Answer.NONE
                : new Answer(text(best), best.passage(), confidence(best.likeness(), answerability));
    }

    private record Candidate(Passage passage, List<Quotation.Scored> units, int best, double score, double likeness) {}

    private @Nullable Candidate candidate(float[] asked, WordOverlap words, Passage passage, double malus) {
        var units = PassageUnits.of(passage.text());
        if (units.isEmpty()) {
            return null;
        }
        var texts = new ArrayList<String>();
        texts.add(passage.title());
        units.forEach(unit -> texts.add(inContext(unit, passage)));
        var vectors = embeddings.embedAll(texts);
        var heading = Vectors.dot(asked, vectors.getFirst());
        var scored = new ArrayList<Quotation.Scored>();
        var best = 0;
        for (var i = 0; i < units.size(); i++) {
            var unit = units.get(i);
            var score = MEANING * Vectors.dot(asked, vectors.get(i + 1)) + WORDS * words.of(texts.get(i + 1));
            scored.add(new Quotation.Scored(unit, unit.kind() == PassageUnits.Kind.ROW ? ROW * score : score));
            if (scored.get(i).score() > scored.get(best).score()) {
                best = i;
            }
        }
        var nearest = scored.get(best).score();
        var headed = MEANING * heading + WORDS * words.of(passage.title());
        var whole = words.of(passage.title() + " " + passage.text());
        var likeness = Math.max(nearest, HEADED * headed + (1 - HEADED) * nearest);
        return new Candidate(passage, scored, best, nearest + HEADING * headed + WHOLE * whole - malus, likeness);
    }

    /** A row says little without what stands above its table. */
    private static String inContext(PassageUnits.Unit unit, Passage passage) {
        return unit.kind() == PassageUnits.Kind.ROW ? passage.title() + ": " + unit.text() : unit.text();
    }

    private static String text(Candidate candidate) {
        return Quotation.around(
                candidate.units(), candidate.best(), candidate.passage().text().length());
    }

    private static double confidence(double likeness, @Nullable Double answerability) {
        var alike = Math.clamp((likeness - UNLIKE) / (ALIKE - UNLIKE), 0, 1);
        return answerability == null
                ? alike
                : ANSWERABILITY * Math.clamp(answerability, 0, 1) + (1 - ANSWERABILITY) * alike;
    }
}
