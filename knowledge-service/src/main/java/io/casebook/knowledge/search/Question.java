package io.casebook.knowledge.search;

import io.casebook.platform.embedding.Embeddings;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/**
 * A question in the forms it is compared in.
 *
 * @param text the question, cut to a sensible length
 * @param vectors what it means: as a whole, and sentence by sentence where it has several, because customers tell a story first
 */
record Question(String text, List<float[]> vectors) {
    /** Longer questions are cut: the model that makes vectors reads no further. */
    private static final int MAX_TEXT = 2_000;

    private static final int MAX_SENTENCES = 4;
    private static final int SHORTEST_SENTENCE = 12;

    Question {
        vectors = List.copyOf(vectors);
    }

    static Question of(String text, Embeddings embeddings) {
        var stripped = text.strip();
        var cut = stripped.length() <= MAX_TEXT ? stripped : stripped.substring(0, MAX_TEXT);
        var forms = new LinkedHashSet<String>();
        forms.add(cut);
        forms.addAll(sentences(cut));
        return new Question(cut, forms.stream().map(embeddings::embed).toList());
    }

    /** The distinct terms of the question in a language. */
    List<String> terms(String language) {
        return List.copyOf(new LinkedHashSet<>(Analysis.terms(language, text)));
    }

    /** The sentences that may ask something, the last ones where there are many; none where the text is a single one. */
    private static List<String> sentences(String text) {
        var sentences = new ArrayList<String>();
        var ends = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        ends.setText(text);
        var start = ends.first();
        for (var end = ends.next(); end != BreakIterator.DONE; start = end, end = ends.next()) {
            var sentence = text.substring(start, end).strip();
            if (sentence.length() >= SHORTEST_SENTENCE) {
                sentences.add(sentence);
            }
        }
        var from = Math.max(0, sentences.size() - MAX_SENTENCES);
        return sentences.size() < 2 ? List.of() : sentences.subList(from, sentences.size());
    }
}
