package io.casebook.knowledge.search;

import io.casebook.platform.embedding.EmbeddingsUnavailableException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What all passages mean to one model. An index has one that answers, and while it changes its model a second one that fills up.
 * One thread at a time adds; a reader sees everything that was added before it got the generation, or the search's view.
 */
final class Generation {
    private static final int INITIAL = 1024;

    private final @Nullable PassageVectors vectors;
    private volatile @Nullable Meaning[] meanings = new @Nullable Meaning[INITIAL];

    private volatile @Nullable Neighbourhood neighbourhood;
    private volatile boolean aligned;
    private volatile @Nullable Alignment alignment;

    /** @param vectors gives texts their vectors; null where words are all that is compared */
    Generation(@Nullable PassageVectors vectors) {
        this.vectors = vectors;
    }

    /** What gives texts their vectors; null where words are all that is compared. */
    @Nullable
    PassageVectors vectors() {
        return vectors;
    }

    /** Name of the model; null where words are all that is compared. */
    @Nullable
    String modelId() {
        return vectors == null ? null : vectors.embeddings().modelId();
    }

    /** The graph of what is near what; null where everything is compared. */
    @Nullable
    Neighbourhood neighbourhood() {
        return neighbourhood;
    }

    /** The same, made where it is not there yet. One thread calls this. */
    Neighbourhood makeNeighbourhood(int above) {
        var known = neighbourhood;
        if (known == null) {
            known = new Neighbourhood(this, above);
            neighbourhood = known;
        }
        return known;
    }

    /** How the model's likeness is to be read; null where it cannot be relied on, or does not answer now. */
    @Nullable
    Alignment alignment() {
        if (!aligned && vectors != null) {
            try {
                alignment = Alignment.of(vectors.embeddings());
                aligned = true;
            } catch (EmbeddingsUnavailableException e) {
                // The next search asks again.
                return null;
            }
        }
        return alignment;
    }

    /** What a passage means; null where this generation does not have it. */
    @Nullable
    Meaning of(int passage) {
        var known = meanings;
        return passage < known.length ? known[passage] : null;
    }

    /** The meanings of all passages, by number; not to be changed. */
    @Nullable
    Meaning[] all() {
        return meanings;
    }

    void put(int passage, @Nullable Meaning meaning) {
        if (passage >= meanings.length) {
            meanings = Arrays.copyOf(meanings, Math.max(passage + 1, meanings.length + (meanings.length >> 1)));
        }
        meanings[passage] = meaning;
    }
}
