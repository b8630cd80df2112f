package io.casebook.bench.knowledge;

import io.casebook.knowledge.passages.Chunker;
import io.casebook.knowledge.passages.PassageText;
import io.casebook.platform.embedding.Embeddings;
import io.casebook.vocabulary.knowledge.ArticlePublished;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The slow and obvious way to the passages nearest in meaning: compare the question with every whole vector, sort, take the first. */
final class BruteForce {
    @SuppressWarnings("ArrayRecordComponent") // Vectors are compared, never records of them.
    private record Entry(String article, int ordinal, float[] vector) {}

    private final List<Entry> entries = new ArrayList<>();
    private final Embeddings embeddings;

    BruteForce(Map<String, ArticlePublished> articles, Embeddings embeddings) {
        this.embeddings = embeddings;
        articles.forEach((id, article) -> {
            var passages = Chunker.passages(article);
            for (var i = 0; i < passages.size(); i++) {
                entries.add(new Entry(id, i, embeddings.embed(embedded(passages.get(i)))));
            }
        });
    }

    /** The best passages as {@code article#ordinal}, at most two of one article. */
    List<String> best(String question, int count) {
        var asked = embeddings.embed(question);
        var likeness = new double[entries.size()];
        for (var i = 0; i < likeness.length; i++) {
            var sum = 0.0;
            var vector = entries.get(i).vector;
            for (var d = 0; d < vector.length; d++) {
                sum += (double) vector[d] * asked[d];
            }
            likeness[i] = sum;
        }
        var order = new ArrayList<Integer>();
        for (var i = 0; i < likeness.length; i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingDouble(place -> -likeness[place]));
        var best = new ArrayList<String>();
        var ofArticle = new java.util.HashMap<String, Integer>();
        for (var place : order) {
            var entry = entries.get(place);
            if (best.size() < count && ofArticle.merge(entry.article, 1, Integer::sum) <= 2) {
                best.add(entry.article + "#" + entry.ordinal);
            }
        }
        return best;
    }

    private static String embedded(PassageText passage) {
        return passage.title() + "\n" + passage.text();
    }
}
