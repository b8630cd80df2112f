package io.casebook.bench.knowledge;

import io.casebook.bench.Figures;
import io.casebook.knowledge.search.KnowledgeIndex;
import io.casebook.knowledge.search.Method;
import io.casebook.platform.embedding.Embeddings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** How well each method finds, over the sample agent's articles and over guidelines of a real support team. */
final class QualityFigures {
    /** The methods by the names that figures carry. */
    private static final Map<String, Method> METHODS = new LinkedHashMap<>();

    static {
        METHODS.put("bm25", Method.WORDS);
        METHODS.put("vectors", Method.MEANING);
        METHODS.put("hybrid", Method.HYBRID);
        METHODS.put("hybrid+rerank", Method.RERANKED);
    }

    private QualityFigures() {}

    static void print(Path home, Path data, Figures figures, Embeddings embeddings) throws IOException {
        var questions = home.resolve("bench/questions");
        var shop = Corpus.index(Corpus.shop(home), embeddings);
        tables(shop, Questions.shop(questions), figures);
        followUps(shop, questions, figures);
        var guidelines = Guidelines.articles(data);
        if (guidelines == null) {
            Figures.say("skipped: questions over guidelines, because " + data.resolve("abcd")
                    + " is not there; see docs/knowledge.md for where they come from");
        } else {
            tables(Corpus.index(guidelines, embeddings), Questions.guidelines(questions), figures);
        }
    }

    private static void tables(KnowledgeIndex index, Questions.Tables tables, Figures figures) {
        for (var part :
                Map.of("fitted", tables.fitted(), "held out", tables.heldOut()).entrySet()) {
            METHODS.forEach((name, method) -> {
                var quality = Quality.of(index, part.getValue(), method, false);
                var settings = settings(
                        name, tables.name(), part.getKey(), part.getValue().size());
                quality.figures().forEach((metric, value) -> figures.print(metric, value, "ratio", settings));
                if (method == Method.RERANKED) {
                    figures.print("answerability_calibration_error", quality.calibrationError(), "ratio", settings);
                    figures.print("taken_for_answerable", quality.takenForAnswerable(), "ratio", settings);
                    figures.print("taken_for_unanswerable", quality.takenForUnanswerable(), "ratio", settings);
                }
            });
        }
    }

    /** What was said before a question, left out and taken along. */
    private static void followUps(KnowledgeIndex index, Path questions, Figures figures) throws IOException {
        var asked = Questions.followUps(questions);
        for (var withContext : new boolean[] {false, true}) {
            var settings = new LinkedHashMap<String, Object>(
                    settings("hybrid+rerank", "shop follow-ups", "held out", asked.size()));
            settings.put("context", withContext);
            Quality.of(index, asked, Method.RERANKED, withContext)
                    .figures()
                    .forEach((metric, value) -> figures.print(metric, value, "ratio", settings));
        }
    }

    private static Map<String, Object> settings(String method, String articles, String part, int questions) {
        var settings = new LinkedHashMap<String, Object>();
        settings.put("method", method);
        settings.put("articles", articles);
        settings.put("part", part);
        settings.put("questions", questions);
        return settings;
    }
}
