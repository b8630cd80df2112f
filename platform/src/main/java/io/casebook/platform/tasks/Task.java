package io.casebook.platform.tasks;

import io.casebook.schemas.ContentHash;
import io.casebook.vocabulary.event.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Work for a model.
 *
 * @param kind what is to be done
 * @param lane whether somebody waits for it
 * @param models names of models or roles of the installation's models file, in failover order; at least one
 * @param within how long it may take
 * @param language language that the answer is to be written in, BCP 47; null for that of the material
 * @param material what it is about, by the names of {@link Material} that its kind has; without personal data that can be masked
 */
public record Task(
        TaskKind kind,
        Lane lane,
        List<String> models,
        Duration within,
        @Nullable String language,
        Map<String, String> material) {
    /** Most characters of all texts together: what a model of a small context can still read. */
    public static final int LONGEST_MATERIAL = 60_000;

    /**
     * @throws IllegalArgumentException where no model is named, the time is not above 0, a text is missing or unknown to the kind, or
     *     the texts are longer than {@link #LONGEST_MATERIAL} together
     */
    public Task {
        models = List.copyOf(models);
        material = Map.copyOf(material);
        if (models.isEmpty()) {
            throw new IllegalArgumentException("a task needs the name of a model");
        }
        if (within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException("a task needs time, not " + within);
        }
        var objection = objection(kind, material);
        if (objection != null) {
            throw new IllegalArgumentException(objection);
        }
    }

    /** What is wrong with the texts of a task; null for nothing. */
    public static @Nullable String objection(TaskKind kind, Map<String, String> material) {
        for (var name : kind.required()) {
            if (material.getOrDefault(name, "").isBlank()) {
                return "the task %s needs the text `%s`".formatted(kind.wireName(), name);
            }
        }
        for (var name : material.keySet()) {
            if (!kind.material().contains(name)) {
                return "the task %s has no text `%s`; it has %s"
                        .formatted(kind.wireName(), name, String.join(", ", kind.material()));
            }
        }
        var characters = material.values().stream().mapToLong(String::length).sum();
        return characters > LONGEST_MATERIAL
                ? "the texts of the task %s have %,d characters; the most is %,d"
                        .formatted(kind.wireName(), characters, LONGEST_MATERIAL)
                : null;
    }

    /** The same for the same kind, models, language and texts; whoever asks, and whenever. */
    public String id() {
        var parts = new ArrayList<@Nullable String>();
        parts.add(String.join(",", models));
        parts.add(language);
        new TreeMap<>(material).forEach((name, text) -> {
            parts.add(name);
            parts.add(text);
        });
        return kind.wireName() + "." + ContentHash.of(parts.toArray(String[]::new));
    }
}
