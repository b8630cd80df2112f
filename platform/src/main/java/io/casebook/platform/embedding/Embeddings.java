package io.casebook.platform.embedding;

import java.util.List;

/** Turns texts into vectors of length 1; the dot product of two is their likeness. Thread-safe. */
public interface Embeddings {

    /** Name and version of the model: vectors of different models must never be compared. */
    String modelId();

    /** How many numbers a vector has. */
    int dimensions();

    /** The vector of a text; waits until the model is loaded. */
    float[] embed(String text);

    /** The vectors of some texts, in their order; waits until the model is loaded. */
    List<float[]> embedAll(List<String> texts);

    /** True when a text can be embedded at once. Asking begins to load the model, so ask when the service starts. */
    default boolean ready() {
        return true;
    }
}
