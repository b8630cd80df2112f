package io.casebook.platform.embedding;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.langchain4j.model.embedding.onnx.AbstractInProcessEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.OnnxBertBiEncoder;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The model in the process, each text on one thread. The library's own session splits every text among all processors and lets the
 * others spin while they wait: that costs twice the time in all, and many texts come beside one another anyway.
 */
final class MiniLm extends AbstractInProcessEmbeddingModel {
    private static final String WEIGHTS = "all-minilm-l6-v2-q.onnx";
    private static final String TOKENIZER = "all-minilm-l6-v2-q-tokenizer.json";
    private static final int DIMENSIONS = 384;

    private final OnnxBertBiEncoder encoder;

    /** Loads the model, which takes most of a second. */
    MiniLm() {
        super(null);
        var environment = OrtEnvironment.getEnvironment();
        try (var options = new SessionOptions();
                var weights = resource(WEIGHTS);
                var tokenizer = resource(TOKENIZER)) {
            options.setIntraOpNumThreads(1);
            var session = environment.createSession(weights.readAllBytes(), options);
            encoder = new OnnxBertBiEncoder(environment, session, tokenizer, PoolingMode.MEAN);
        } catch (OrtException e) {
            throw new IllegalStateException("the embedding model's weights are of no use to this version", e);
        } catch (IOException e) {
            throw new UncheckedIOException("the embedding model could not be read", e);
        }
    }

    private static InputStream resource(String name) throws IOException {
        @Nullable InputStream stream = OnnxBertBiEncoder.class.getClassLoader().getResourceAsStream(name);
        if (stream == null) {
            throw new IOException(name + " is not on the class path");
        }
        return stream;
    }

    @Override
    protected OnnxBertBiEncoder model() {
        return encoder;
    }

    @Override
    protected Integer knownDimension() {
        return DIMENSIONS;
    }
}
