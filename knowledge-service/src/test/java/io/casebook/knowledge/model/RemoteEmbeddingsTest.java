package io.casebook.knowledge.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casebook.knowledge.WordEmbeddings;
import io.casebook.platform.embedding.EmbeddingsUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Embeddings of a model elsewhere. */
class RemoteEmbeddingsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final EmbeddingEndpoint endpoint = new EmbeddingEndpoint();

    @AfterEach
    void stop() {
        endpoint.close();
    }

    @ParameterizedTest
    @CsvSource({"openai,/v1", "ollama,''"})
    void vectors_come_in_the_order_of_the_texts_and_have_length_one(String provider, String path) {
        var texts = IntStream.range(0, 150).mapToObj(i -> "text number " + i).toList();

        var vectors = embeddings(provider, path, 64).embedAll(texts);

        var words = new WordEmbeddings();
        assertThat(vectors).hasSize(150);
        for (var i = 0; i < vectors.size(); i++) {
            assertThat(vectors.get(i))
                    .containsExactly(words.embed(texts.get(i)), org.assertj.core.data.Offset.offset(1e-5f));
        }
    }

    @Test
    void the_key_goes_along() {
        embeddings("openai", "/v1", 64).embed("text");

        assertThat(endpoint.keys()).containsOnly("Bearer key-1");
    }

    @Test
    void a_model_that_does_not_answer_is_named_without_the_text() {
        endpoint.answers(500);

        assertThatThrownBy(() -> embeddings("openai", "/v1", 64).embed("the customer's words"))
                .isInstanceOf(EmbeddingsUnavailableException.class)
                .hasMessageContaining("some-model")
                .hasMessageNotContaining("customer");
    }

    @Test
    void vectors_of_another_length_than_promised_are_not_taken() {
        assertThatThrownBy(() -> embeddings("openai", "/v1", 65).embed("text"))
                .isInstanceOf(EmbeddingsUnavailableException.class)
                .hasMessageContaining("64 numbers, not of 65; set casebook.knowledge.embeddings.dimensions");
    }

    @Test
    void a_choice_that_makes_no_sense_is_refused_by_name() {
        for (var wrong : List.of(
                List.of("magic", "http://x", "m", "1", "provider"),
                List.of("openai", "nowhere", "m", "1", "base-url"),
                List.of("openai", "http://x", " ", "1", "model"),
                List.of("ollama", "http://x", "m", "0", "dimensions"))) {
            assertThatThrownBy(() -> new EmbeddingChoice(
                            wrong.get(0), wrong.get(1), wrong.get(2), Integer.parseInt(wrong.get(3))))
                    .hasMessageContaining("casebook.knowledge.embeddings." + wrong.get(4));
        }
    }

    private RemoteEmbeddings embeddings(String provider, String path, int dimensions) {
        return RemoteEmbeddings.of(
                new EmbeddingChoice(provider, endpoint.url() + path, "some-model", dimensions), "key-1", PATIENCE);
    }
}
