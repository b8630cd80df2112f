package io.casebook.knowledge.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.knowledge.Articles;
import io.casebook.knowledge.KnowledgeWorld;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.api.Test;

/** Where every passage may be found, the score by words is Lucene's. Where some may not, Lucene counts them all the same. */
class LuceneComparisonTest {
    private static final Map<String, String> BODIES = Map.of(
            "refunds", "A refund of money takes five days. The refund goes to your card.",
            "tents", "Dry the tent before you store it.",
            "parcels", "A parcel that is late comes with a refund of the shipping.",
            "cards", "Your card is safe. We never see a card number, nor the money on it.");
    private static final String QUESTION = "refund money card";

    @Test
    void scores_stand_in_the_same_proportion() throws IOException {
        var world = new KnowledgeWorld();
        BODIES.forEach((id, body) -> world.publish(id, Articles.article(id, body)));
        var ours = new HashMap<String, Double>();
        world.index()
                .searching(world.index().position())
                .firstLook(KnowledgeWorld.question(QUESTION).by(Method.WORDS))
                .all()
                .forEach(scored -> ours.put(scored.passage().version().articleId(), scored.words()));

        var lucene = lucene();

        assertThat(lucene).hasSize(3);
        var proportion = Objects.requireNonNull(ours.get("refunds")) / Objects.requireNonNull(lucene.get("refunds"));
        lucene.forEach((id, score) -> assertThat(ours.get(id)).isCloseTo(score * proportion, within(0.001)));
        assertThat(ours.get("tents")).isZero();
    }

    private static org.assertj.core.data.Offset<Double> within(double offset) {
        return org.assertj.core.data.Offset.offset(offset);
    }

    private static Map<String, Double> lucene() throws IOException {
        var similarity = new BM25Similarity(1.2f, 0.6f);
        try (var folder = new ByteBuffersDirectory();
                var writer = new IndexWriter(folder, new IndexWriterConfig().setSimilarity(similarity))) {
            for (var body : BODIES.entrySet()) {
                var document = new Document();
                document.add(new StringField("id", body.getKey(), Field.Store.YES));
                // The same terms: what is compared is the counting.
                var text = body.getKey() + "\n" + body.getValue();
                document.add(new TextField("text", String.join(" ", Analysis.terms("en", text)), Field.Store.NO));
                writer.addDocument(document);
            }
            writer.commit();
            try (var reader = DirectoryReader.open(folder)) {
                var searcher = new IndexSearcher(reader);
                searcher.setSimilarity(similarity);
                var query = new BooleanQuery.Builder();
                for (var term : new ArrayList<>(List.of("refund", "monei", "card"))) {
                    query.add(new TermQuery(new Term("text", term)), BooleanClause.Occur.SHOULD);
                }
                var scores = new HashMap<String, Double>();
                for (var hit : searcher.search(query.build(), 10).scoreDocs) {
                    var id = searcher.storedFields().document(hit.doc).get("id");
                    scores.put(id, (double) hit.score);
                }
                return scores;
            }
        }
    }
}
