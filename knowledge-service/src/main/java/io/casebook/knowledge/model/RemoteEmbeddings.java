package io.casebook.knowledge.model;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.ollama.OllamaEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import io.casebook.platform.embedding.Embeddings;
import io.casebook.platform.embedding.EmbeddingsUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Embeddings of a model elsewhere. What it answers is held to what was promised of it; what it does not answer is told by name. */
public final class RemoteEmbeddings implements Embeddings {
    private static final int AT_ONCE = 64;
    private static final double SHORTEST = 1e-6;

    private final EmbeddingChoice choice;
    private final EmbeddingModel model;

    private RemoteEmbeddings(EmbeddingChoice choice, EmbeddingModel model) {
        this.choice = choice;
        this.model = model;
    }

    /**
     * Embeddings of a chosen model.
     *
     * @param apiKey key of the endpoint; null where it wants none
     * @param timeout how long a call may take
     */
    public static RemoteEmbeddings of(EmbeddingChoice choice, @Nullable String apiKey, Duration timeout) {
        var model = switch (choice.provider()) {
            case "ollama" ->
                OllamaEmbeddingModel.builder()
                        .baseUrl(choice.baseUrl())
                        .modelName(choice.model())
                        .timeout(timeout)
                        .maxRetries(0)
                        .build();
            case "openai" ->
                OpenAiEmbeddingModel.builder()
                        .baseUrl(choice.baseUrl())
                        .modelName(choice.model())
                        .apiKey(apiKey == null ? "none" : apiKey)
                        .timeout(timeout)
                        .maxRetries(0)
                        .build();
            default -> throw new IllegalArgumentException(choice.provider() + " is no model elsewhere");
        };
        return new RemoteEmbeddings(choice, model);
    }

    @Override
    public String modelId() {
        return choice.provider() + ":" + choice.model();
    }

    @Override
    public int dimensions() {
        return choice.dimensions();
    }

    @Override
    public float[] embed(String text) {
        return embedAll(List.of(text)).getFirst();
    }

    @Override
    public List<float[]> embedAll(List<String> texts) {
        var vectors = new ArrayList<float[]>();
        for (var from = 0; from < texts.size(); from += AT_ONCE) {
            vectors.addAll(some(texts.subList(from, Math.min(texts.size(), from + AT_ONCE))));
        }
        return vectors;
    }

    private List<float[]> some(List<String> texts) {
        var segments = texts.stream()
                .map(text -> TextSegment.from(text.isBlank() ? "." : text))
                .toList();
        List<Embedding> answered;
        try {
            answered = model.embedAll(segments).content();
        } catch (RuntimeException e) {
            throw new EmbeddingsUnavailableException(
                    "the embedding model %s at %s did not answer (%s)"
                            .formatted(
                                    choice.model(),
                                    choice.baseUrl(),
                                    e.getClass().getSimpleName()),
                    e);
        }
        if (answered.size() != texts.size()) {
            throw unusable("%d vectors for %d texts".formatted(answered.size(), texts.size()));
        }
        return answered.stream().map(embedding -> unit(embedding.vector())).toList();
    }

    private float[] unit(float[] vector) {
        if (vector.length != choice.dimensions()) {
            throw unusable("vectors of %d numbers, not of %d; set casebook.knowledge.embeddings.dimensions"
                    .formatted(vector.length, choice.dimensions()));
        }
        var sum = 0.0;
        for (var number : vector) {
            sum += (double) number * number;
        }
        var length = Math.sqrt(sum);
        if (!Double.isFinite(length) || length < SHORTEST) {
            throw unusable("a vector without a direction");
        }
        var unit = new float[vector.length];
        for (var i = 0; i < vector.length; i++) {
            unit[i] = (float) (vector[i] / length);
        }
        return unit;
    }

    private EmbeddingsUnavailableException unusable(String what) {
        return new EmbeddingsUnavailableException(
                "the embedding model %s at %s gives %s".formatted(choice.model(), choice.baseUrl(), what));
    }
}
