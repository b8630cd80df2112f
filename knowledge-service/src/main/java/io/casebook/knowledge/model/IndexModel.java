package io.casebook.knowledge.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes down beside the vectors which model the index answers with, so that after a change of the setting the index goes on
 * with that one until the new one knows every passage. A file that is missing or damaged says nothing.
 */
public final class IndexModel {
    private static final Logger LOG = Logger.getLogger(IndexModel.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "index-model.json";

    private final Path folder;

    /** @param folder where vectors are kept */
    public IndexModel(Path folder) {
        this.folder = folder;
    }

    /** The model that the index answered with last; null where nothing tells. */
    public @Nullable EmbeddingChoice read() {
        var file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return null;
        }
        try {
            var json = JSON.readTree(file.toFile());
            return new EmbeddingChoice(
                    json.path("provider").asText(),
                    json.path("base_url").asText(),
                    json.path("model").asText(),
                    json.path("dimensions").asInt());
        } catch (IOException | IllegalArgumentException e) {
            LOG.warnf(
                    "%s is damaged and is written anew (%s)", file, e.getClass().getSimpleName());
            return null;
        }
    }

    /** Writes down a model. A folder that cannot be written to costs no more than the memory of it. */
    public void write(EmbeddingChoice choice) {
        var json = JSON.createObjectNode();
        json.put("provider", choice.provider());
        json.put("base_url", choice.baseUrl());
        json.put("model", choice.model());
        json.put("dimensions", choice.dimensions());
        try {
            Files.createDirectories(folder);
            var fresh = Files.writeString(folder.resolve(NAME + ".new"), json.toString());
            Files.move(
                    fresh, folder.resolve(NAME), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warnf(
                    "the index's model cannot be written down in %s (%s)",
                    folder, e.getClass().getSimpleName());
        }
    }
}
