package io.casebook.knowledge.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.knowledge.KnowledgeWorld;
import io.casebook.knowledge.WordEmbeddings;
import io.casebook.knowledge.articles.ArticleShelf;
import io.casebook.platform.embedding.Embeddings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An index changes its model while it answers. */
class ReembeddingTest {
    private final KnowledgeWorld world = new KnowledgeWorld();

    ReembeddingTest() {
        for (var i = 0; i < 100; i++) {
            world.publish("a" + i, "refund number " + i + " of a parcel");
        }
    }

    @Test
    void the_old_model_answers_until_every_passage_has_its_new_meaning() {
        var before = world.search(KnowledgeWorld.question("refund 7"));
        var changing = world.index().changeTo(new PassageVectors(new OtherEmbeddings(), null));

        assertThat(changing.step()).isTrue();
        assertThat(world.index().modelId()).isEqualTo("words");
        assertThat(world.search(KnowledgeWorld.question("refund 7"))).isEqualTo(before);
        while (changing.step()) {
            assertThat(world.index().modelId()).isEqualTo("words");
        }

        assertThat(world.index().modelId()).isEqualTo("other");
        assertThat(world.search(KnowledgeWorld.question("refund 7")).modelId()).isEqualTo("other");
    }

    @Test
    void what_is_published_meanwhile_is_found_before_and_after() {
        var changing = world.index().changeTo(new PassageVectors(new OtherEmbeddings(), null));
        changing.step();
        world.publish("late", "kayaks are sold in spring");
        assertThat(world.found(KnowledgeWorld.question("kayaks in spring")).getFirst())
                .isEqualTo("late");
        while (changing.step()) {
            // Until it has changed over.
        }
        world.publish("later", "canoes are sold in autumn");

        assertThat(changing.done()).isEqualTo(101);
        assertThat(world.found(KnowledgeWorld.question("kayaks in spring")).getFirst())
                .isEqualTo("late");
        assertThat(world.found(KnowledgeWorld.question("canoes in autumn")).getFirst())
                .isEqualTo("later");
    }

    @Test
    void an_index_without_a_model_answers_by_words_until_it_has_one() {
        var index = new KnowledgeIndex(new ArticleShelf(), null);
        world.log().forEach(record -> index.apply(index.position() + 1, record));
        var query = KnowledgeWorld.question("number 7");

        var byWords = index.search(index.position(), query);
        assertThat(byWords.modelId()).isNull();
        assertThat(KnowledgeWorld.ids(byWords).getFirst()).isEqualTo("a7");

        var changing = index.changeTo(new PassageVectors(new OtherEmbeddings(), null));
        while (changing.step()) {
            // Until it has changed over.
        }
        assertThat(index.search(index.position(), query).modelId()).isEqualTo("other");
    }

    /** The same in another order, which is another model. */
    private static final class OtherEmbeddings implements Embeddings {
        private final WordEmbeddings words = new WordEmbeddings();

        @Override
        public String modelId() {
            return "other";
        }

        @Override
        public int dimensions() {
            return words.dimensions();
        }

        @Override
        public float[] embed(String text) {
            var vector = words.embed(text);
            var turned = new float[vector.length];
            for (var i = 0; i < vector.length; i++) {
                turned[i] = vector[vector.length - 1 - i];
            }
            return turned;
        }

        @Override
        public List<float[]> embedAll(List<String> texts) {
            return texts.stream().map(this::embed).toList();
        }
    }
}
