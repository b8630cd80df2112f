package io.casebook.knowledge.model;

import io.casebook.knowledge.search.PassageVectors;
import io.casebook.knowledge.search.VectorStore;
import io.casebook.platform.embedding.Embeddings;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The model that was chosen, and the one that the index was made with, where these are two. */
public final class Models {
    private final EmbeddingChoice chosen;
    private final @Nullable EmbeddingChoice before;
    private final Embeddings inProcess;
    private final @Nullable String apiKey;
    private final Duration timeout;
    private final Path folder;
    private final IndexModel written;
    private volatile boolean changed;

    /**
     * @param chosen the model by the settings
     * @param inProcess the model in the process
     * @param apiKey key of the chosen model's endpoint; null for none
     * @param timeout how long a call to it may take
     * @param folder where vectors are kept
     */
    public Models(
            EmbeddingChoice chosen, Embeddings inProcess, @Nullable String apiKey, Duration timeout, Path folder) {
        this.chosen = chosen;
        this.inProcess = inProcess;
        this.apiKey = apiKey;
        this.timeout = timeout;
        this.folder = folder;
        this.written = new IndexModel(folder);
        this.before = written.read();
    }

    /** Whether the index still answers with another model than the one that was chosen. */
    public boolean changes() {
        return !changed && before != null && !before.equals(chosen);
    }

    /** What the index answers with at first; null where words are all that is left of the model before. */
    public @Nullable PassageVectors atFirst() {
        if (before == null || !changes()) {
            written.write(chosen);
            return vectors(chosen);
        }
        // The key is the chosen endpoint's: it is not sent to another one.
        return before.isInProcess() || before.baseUrl().equals(chosen.baseUrl()) ? vectors(before) : null;
    }

    /** The vectors of the chosen model. */
    public PassageVectors chosen() {
        return vectors(chosen);
    }

    /** The index answers with the chosen model from now on. */
    public void changed() {
        written.write(chosen);
        changed = true;
    }

    private PassageVectors vectors(EmbeddingChoice choice) {
        var embeddings = choice.isInProcess() ? inProcess : RemoteEmbeddings.of(choice, apiKey, timeout);
        return new PassageVectors(embeddings, VectorStore.open(folder, embeddings));
    }
}
