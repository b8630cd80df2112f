package io.casebook.knowledge.gaps;

import io.casebook.platform.embedding.Embeddings;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of texts, by the model with which the index answers. After a change of the model those of the one before stay until the
 * other knows every text, and are then replaced at once: vectors of two models never stand side by side. One thread makes them; any
 * thread reads.
 */
final class TextVectors {
    private static final int AT_ONCE = 32;

    private final Supplier<@Nullable Embeddings> model;
    private volatile Made made = new Made(0, "", Map.of());
    /** What another model knows so far; only the thread that makes vectors has to do with it. */
    private Made next = made;

    /**
     * Vectors by text.
     *
     * @param generation changes whenever they do
     * @param modelId the model that all of them are of
     * @param vectors the vectors, of length 1
     */
    record Made(long generation, String modelId, Map<String, float[]> vectors) {
        Made with(List<String> texts, List<float[]> fresh, Set<String> needed) {
            var more = new HashMap<>(vectors);
            // The words of an erased conversation must not stay as a key.
            more.keySet().retainAll(needed);
            for (var i = 0; i < texts.size(); i++) {
                more.put(texts.get(i), fresh.get(i));
            }
            return new Made(generation + 1, modelId, more);
        }

        boolean holdsOnly(Set<String> needed) {
            return needed.containsAll(vectors.keySet());
        }
    }

    /** @param model the model; null where words are all that is compared now */
    TextVectors(Supplier<@Nullable Embeddings> model) {
        this.model = model;
    }

    Made made() {
        return made;
    }

    /** The model that vectors are to be of; null where words are all that is compared now. */
    @Nullable
    String modelId() {
        var embeddings = model.get();
        return embeddings == null ? null : embeddings.modelId();
    }

    /**
     * Makes vectors for some of the texts that have none, and drops those of texts that nobody needs.
     *
     * @param needed every text that needs one, the most urgent first
     * @return true when there are more to make
     */
    boolean makeSome(Collection<String> needed) {
        var wanted = Set.copyOf(needed);
        if (!made.holdsOnly(wanted)) {
            made = made.with(List.of(), List.of(), wanted);
        }
        var embeddings = model.get();
        if (embeddings == null) {
            return false;
        }
        if (!next.modelId().equals(embeddings.modelId())) {
            next = new Made(made.generation(), embeddings.modelId(), Map.of());
        } else if (made.modelId().equals(next.modelId())) {
            next = made;
        }
        var known = next.vectors();
        var missing = needed.stream()
                .filter(text -> !known.containsKey(text))
                .distinct()
                .limit(AT_ONCE)
                .toList();
        if (!missing.isEmpty() || !next.holdsOnly(wanted)) {
            next = next.with(missing, missing.isEmpty() ? List.of() : embeddings.embedAll(missing), wanted);
        }
        var complete = next.vectors().size() == wanted.size();
        if (complete || made.vectors().isEmpty() || Objects.equals(made.modelId(), next.modelId())) {
            publish();
        }
        return !complete;
    }

    private void publish() {
        if (made.generation() != next.generation() || !made.modelId().equals(next.modelId())) {
            next = new Made(made.generation() + 1, next.modelId(), next.vectors());
            made = next;
        }
    }
}
