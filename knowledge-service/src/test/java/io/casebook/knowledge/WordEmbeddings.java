package io.casebook.knowledge;

import io.casebook.platform.embedding.Embeddings;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Embeddings without a model: texts are alike as far as they share words. */
public final class WordEmbeddings implements Embeddings {
    private static final int DIMENSIONS = 64;

    private final AtomicInteger made = new AtomicInteger();

    @Override
    public String modelId() {
        return "words";
    }

    @Override
    public int dimensions() {
        return DIMENSIONS;
    }

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public float[] embed(String text) {
        made.incrementAndGet();
        var vector = new float[DIMENSIONS];
        for (var word : text.toLowerCase(Locale.ROOT).split("\\W+")) {
            vector[Math.floorMod(word.hashCode(), DIMENSIONS)] += 1;
        }
        var sum = 0f;
        for (var value : vector) {
            sum += value * value;
        }
        var length = (float) Math.sqrt(sum);
        for (var i = 0; i < DIMENSIONS; i++) {
            vector[i] /= length;
        }
        return vector;
    }

    @Override
    public List<float[]> embedAll(List<String> texts) {
        return texts.stream().map(this::embed).toList();
    }

    /** How many vectors were made. */
    public int made() {
        return made.get();
    }
}
