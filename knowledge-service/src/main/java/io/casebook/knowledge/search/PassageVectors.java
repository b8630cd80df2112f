package io.casebook.knowledge.search;

import io.casebook.knowledge.passages.PassageText;
import io.casebook.platform.embedding.Embeddings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The vectors of passages: from the store where it has them, else from the model, which costs milliseconds each. */
public final class PassageVectors {
    private final Embeddings embeddings;
    private final @Nullable VectorStore store;

    /**
     * @param embeddings the model
     * @param store keeps vectors over restarts; null for none
     */
    public PassageVectors(Embeddings embeddings, @Nullable VectorStore store) {
        this.embeddings = embeddings;
        this.store = store;
    }

    Embeddings embeddings() {
        return embeddings;
    }

    /** What passages mean, in their order. */
    List<Meaning> meanings(List<PassageText> passages) {
        var texts =
                passages.stream().map(text -> text.title() + "\n" + text.text()).toList();
        return of(texts).stream().map(Meaning::of).toList();
    }

    private List<float[]> of(List<String> texts) {
        var vectors = new ArrayList<float @Nullable []>();
        var missing = new ArrayList<String>();
        for (var text : texts) {
            var known = store == null ? null : store.find(text);
            vectors.add(known);
            if (known == null) {
                missing.add(text);
            }
        }
        var made = missing.isEmpty() ? List.<float[]>of() : embeddings.embedAll(missing);
        var complete = new ArrayList<float[]>();
        var next = 0;
        for (var i = 0; i < texts.size(); i++) {
            var known = vectors.get(i);
            if (known == null) {
                known = made.get(next++);
                if (store != null) {
                    store.add(texts.get(i), known);
                }
            }
            complete.add(known);
        }
        return complete;
    }
}
