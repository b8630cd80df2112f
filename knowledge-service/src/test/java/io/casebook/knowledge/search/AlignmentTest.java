package io.casebook.knowledge.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.casebook.platform.embedding.Embeddings;
import io.casebook.platform.embedding.InProcessEmbeddings;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Models whose figures mean something else come to the same answerability. */
class AlignmentTest {
    private final Embeddings fitted = new InProcessEmbeddings();

    @Test
    void the_model_in_the_process_is_the_one_that_was_fitted_with() {
        assertThat(fitted.modelId()).isEqualTo(Alignment.FITTED_MODEL);
        assertThat(Alignment.of(fitted)).isEqualTo(Alignment.NONE);

        var told = Alignment.told(fitted);
        assertThat(told.related()).isCloseTo(Alignment.FITTED_RELATED, within(0.01));
        assertThat(told.unrelated()).isCloseTo(Alignment.FITTED_UNRELATED, within(0.01));
    }

    @Test
    void a_model_that_calls_everything_alike_is_brought_to_the_same_figures() {
        var crowded = new Crowded(fitted);
        var told = Alignment.told(crowded);
        assertThat(told.unrelated()).as("far above what unrelated texts have").isGreaterThan(0.6);

        var alignment = Objects.requireNonNull(Alignment.of(crowded));

        assertThat(alignment.of(told.related())).isCloseTo(Alignment.FITTED_RELATED, within(1e-6));
        assertThat(alignment.of(told.unrelated())).isCloseTo(Alignment.FITTED_UNRELATED, within(1e-6));
        assertThat(alignment.of(2)).isEqualTo(1);
        assertThat(alignment.of(-2)).isZero();
    }

    @Test
    void a_model_that_tells_nothing_apart_is_not_relied_on() {
        assertThat(Alignment.of(new Blind())).isNull();
    }

    /** The fitted model with a direction that all texts share: every two of them are alike. */
    private record Crowded(Embeddings real) implements Embeddings {
        @Override
        public String modelId() {
            return "crowded";
        }

        @Override
        public int dimensions() {
            return real.dimensions() + 1;
        }

        @Override
        public float[] embed(String text) {
            var vector = real.embed(text);
            var more = new float[vector.length + 1];
            for (var i = 0; i < vector.length; i++) {
                more[i] = 0.6f * vector[i];
            }
            more[vector.length] = 0.8f;
            return more;
        }

        @Override
        public List<float[]> embedAll(List<String> texts) {
            return texts.stream().map(this::embed).toList();
        }
    }

    /** Vectors by chance. */
    private static final class Blind implements Embeddings {
        private final Random random = new Random(7);

        @Override
        public String modelId() {
            return "blind";
        }

        @Override
        public int dimensions() {
            return 4096;
        }

        @Override
        public float[] embed(String text) {
            var vector = new float[dimensions()];
            for (var i = 0; i < vector.length; i++) {
                vector[i] = (float) (random.nextGaussian() / Math.sqrt(vector.length));
            }
            return vector;
        }

        @Override
        public List<float[]> embedAll(List<String> texts) {
            return texts.stream().map(this::embed).toList();
        }
    }
}
