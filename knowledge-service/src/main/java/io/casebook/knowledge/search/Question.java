package io.casebook.knowledge.search;

import io.casebook.platform.embedding.Embeddings;
import io.casebook.platform.embedding.EmbeddingsUnavailableException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A question in the forms it is compared in.
 *
 * @param text the question, cut to a sensible length
 * @param context what was said before and is meant by it too; null where it stands for itself
 * @param meanings what it means: as a whole, and sentence by sentence where it has several, because customers tell a story first;
 *     empty where meanings are left out
 */
record Question(String text, @Nullable String context, List<Meaning> meanings) {
    private static final Logger LOG = Logger.getLogger(Question.class);

    /** Longer questions are cut: the model that makes vectors reads no further. */
    private static final int MAX_TEXT = 2_000;

    private static final int MAX_SENTENCES = 4;
    private static final int SHORTEST_SENTENCE = 12;

    /** What a word counts that was said before, beside one of the question itself. */
    private static final double SAID_BEFORE = 0.5;

    Question {
        meanings = List.copyOf(meanings);
    }

    /**
     * A term of a question.
     *
     * @param text the term
     * @param weight what it counts, 1 for a term of the question itself
     */
    record Term(String text, double weight) {}

    /**
     * Takes a question apart.
     *
     * @param generation whose model says what it means
     */
    static Question of(SearchQuery query, Generation generation) {
        var text = cut(query.text().strip(), MAX_TEXT);
        var context = FollowUp.meant(text, query.context());
        var vectors = generation.vectors();
        if (vectors == null || query.method() == Method.WORDS) {
            return new Question(text, context, List.of());
        }
        var forms = new LinkedHashSet<String>();
        if (context == null) {
            forms.add(text);
            forms.addAll(sentences(text));
        } else {
            // The question by itself would find whatever is said of "after that" anywhere.
            forms.add(context + " " + text);
        }
        return new Question(text, context, meanings(List.copyOf(forms), vectors.embeddings()));
    }

    /** A model that does not answer costs the question its meaning, not its answer: words are compared all the same. */
    private static List<Meaning> meanings(List<String> forms, Embeddings embeddings) {
        try {
            return embeddings.embedAll(forms).stream().map(Meaning::of).toList();
        } catch (EmbeddingsUnavailableException e) {
            LOG.warnf("a question is answered by words alone: %s", e.getMessage());
            return List.of();
        }
    }

    /** The distinct terms of the question in a language, its own before those that were said before. */
    List<Term> terms(String language) {
        var terms = new LinkedHashMap<String, Term>();
        Analysis.terms(language, text).forEach(term -> terms.putIfAbsent(term, new Term(term, 1)));
        if (context != null) {
            Analysis.terms(language, context).forEach(term -> terms.putIfAbsent(term, new Term(term, SAID_BEFORE)));
        }
        return List.copyOf(terms.values());
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
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
