package io.casebook.platform.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.util.List;
import org.junit.jupiter.api.Test;

class InProcessEmbeddingsTest {
    private final InProcessEmbeddings embeddings = new InProcessEmbeddings();

    @Test
    void puts_close_together_what_means_the_same() {
        var refund = embeddings.embed("I want my money back");
        var same = embeddings.embed("please refund my order");
        var other = embeddings.embed("how do I change my delivery address");

        assertThat(dot(refund, same)).isGreaterThan(dot(refund, other));
    }

    @Test
    void has_nobody_outside_told_that_it_is_used() {
        assertThat(embeddings.embed("hello")).isNotEmpty();

        assertThat(System.getProperty("OPT_OUT_TRACKING")).isEqualTo("true");
        assertThat(System.getProperty("ai.djl.offline")).isEqualTo("true");
    }

    @Test
    void gives_vectors_of_length_one() {
        for (var text : List.of("hello", "", " ", "long ".repeat(2000), "🙂 ümlaut 漢字")) {
            var vector = embeddings.embed(text);

            assertThat(vector).hasSize(embeddings.dimensions());
            assertThat(dot(vector, vector)).isCloseTo(1.0, within(1e-4));
        }
    }

    @Test
    void answers_in_the_order_of_the_texts_and_counts_repeated_ones() {
        var one = embeddings.embed("one");
        var all = embeddings.embedAll(List.of("two", "one", "two"));

        assertThat(all).hasSize(3);
        assertThat(all.get(1)).isEqualTo(one);
        assertThat(all.get(0)).isEqualTo(all.get(2)).isNotEqualTo(one);
        assertThat(embeddings.embedAll(List.of())).isEmpty();
    }

    @Test
    void keeps_what_it_remembers_from_callers_who_change_it() {
        embeddings.embed("remembered")[0] = 42;

        assertThat(embeddings.embed("remembered")[0]).isNotEqualTo(42);
    }

    @Test
    void means_the_same_on_one_thread_as_on_many() {
        var onMany = new AllMiniLmL6V2QuantizedEmbeddingModel();

        for (var text : List.of("hello", "I want my money back", "a longer text about delivery ".repeat(30))) {
            assertThat(dot(embeddings.embed(text), onMany.embed(text).content().vector()))
                    .as(text)
                    .isCloseTo(1.0, within(1e-5));
        }
    }

    @Test
    void is_ready_once_it_has_answered() {
        embeddings.embed("anything");

        assertThat(embeddings.ready()).isTrue();
        assertThat(embeddings.modelId()).isEqualTo("all-minilm-l6-v2-q");
    }

    private static double dot(float[] a, float[] b) {
        var sum = 0.0;
        for (var i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
