package io.casebook.knowledge.model;

import java.net.URI;
import java.util.List;

/**
 * Which model says what texts mean. Without secrets, so that it can be written down beside the vectors.
 *
 * @param provider {@code in-process}, {@code openai} (any endpoint of that protocol) or {@code ollama}
 * @param baseUrl address of the endpoint; empty for the model in the process
 * @param model name of the model; empty for the one in the process
 * @param dimensions how many numbers its vectors have; 0 for the one in the process
 */
public record EmbeddingChoice(String provider, String baseUrl, String model, int dimensions) {
    private static final List<String> PROVIDERS = List.of("in-process", "openai", "ollama");
    private static final int MOST_DIMENSIONS = 8_192;
    private static final String KEY = "casebook.knowledge.embeddings.";

    /** The model in the process. */
    public static final EmbeddingChoice IN_PROCESS = new EmbeddingChoice("in-process", "", "", 0);

    public EmbeddingChoice {
        if (!PROVIDERS.contains(provider)) {
            throw new IllegalArgumentException(
                    KEY + "provider is " + provider + "; use " + String.join(", ", PROVIDERS));
        }
        if (!provider.equals("in-process")) {
            require(isWebAddress(baseUrl), "base-url", "the address of the endpoint, such as http://localhost:11434");
            require(!model.isBlank(), "model", "the name of the model");
            require(
                    dimensions > 0 && dimensions <= MOST_DIMENSIONS,
                    "dimensions",
                    "how many numbers its vectors have, 1 to " + MOST_DIMENSIONS);
        }
    }

    /** Whether it is the model in the process. */
    public boolean isInProcess() {
        return provider.equals(IN_PROCESS.provider);
    }

    private static void require(boolean good, String key, String wanted) {
        if (!good) {
            throw new IllegalArgumentException(
                    KEY + key + " must be " + wanted + ", with another provider than in-process");
        }
    }

    private static boolean isWebAddress(String text) {
        try {
            var uri = URI.create(text);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
